// `npm test`: installs what is missing, then runs every check in order and stops at the first stage that fails.
// `npm test -- --only types,unit` runs some stages; `npm test -- --list` names them.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildIfNeeded, ROOT } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";

const FUZZ_SEEDS = 1_000;
const FUZZ_REQUESTS = 100_000;
const UNIT_REPORT = path.join(ROOT, ".cache", "vitest.json");
const CLIENTS_REPORT = path.join(ROOT, ".cache", "clients.json");
const E2E_REPORT = path.join(ROOT, ".cache", "playwright.json");

/**
 * In the order they run: the quick and the basic first. `run` throws when the stage fails; `counts` reads what a
 * test runner reported, and is asked after a failure too.
 */
const STAGES = [
  {
    name: "types",
    title: "Types",
    run: () =>
      Promise.all(
        ["tsconfig.json", "tsconfig.engine.json", "tsconfig.node.json"].map((config) =>
          tool("typescript", "tsc", "-p", config),
        ),
      ),
  },
  { name: "lint", title: "Lint and format", run: () => tool("@biomejs/biome", "biome", "ci", ".") },
  { name: "boundaries", title: "Import boundaries", run: () => script("boundaries.mjs") },
  { name: "dead", title: "Dead code", run: () => tool("knip", "knip", "--no-config-hints") },
  {
    name: "unit",
    title: "Unit and property tests",
    run: async () => {
      rmSync(UNIT_REPORT, { force: true });
      await tool("vitest", "vitest", "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${UNIT_REPORT}`);
    },
    counts: () => {
      const report = readJson(UNIT_REPORT);
      return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
    },
  },
  {
    name: "fuzz",
    title: "Simulation fuzz and request fuzz",
    run: async () => {
      await script("fuzz.mjs", "--seeds", String(FUZZ_SEEDS));
      await script("fuzz.mjs", "--requests", String(FUZZ_REQUESTS));
    },
  },
  {
    name: "clients",
    title: "Real clients against the endpoint",
    run: () => {
      rmSync(CLIENTS_REPORT, { force: true });
      return script("clients.mjs");
    },
    counts: () => {
      const report = readJson(CLIENTS_REPORT);
      return { passed: report?.passed ?? 0, failed: report?.failed ?? 0 };
    },
  },
  {
    name: "build",
    title: "Build",
    run: async () => console.log((await buildIfNeeded()) ? "Built dist/." : "dist/ is up to date."),
  },
  {
    name: "e2e",
    title: "End to end, in a browser",
    run: async () => {
      rmSync(E2E_REPORT, { force: true });
      // Imported late: it needs what the first lines of this run install.
      const { installBrowser } = await import("./browser.mjs");
      const browser = await installBrowser();
      console.log(`Browser: ${browser}`);
      await tool("@playwright/test", "playwright", "test", { GLASS_TABLE_CHROMIUM: browser });
    },
    counts: () => {
      const stats = readJson(E2E_REPORT)?.stats;
      return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
    },
  },
];

const { values: options } = parseArgs({
  options: { only: { type: "string" }, list: { type: "boolean", default: false } },
});
if (options.list) {
  for (const stage of STAGES) console.log(`${stage.name.padEnd(12)}${stage.title}`);
} else {
  process.exitCode = await runStages(chosenStages(options.only));
}

/** Runs the stages in order, prints the closing line, and gives the exit code. */
async function runStages(stages) {
  const startedAt = Date.now();
  let passed = 0;
  let failed = 0;
  try {
    installDependencies(ROOT);
  } catch (error) {
    console.error(`\n${messageOf(error)}`);
    console.log("\n0 passed, 1 failed");
    return 1;
  }
  for (const [index, stage] of stages.entries()) {
    console.log(
      `\n── ${stage.title} (${index + 1} of ${stages.length}) ${"─".repeat(Math.max(2, 60 - stage.title.length))}`,
    );
    const stageStartedAt = Date.now();
    const failure = await stage.run().then(
      () => undefined,
      (error) => messageOf(error),
    );
    const counts = stage.counts?.() ?? { passed: 0, failed: 0 };
    // A test runner that found no test has not tested anything.
    const complaint = failure ?? (stage.counts && counts.passed === 0 ? "no test ran" : undefined);
    passed += counts.passed + (complaint ? 0 : 1);
    // A failed stage counts once, or as often as its tests failed.
    failed += complaint ? Math.max(1, counts.failed) : 0;
    if (complaint) {
      console.error(`\n✗ ${stage.title} failed after ${secondsSince(stageStartedAt)}: ${complaint}`);
      const left = stages.slice(index + 1).map((later) => later.name);
      if (left.length > 0) console.error(`  Not run: ${left.join(", ")}.`);
      console.error(`  Again, alone: npm test -- --only ${stage.name}`);
      break;
    }
    console.log(`✓ ${stage.title}: ${secondsSince(stageStartedAt)}`);
  }
  console.log(`\nTook ${secondsSince(startedAt)}.\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** The stages named in a comma-separated list, or all; unknown names end the program with the list of known ones. */
function chosenStages(list) {
  if (list === undefined) return STAGES;
  const names = list.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(
      `No stage is called ${unknown.join(", ")}. There are: ${STAGES.map((stage) => stage.name).join(", ")}.`,
    );
    process.exit(2);
  }
  return STAGES.filter((stage) => names.includes(stage.name));
}

/** Runs a package's command with this Node. A last object argument adds to the environment. */
function tool(packageName, command, ...args) {
  const environment = typeof args.at(-1) === "object" ? args.pop() : {};
  const folder = path.join(ROOT, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = typeof bin === "string" ? bin : bin[command];
  return run(`${command} ${args.join(" ")}`, [path.join(folder, file), ...args], environment);
}

function script(file, ...args) {
  return run(`node scripts/${file} ${args.join(" ")}`, [path.join(ROOT, "scripts", file), ...args], {});
}

function run(title, args, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    });
    child.on("error", reject);
    child.on("exit", (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`\`${title.trim()}\` ended with ${signal ?? `code ${code}`}`)),
    );
  });
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

function secondsSince(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
