// `npm run bench`: the project's budgets beside what was measured here and now, in Node and in the browser.
// A budget that nothing can measure yet says so and names the issue that builds it. Never fails a build: times differ
// between machines, so a person reads them. `--json` prints the same as JSON.

import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { measureEngineInNode, measureEngineInWorker } from "./bench-engine.mjs";
import { measurePage } from "./bench-page.mjs";
import { BROWSER_ARGS, findBrowser } from "./browser.mjs";
import { buildIfNeeded, DIST, ROOT } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";
import { serveFolder } from "./static-server.mjs";

/**
 * One line of the table. `value` is what was measured in `unit`; undefined when nothing builds it yet, and then
 * `issue` says who will. `atLeast` and `atMost` are the budget.
 * @typedef {{ what: string, where: "page" | "Node" | "Worker" | "endpoint", unit: string, value?: number,
 *   atLeast?: number, atMost?: number, issue: number }} Line
 */

/** What the engine's benchmarks are called in src/engine/testing/benchmarks.ts, and the budget of each. */
const ENGINE_BUDGETS = [
  { name: "writesPerSecond", what: "writes, instant, 1 KB, no index", unit: "/s", atLeast: 50_000 },
  { name: "readsPerSecond", what: "reads, instant, 1 KB", unit: "/s", atLeast: 100_000 },
  { name: "writeCostWithOneIndex", what: "write with one GSI, times a plain write", unit: "×", atMost: 2 },
  { name: "stepBackMillis", what: "a step back, scenario of 10,000 steps", unit: "ms", atMost: 16 },
  { name: "seekMillis", what: "a seek anywhere, scenario of 10,000 steps", unit: "ms", atMost: 100 },
  { name: "writeCostGrowth", what: "write into 100,000 items, times into 1,000", unit: "×", atMost: 2 },
];

/** @type {Line[]} */
const NOT_BUILT = [
  { what: "throughput on loopback, share of a canned answer", where: "endpoint", unit: "%", atLeast: 85, issue: 3 },
  { what: "start to first answer", where: "endpoint", unit: "ms", atMost: 300, issue: 3 },
];

const { values: options } = parseArgs({ options: { json: { type: "boolean", default: false } } });
installDependencies(ROOT);
await buildIfNeeded();
const server = await serveFolder({ folder: DIST, port: 0 });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
try {
  const page = await measurePage({ browser, url: server.url });
  const lines = [
    ...pageLines(page),
    ...engineLines("Node", await measureEngineInNode()),
    ...engineLines("Worker", await measureEngineInWorker({ browser })),
    ...NOT_BUILT,
  ];
  if (options.json) console.log(JSON.stringify(lines, undefined, 2));
  else {
    print(lines, browser.version());
    for (const { place, parts } of page.workerParts)
      console.log(
        `\nengine Worker at ${place}, KB: ${parts.map(({ name, kb }) => `${name} ${kb.toFixed(1)}`).join(", ")}`,
      );
  }
} finally {
  await browser.close();
  await server.close();
}

/** @returns {Line[]} */
function pageLines(page) {
  const where = "page";
  return [
    {
      what: "first load of the home page, JavaScript, gzip",
      where,
      unit: "KB",
      value: page.firstLoadKb,
      atMost: 120,
      issue: 2,
    },
    {
      what: "engine Worker, all it has when a place can be used, gzip",
      where,
      unit: "KB",
      value: page.workerKb,
      atMost: 120,
      issue: 2,
    },
    { what: "of it, the entry", where, unit: "KB", value: page.workerEntryKb, atMost: 120, issue: 2 },
    {
      what: "first interaction, cold, processor slowed 4 times",
      where,
      unit: "ms",
      value: page.firstInteractionMillis,
      atMost: 2_000,
      issue: 2,
    },
    { what: "lesson switch", where, unit: "ms", value: page.lessonSwitchMillis, atMost: 200, issue: 2 },
    {
      what: "largest message from the Worker while lessons open",
      where,
      unit: "KB",
      value: page.largestFrameKb,
      atMost: 64,
      issue: 2,
    },
    {
      what: "frame rate with 200 packets in flight",
      where,
      unit: "/s",
      value: page.framesPerSecond,
      atLeast: 60,
      issue: 2,
    },
  ];
}

/** @returns {Line[]} */
function engineLines(where, measured) {
  return ENGINE_BUDGETS.map(({ name, ...budget }) => ({ ...budget, where, value: measured[name], issue: 2 }));
}

/** @param {Line[]} lines */
function print(lines, browserVersion) {
  const [processor] = cpus();
  console.log(
    `Node ${process.versions.node}, Chromium ${browserVersion}, ${cpus().length} × ${processor?.model.trim()}\n`,
  );
  const rows = lines.map((line) => [line.where, line.what, budgetText(line), measuredText(line), verdict(line)]);
  const table = [["where", "what", "budget", "measured", ""], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    );
}

function budgetText({ atLeast, atMost, unit }) {
  return atLeast === undefined ? `≤ ${quantity(atMost, unit)}` : `≥ ${quantity(atLeast, unit)}`;
}

function measuredText({ value, unit, issue }) {
  return value === undefined ? `not built yet (issue ${issue})` : quantity(value, unit);
}

function verdict({ value, atLeast, atMost }) {
  if (value === undefined) return "";
  return value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY)
    ? "kept"
    : "MISSED";
}

function quantity(value, unit) {
  return `${value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0 })} ${unit}`;
}
