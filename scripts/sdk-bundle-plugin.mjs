/**
 * Vite plugin: `virtual:sandbox-sdk` is the unmodified AWS SDK v3 for DynamoDB, bundled by esbuild for the sandbox's
 * module loader: `{ entries: {package name: file}, files: {file: text} }`. One entry per package over shared chunks, so
 * a program that imports a name from the wrong package fails here as it would anywhere. The text is kept in
 * `.cache/`, keyed by the versions installed and by the files in src/sandbox/guest/sdk.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const ENTRIES = path.join(ROOT, "src/sandbox/guest/sdk");
const PACKAGES = ["client-dynamodb", "client-dynamodb-streams", "lib-dynamodb", "util-dynamodb"];
const ID = "virtual:sandbox-sdk";
const RESOLVED = `\0${ID}`;

/** Our few replacements at the SDK's own seams: the HTTP handler and the per-platform runtime configuration. */
const seams = {
  name: "sandbox-seams",
  setup(run) {
    run.onResolve({ filter: /^glass:browser-config$/ }, (given) => ({ path: given.pluginData, sideEffects: false }));
    run.onResolve({ filter: /^glass:/ }, (given) => ({ path: given.path, external: true }));
    run.onResolve({ filter: /^@smithy\/fetch-http-handler$/ }, () => ({
      path: path.join(ENTRIES, "request-handler.js"),
    }));
    run.onResolve({ filter: /^\.\/runtimeConfig$/ }, (given) => {
      const browser = path.join(given.resolveDir, "runtimeConfig.browser.js");
      return { path: browser, namespace: "sandbox-config", pluginData: browser };
    });
    run.onLoad({ filter: /.*/, namespace: "sandbox-config" }, async (given) => ({
      contents: await readFile(path.join(ENTRIES, "runtime-config.js"), "utf8"),
      resolveDir: ENTRIES,
      pluginData: given.pluginData,
    }));
  },
};

async function cacheKey() {
  const hash = createHash("sha256");
  for (const name of [...PACKAGES.map((one) => `@aws-sdk/${one}`), "@smithy/core", "esbuild"]) {
    hash.update(
      `${name}@${JSON.parse(await readFile(path.join(ROOT, "node_modules", name, "package.json"), "utf8")).version}\n`,
    );
  }
  for (const file of (await readdir(ENTRIES)).sort()) hash.update(await readFile(path.join(ENTRIES, file)));
  hash.update(await readFile(fileURLToPath(import.meta.url)));
  return hash.digest("hex").slice(0, 16);
}

async function bundle() {
  const result = await build({
    entryPoints: PACKAGES.map((name) => path.join(ENTRIES, `${name}.js`)),
    absWorkingDir: ROOT,
    outdir: "out",
    write: false,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    // Class names are shown to the learner: console.log(client), error.constructor.name.
    minifyIdentifiers: false,
    legalComments: "none",
    logLevel: "warning",
    // The sandbox is neither Node nor a page; without these the SDK's guesses would touch its throwing stand-ins.
    define: {
      process: "undefined",
      window: "undefined",
      navigator: "undefined",
      document: "undefined",
      fetch: "undefined",
    },
    inject: [path.join(ENTRIES, "absent.js")],
    plugins: [seams],
  });
  const files = Object.fromEntries(result.outputFiles.map((file) => [path.basename(file.path), file.text]));
  return { entries: Object.fromEntries(PACKAGES.map((name) => [`@aws-sdk/${name}`, `${name}.js`])), files };
}

/** The bundle as JSON text, from the cache when it is there. */
export async function sdkBundleJson() {
  const cached = path.join(ROOT, ".cache", `sandbox-sdk-${await cacheKey()}.json`);
  try {
    return await readFile(cached, "utf8");
  } catch {
    const text = JSON.stringify(await bundle());
    await mkdir(path.dirname(cached), { recursive: true });
    // Several test processes may build at once: each writes its own file, the last rename wins.
    await writeFile(`${cached}.${process.pid}`, text);
    await rename(`${cached}.${process.pid}`, cached);
    return text;
  }
}

/** @returns {import("vite").Plugin} */
export function sdkBundlePlugin() {
  return {
    name: "sandbox-sdk-bundle",
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    load: async (id) => (id === RESOLVED ? `export default ${await sdkBundleJson()};` : undefined),
  };
}
