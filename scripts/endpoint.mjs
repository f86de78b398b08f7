// `npm run endpoint`: bundles src/server into .cache/endpoint/main.mjs when its sources changed, then runs it in this
// very process, so that signals reach it. The bundle starts several times faster than the sources would.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import nodeModule from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { filesHash, ROOT } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";

const FOLDER = path.join(ROOT, ".cache", "endpoint");
const STAMP = path.join(FOLDER, "inputs.sha256");
const INPUTS = ["src/server", "src/engine", "package-lock.json"];

/**
 * Bundles the endpoint's programs if needed: `main` by itself, `beside-page` for `npm start`.
 * @param {"main" | "beside-page"} [program]
 * @returns {Promise<string>} the bundle's path
 */
export async function bundleEndpoint(program = "main") {
  const bundle = path.join(FOLDER, `${program}.mjs`);
  const hash = filesHash(INPUTS);
  if (existsSync(bundle) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) return bundle;
  const { build } = await import("esbuild");
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entryPoints: ["main", "beside-page"].map((name) => path.join(ROOT, "src", "server", `${name}.ts`)),
    outdir: FOLDER,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    target: "node20",
    // Half of the start is reading the bundle. Names stay, for stacks.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
  });
  writeFileSync(STAMP, hash);
  return bundle;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installDependencies(ROOT);
  // From Node 22.8 on, the second start finds the bundle compiled.
  nodeModule.enableCompileCache?.(path.join(FOLDER, "compiled"));
  await import(pathToFileURL(await bundleEndpoint()).href);
}
