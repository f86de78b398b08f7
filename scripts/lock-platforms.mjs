// Completes package-lock.json with the optional packages of other platforms. npm leaves out those that the registry at
// hand did not have while it wrote the lock, and then `npm ci` refuses the lock everywhere, also where they exist.
// `node scripts/lock-platforms.mjs` writes the missing entries; scripts/dependencies.test.mjs fails while any is missing.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./build.mjs";

const PLATFORM = /(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-([a-z0-9]+))?$/;

/**
 * Optional packages that a locked package names and the lock does not hold.
 * @param {Record<string, { optionalDependencies?: Record<string, string>, dev?: boolean, license?: string }>} packages
 * @returns {{ name: string, version: string, dev: boolean, license?: string }[]}
 */
export function absentPlatforms(packages) {
  return Object.entries(packages).flatMap(([place, { optionalDependencies, dev = false, license }]) =>
    Object.entries(optionalDependencies ?? {})
      .filter(([name]) => !isReachable(packages, place, name))
      .map(([name, version]) => ({ name, version, dev, license })),
  );
}

/** Whether a package at `place` finds `name` in its own node_modules or in one further out. */
function isReachable(packages, place, name) {
  for (let base = place; ; base = base.slice(0, Math.max(0, base.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${base === "" ? "" : `${base}/`}node_modules/${name}`]) return true;
    if (base === "") return false;
  }
}

/** The lock's entry for one platform's package; which platform it is for stands in its name. */
function entryFor({ name, version, dev, license }) {
  const [, os, cpu, abi = ""] = PLATFORM.exec(name) ?? [];
  if (!os || !/^\d/.test(version)) throw new Error(`Cannot tell the platform or the version of ${name}@${version}.`);
  const libc = os === "linux" && abi ? { libc: [abi.startsWith("musl") ? "musl" : "glibc"] } : {};
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...libc,
    ...(license ? { license } : {}),
    optional: true,
    os: [os],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = path.join(ROOT, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const absent = absentPlatforms(lock.packages);
  for (const platform of absent) lock.packages[`node_modules/${platform.name}`] = entryFor(platform);
  // npm's own order, so that its next write moves nothing.
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, undefined, 2)}\n`);
  console.log(`Added ${absent.length} packages of other platforms to package-lock.json.`);
}
