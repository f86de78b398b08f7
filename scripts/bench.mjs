// `npm run bench`: the project's budgets beside what was measured here and now, in Node and in the browser.
// A budget that nothing can measure yet says so and names the issue that builds it. Never fails a build: times differ
// between machines, so a person reads them. `--json` prints the same as JSON; `--only endpoint`
// (or page, engine) measures one part. A full run puts its table into the README's performance section.

import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { measureEndpoint, measureStart } from "./bench-endpoint.mjs";
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

const README = path.join(ROOT, "README.md");
const MARKERS = { start: "<!-- bench: made by npm run bench -->\n", end: "<!-- /bench -->" };

const { values: options } = parseArgs({
  options: { json: { type: "boolean", default: false }, only: { type: "string" } },
});
installDependencies(ROOT);
const lines = [];
const wanted = (part) => options.only === undefined || options.only === part;
// The endpoint first, while no browser runs beside it.
if (wanted("endpoint")) lines.push(...endpointLines(await measureEndpoint(), await measureStart()));
if (wanted("engine")) lines.push(...engineLines("Node", await measureEngineInNode()));
const browserVersion = wanted("page") || wanted("engine") ? await measureInBrowser(lines) : "not started";
if (options.json) console.log(JSON.stringify(lines, undefined, 2));
else print(lines, browserVersion);
if (options.only === undefined) putIntoReadme(lines, browserVersion);

/** @param {Line[]} into @returns {Promise<string>} the browser's version */
async function measureInBrowser(into) {
  await buildIfNeeded();
  const server = await serveFolder({ folder: DIST, port: 0 });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
  try {
    if (wanted("page")) into.push(...pageLines(await measurePage({ browser, url: server.url })));
    if (wanted("engine")) into.push(...engineLines("Worker", await measureEngineInWorker({ browser })));
    return browser.version();
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @returns {Line[]} */
function endpointLines({ endpoint, dynalite, canned }, startMillis) {
  const where = "endpoint";
  const issue = 3;
  const line = (what, unit, value, budget = {}) => ({ where, what, unit, value, issue, ...budget });
  return [
    line("start to first answer", "ms", startMillis, { atMost: 300 }),
    line("writes on loopback, 32 connections, 1 KB", "/s", endpoint.writes),
    line("reads on loopback, 32 connections, 1 KB", "/s", endpoint.reads),
    line("queries of 100 items of 1 KB", "/s", endpoint.queries),
    line("writes, share of a server that does nothing", "%", (100 * endpoint.writes) / canned.writes, { atLeast: 85 }),
    line("reads, share of a server that does nothing", "%", (100 * endpoint.reads) / canned.reads, { atLeast: 85 }),
    line("writes, times dynalite", "×", endpoint.writes / dynalite.writes, { atLeast: 2 }),
    line("queries of 100 items, times dynalite", "×", endpoint.queries / dynalite.queries, { atLeast: 4 }),
  ];
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
      what: "largest frame from the Worker while lessons open",
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
    ...millionLines(page.million),
  ];
}

/** @returns {Line[]} */
function millionLines(million) {
  const line = (what, unit, value, budget = {}) => ({ where: "page", what, unit, value, issue: 3, ...budget });
  return [
    line("1,000,000 items of 200 B, made up and packed", "ms", million.makeMillis),
    line("1,000,000 items, opened with a progress bar", "ms", million.openMillis, { atMost: 60_000 }),
    line("frame rate meanwhile", "/s", million.openFramesPerSecond, { atLeast: 60 }),
    line("longest frame meanwhile", "ms", million.openLongestFrameMillis),
    line("memory of the tab's process with them", "MB", million.tabMegabytes, { atMost: 1_000 }),
    line("frame rate while scrolling through all in 3 s", "/s", million.scrollFramesPerSecond, { atLeast: 60 }),
  ];
}

/** @returns {Line[]} */
function engineLines(where, measured) {
  return ENGINE_BUDGETS.map(({ name, ...budget }) => ({ ...budget, where, value: measured[name], issue: 2 }));
}

/** @param {Line[]} measured */
function print(measured, browserVersion) {
  console.log(`${machineText(browserVersion)}\n`);
  const table = rowsOf(measured);
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    );
}

/** @param {Line[]} measured */
function putIntoReadme(measured, browserVersion) {
  const text = readFileSync(README, "utf8");
  const from = text.indexOf(MARKERS.start) + MARKERS.start.length;
  const to = text.indexOf(MARKERS.end);
  if (from < MARKERS.start.length || to < from) throw new Error("README.md has lost the markers of its table.");
  const [head, ...rows] = rowsOf(measured).map((row) => `| ${row.join(" | ")} |`);
  const table = [head, "|---|---|---|---|---|", ...rows, "", `${machineText(browserVersion)}.`].join("\n");
  writeFileSync(README, `${text.slice(0, from)}\n${table}\n\n${text.slice(to)}`);
}

function machineText(browserVersion) {
  const [processor] = cpus();
  return `Node ${process.versions.node}, Chromium ${browserVersion}, ${cpus().length} × ${processor?.model.trim()}`;
}

/** @param {Line[]} measured */
function rowsOf(measured) {
  const rows = measured.map((line) => [line.where, line.what, budgetText(line), measuredText(line), verdict(line)]);
  return [["where", "what", "budget", "measured", ""], ...rows];
}

function budgetText({ atLeast, atMost, unit }) {
  if (atLeast === undefined && atMost === undefined) return "";
  return atLeast === undefined ? `≤ ${quantity(atMost, unit)}` : `≥ ${quantity(atLeast, unit)}`;
}

function measuredText({ value, unit, issue }) {
  return value === undefined ? `not built yet (issue ${issue})` : quantity(value, unit);
}

function verdict({ value, atLeast, atMost }) {
  if (value === undefined || (atLeast === undefined && atMost === undefined)) return "";
  return value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY)
    ? "kept"
    : "MISSED";
}

function quantity(value, unit) {
  return `${value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0 })} ${unit}`;
}
