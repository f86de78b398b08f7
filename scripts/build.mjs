// Builds dist/, or leaves it when nothing it is made of has changed since. `npm run build` always builds;
// start, test and the Playwright server go through `buildIfNeeded`.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installDependencies } from "./dependencies.mjs";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const DIST = path.join(ROOT, "dist");

const STAMP = path.join(ROOT, ".cache", "build-inputs.sha256");
const INPUTS = [
  "src",
  "public",
  "index.html",
  "vite.config.ts",
  "package-lock.json",
  "tsconfig.json",
  "scripts/sdk-bundle-plugin.mjs",
];

/** Builds when dist/ is missing or was made from other files. Resolves to whether it built. */
export async function buildIfNeeded() {
  if (existsSync(path.join(DIST, "index.html")) && stampedHash() === filesHash(INPUTS)) return false;
  await buildAlways();
  return true;
}

export async function buildAlways() {
  // Taken before the build: a file saved while it runs makes the next build necessary.
  const hash = filesHash(INPUTS);
  rmSync(STAMP, { force: true });
  const { build } = await import("vite");
  await build({ root: ROOT, logLevel: "warn" });
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, hash);
}

function stampedHash() {
  return existsSync(STAMP) ? readFileSync(STAMP, "utf8") : undefined;
}

/**
 * SHA-256 over names and contents of everything a build reads. By content: a checkout changes every time stamp.
 * @param {readonly string[]} inputs files and folders, from the project's folder
 */
export function filesHash(inputs) {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesUnder(path.join(ROOT, input)))) {
    hash
      .update(`${path.relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * All files below a place, sorted; the place itself when it is a file; nothing when it does not exist.
 * @param {string} place
 * @returns {string[]}
 */
export function filesUnder(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesUnder(path.join(place, name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installDependencies(ROOT);
  const startedAt = Date.now();
  await buildAlways();
  console.log(
    `Built ${path.relative(process.cwd(), DIST) || DIST} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`,
  );
}
