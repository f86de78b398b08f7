/** The learner's `console`: each call becomes one line for the page, with the line of code it came from. */
import { nowInMicros } from "glass:clock";
import { emit } from "glass:host";
import { inspect } from "glass:inspect";
import { callerPlace } from "glass:stack";

let indent = "";
const counts = new Map();
const started = new Map();

const shown = (value) => (typeof value === "string" ? value : inspect(value));

const INSERTS = {
  s: (value) => (typeof value === "object" ? inspect(value) : String(value)),
  d: (value) => String(Number(value)),
  i: (value) => String(Number.parseInt(value, 10)),
  f: (value) => String(Number.parseFloat(value)),
  j: (value) => JSON.stringify(value),
  o: inspect,
  O: inspect,
  c: () => "",
};

function format(given) {
  if (typeof given[0] !== "string" || !given[0].includes("%")) return given.map(shown).join(" ");
  const rest = given.slice(1);
  const first = given[0].replace(/%([sdifjoOc%])/g, (whole, letter) => {
    if (letter === "%") return "%";
    return rest.length === 0 ? whole : INSERTS[letter](rest.shift());
  });
  return [first, ...rest.map(shown)].join(" ");
}

function line(level, text, table = null) {
  const indented = indent === "" ? text : indent + text.split("\n").join(`\n${indent}`);
  emit({ kind: "console", level, text: indented, table, source: callerPlace() });
}

const cell = (value) => (value === undefined ? "" : inspect(value));
const isRow = (value) => typeof value === "object" && value !== null;

function tableOf(given, wanted) {
  const entries =
    given instanceof Map
      ? [...given]
      : given instanceof Set
        ? [...given].map((one, i) => [i, one])
        : Object.entries(given);
  const columns = wanted ?? [...new Set(entries.flatMap(([, row]) => (isRow(row) ? Object.keys(row) : [])))];
  const hasValues = wanted === undefined && entries.some(([, row]) => !isRow(row));
  return {
    columns: ["(index)", ...columns.map(String), ...(hasValues ? ["Values"] : [])],
    rows: entries.map(([index, row]) => [
      String(index),
      ...columns.map((column) => (isRow(row) ? cell(row[column]) : "")),
      ...(hasValues ? [isRow(row) ? "" : cell(row)] : []),
    ]),
  };
}

/** A list of items that is logged alone is a table too, beside its text. */
function listOf(given) {
  const [list] = given;
  const isList = given.length === 1 && Array.isArray(list) && list.length > 0 && list.every(isPlain);
  return isList ? tableOf(list) : null;
}

/** Shows a list of items, and nothing else. */
export function showList(list) {
  const table = listOf([list]);
  if (table !== null) line("log", inspect(list), table);
}

function isPlain(value) {
  if (!isRow(value)) return false;
  const shape = Object.getPrototypeOf(value);
  return (shape === Object.prototype || shape === null) && Object.keys(value).length > 0;
}

function drawn({ columns, rows }) {
  const widths = columns.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
  const rule = (left, middle, right) => left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
  const text = (row) => `│${row.map((one, i) => ` ${one.padEnd(widths[i])} `).join("│")}│`;
  return [rule("┌", "┬", "┐"), text(columns), rule("├", "┼", "┤"), ...rows.map(text), rule("└", "┴", "┘")].join("\n");
}

const console = {
  log: (...given) => line("log", format(given), listOf(given)),
  info: (...given) => line("info", format(given)),
  warn: (...given) => line("warn", format(given)),
  error: (...given) => line("error", format(given)),
  debug: (...given) => line("debug", format(given)),
  trace: (...given) => line("error", `Trace: ${format(given)}`),
  dir: (value) => line("log", inspect(value)),
  assert(condition, ...given) {
    if (!condition) line("error", given.length === 0 ? "Assertion failed" : `Assertion failed: ${format(given)}`);
  },
  table(given, columns) {
    if (!isRow(given)) return line("log", shown(given));
    const table = tableOf(given, columns);
    line("log", drawn(table), table);
  },
  group(...given) {
    if (given.length > 0) line("log", format(given));
    indent += "  ";
  },
  groupEnd() {
    indent = indent.slice(2);
  },
  count(label = "default") {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    line("log", `${label}: ${counts.get(label)}`);
  },
  countReset: (label = "default") => void counts.delete(label),
  time: (label = "default") => void started.set(label, nowInMicros()),
  timeLog: (label = "default") => elapsed(label),
  timeEnd(label = "default") {
    elapsed(label);
    started.delete(label);
  },
};
console.groupCollapsed = console.group;

function elapsed(label) {
  const from = started.get(label);
  if (from !== undefined) line("log", `${label}: ${(nowInMicros() - from) / 1000} ms of virtual time`);
}

globalThis.console = console;
