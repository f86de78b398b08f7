// The simulation fuzz: random worlds, workloads and faults, each from one seed, judged by the engine's own checkers.
// `npm run fuzz -- --seeds N` runs N seeds (default 1,000) from --from F; `--seed N` runs one and prints its scenario.
// `--requests N` runs the request fuzz instead (fuzz-requests.mjs), with --seed S.
// The engine's part is src/engine/testing/fuzz.ts; this bundles it and spreads the seeds over processes.

import { fork } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ROOT } from "./build.mjs";
import { runRequests } from "./fuzz-requests.mjs";

const SOURCE = path.join(ROOT, "src", "engine", "testing", "fuzz.ts");
const BUNDLE = path.join(ROOT, ".cache", "fuzz.mjs");
const PROCESSES = 2;
/** Seeds handed out at once: small enough that both processes end together, large enough to be worth a message. */
const BATCH = 20;
const FAILURES_SHOWN = 5;
/** A seed that runs this long is stuck, and stuck is a finding. */
const BATCH_MILLIS = 120_000;

const THIS_FILE = fileURLToPath(import.meta.url);

if (process.env.GLASS_TABLE_FUZZ_CHILD) serveBatches();
else process.exitCode = await main().catch(explain);

async function main() {
  const { values: options } = parseArgs({
    options: {
      seed: { type: "string" },
      seeds: { type: "string", default: "1000" },
      from: { type: "string", default: "1" },
      requests: { type: "string" },
    },
  });
  if (!existsSync(SOURCE)) {
    console.error(`${path.relative(ROOT, SOURCE)} is missing: there is nothing to fuzz, and that is a failure.`);
    return 1;
  }
  if (options.requests !== undefined) {
    return runRequests(wholeNumber("--requests", options.requests), wholeNumber("--seed", options.seed ?? "1"), bundle);
  }
  await bundle(SOURCE, BUNDLE);
  if (options.seed !== undefined) return runOne(wholeNumber("--seed", options.seed));
  return runMany(wholeNumber("--from", options.from), wholeNumber("--seeds", options.seeds));
}

function explain(error) {
  console.error(error instanceof Error ? error.message : error);
  return 1;
}

async function bundle(source, target) {
  const { build } = await import("esbuild");
  mkdirSync(path.dirname(target), { recursive: true });
  await build({
    entryPoints: [source],
    outfile: target,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
}

async function runOne(seed) {
  const { runSeed } = await import(pathToFileURL(BUNDLE).href);
  const result = runSeed(seed);
  console.log(JSON.stringify(result, undefined, 2));
  report([result]);
  return result.violations.length === 0 ? 0 : 1;
}

/** Runs seeds first … first + count - 1 and resolves to the exit code. */
async function runMany(first, count) {
  const startedAt = Date.now();
  const batches = [];
  for (let seed = first; seed < first + count; seed += BATCH) {
    batches.push({ first: seed, count: Math.min(BATCH, first + count - seed) });
  }
  const results = [];
  await Promise.all(Array.from({ length: PROCESSES }, () => work(batches, results)));
  const steps = results.reduce((sum, result) => sum + result.steps, 0);
  const failures = results.filter((result) => result.violations.length > 0).sort((a, b) => a.seed - b.seed);
  report(failures.slice(0, FAILURES_SHOWN));
  console.log(
    `${results.length} seeds, ${steps.toLocaleString("en")} steps, ${failures.length} with violations, ` +
      `${((Date.now() - startedAt) / 1000).toFixed(1)} s.`,
  );
  console.log(`Happened: ${happenings(results)}.`);
  // Seeds that take no step would prove nothing while passing.
  if (results.length !== count || results.some((result) => result.steps === 0)) {
    console.error("Some seeds did not run, or ran without a step.");
    return 1;
  }
  return failures.length === 0 ? 0 : 1;
}

/** What all worlds together did: a mechanism that no world exercises any more is seen here. */
function happenings(results) {
  const sums = new Map();
  for (const { happened } of results)
    for (const [name, count] of Object.entries(happened)) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function report(results) {
  for (const { seed, steps, violations } of results) {
    if (violations.length === 0) continue;
    console.error(`\nSeed ${seed} (${steps} steps) breaks:`);
    for (const violation of violations) console.error(`  - ${violation}`);
    console.error(`  Again: npm run fuzz -- --seed ${seed}`);
  }
}

/** One child process, given batches until none is left. A child that dies or hangs fails the batch it had. */
function work(batches, results) {
  return new Promise((resolve, reject) => {
    const child = fork(THIS_FILE, [], { env: { ...process.env, GLASS_TABLE_FUZZ_CHILD: "1" } });
    let current;
    let deadline;
    const next = () => {
      clearTimeout(deadline);
      current = batches.shift();
      if (!current) {
        child.disconnect();
        resolve();
        return;
      }
      deadline = setTimeout(() => child.kill("SIGKILL"), BATCH_MILLIS);
      child.send(current);
    };
    child.on("message", (batch) => {
      results.push(...batch);
      next();
    });
    child.on("exit", (code, signal) => {
      clearTimeout(deadline);
      if (!current) return;
      const last = current.first + current.count - 1;
      reject(new Error(`The process running seeds ${current.first} to ${last} ended with ${signal ?? code}.`));
    });
    next();
  });
}

/** The child's side: a batch in, its results out. A thrown error is that seed's violation, not the end of the run. */
function serveBatches() {
  const engine = import(pathToFileURL(BUNDLE).href);
  process.on("message", async ({ first, count }) => {
    const { runSeed } = await engine;
    const results = [];
    for (let seed = first; seed < first + count; seed++) {
      try {
        const { steps, violations, happened } = runSeed(seed);
        results.push({ seed, steps, violations, happened });
      } catch (error) {
        results.push({
          seed,
          steps: 1,
          happened: {},
          violations: [`threw ${error instanceof Error ? error.stack : error}`],
        });
      }
    }
    process.send?.(results);
  });
}

function wholeNumber(name, text) {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`${name} must be a whole number, not ${text}.`);
}
