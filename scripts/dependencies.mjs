// Installs the packages a fresh clone lacks. Uses only what Node itself brings, because it runs before anything
// is installed. It does not upgrade: package-lock.json is the only list.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Names of locked packages that node_modules lacks or holds in another version.
 * Optional packages (other platforms' binaries) may be absent, but not of another version.
 * @param {string} root project folder
 * @returns {string[]}
 */
export function missingPackages(root) {
  const wanted = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  // npm writes this copy of the lock after every install; reading it is quicker than looking at 400 folders.
  const installedFile = path.join(root, "node_modules", ".package-lock.json");
  const installed = existsSync(installedFile) ? JSON.parse(readFileSync(installedFile, "utf8")).packages : {};
  const missing = [];
  for (const [place, wantedPackage] of Object.entries(wanted)) {
    if (place === "" || wantedPackage.link) continue;
    const here = existsSync(path.join(root, place)) ? installed[place] : undefined;
    if (here ? here.version !== wantedPackage.version : !wantedPackage.optional) missing.push(place);
  }
  return missing;
}

/**
 * Makes node_modules agree with package-lock.json, by `npm ci` when it does not.
 * @param {string} root project folder
 */
export function installDependencies(root) {
  requireNode(20);
  const missing = missingPackages(root);
  if (missing.length === 0) return;
  console.log(`Installing packages (${missing.length} missing or outdated, the first time takes about a minute)…`);
  if (npm(root, "ci")) return;
  // Same versions wherever the lock names one; this only forgives a lock that is incomplete for this platform.
  console.log("npm ci did not work (see above); trying npm install…");
  if (npm(root, "install", "--no-save")) return;
  throw new Error("The packages could not be installed (see above). Check the network, then run the command again.");
}

/** Runs npm in the project folder and says whether it worked. */
function npm(root, ...args) {
  const onWindows = process.platform === "win32";
  // A NODE_ENV of "production" must not leave the tools out.
  const { status } = spawnSync(onWindows ? "npm.cmd" : "npm", [...args, "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: onWindows,
  });
  return status === 0;
}

/** @param {number} major the oldest Node that works */
function requireNode(major) {
  if (Number(process.versions.node.split(".")[0]) >= major) return;
  throw new Error(`Glass Table needs Node ${major} or newer; this is Node ${process.versions.node}.`);
}
