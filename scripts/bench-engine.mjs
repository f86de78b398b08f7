// Runs the engine's own benchmarks, bundled once, in Node and in a Worker of the browser. The benchmarks are
// src/engine/testing/benchmarks.ts: `benchmarks`, a record of functions that take a clock (milliseconds) and return one
// number. The engine has no clock of its own, so each place lends it one.

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./build.mjs";
import { serveFolder } from "./static-server.mjs";

const SOURCE = path.join(ROOT, "src", "engine", "testing", "benchmarks.ts");
const FOLDER = path.join(ROOT, ".cache", "bench");
const BUNDLE = path.join(FOLDER, "benchmarks.mjs");

const WORKER = `import { benchmarks } from "./benchmarks.mjs";
const measured = {};
for (const [name, run] of Object.entries(benchmarks)) measured[name] = run(() => performance.now());
postMessage(measured);
`;

/** @returns {Promise<Record<string, number>>} by the benchmark's name; empty while there is no benchmark */
export async function measureEngineInNode() {
  if (!(await bundle())) return {};
  const { benchmarks } = await import(pathToFileURL(BUNDLE).href);
  const measured = {};
  for (const [name, run] of Object.entries(benchmarks)) measured[name] = run(() => performance.now());
  return measured;
}

/**
 * @param {{ browser: import("@playwright/test").Browser }} options
 * @returns {Promise<Record<string, number>>}
 */
export async function measureEngineInWorker({ browser }) {
  if (!(await bundle())) return {};
  writeFileSync(path.join(FOLDER, "worker.mjs"), WORKER);
  writeFileSync(path.join(FOLDER, "index.html"), "<!doctype html><title>benchmarks</title>");
  const server = await serveFolder({ folder: FOLDER, port: 0 });
  const page = await browser.newPage();
  try {
    await page.goto(server.url);
    return await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker("./worker.mjs", { type: "module" });
          worker.onmessage = (event) => resolve(event.data);
          worker.onerror = (event) => reject(new Error(event.message || "the benchmark Worker failed"));
        }),
    );
  } finally {
    await page.close();
    await server.close();
  }
}

/** A link to a world with 200 messages on their way, for the page's frame rate. */
export async function busyLink() {
  await bundle();
  const module = await import(pathToFileURL(BUNDLE).href);
  return module.busyLink();
}

/** Resolves to whether there is anything to run. */
async function bundle() {
  if (!existsSync(SOURCE)) return false;
  const { build } = await import("esbuild");
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entryPoints: [SOURCE],
    outfile: BUNDLE,
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    logLevel: "warning",
  });
  return true;
}
