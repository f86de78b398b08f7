/** Values as readable text, in the manner of Node's util.inspect. Never calls a getter. */
import { ownFrames } from "glass:stack";

const WIDTH = 76;
const DEPTH_MAX = 6;
const ENTRIES_MAX = 100;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

export function quote(text) {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : text.includes("`") ? "'" : "`";
  const escaped = text.replace(/[\\\n\r\t]/g, (c) => ({ "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c]);
  return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
}

function className(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return "[Object: null prototype]";
  const maker = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof maker === "function" && maker.name !== "" ? maker.name : "Object";
}

function primitive(value) {
  if (typeof value === "string") return quote(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  return String(value);
}

export function errorText(error) {
  const frames = ownFrames(error.stack);
  return `${error.name}: ${error.message}${frames === "" ? "" : `\n    ${frames.split("\n").join("\n    ")}`}`;
}

function properties(value, walk) {
  const parts = [];
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property === undefined || !property.enumerable) continue;
    if (Array.isArray(value) && typeof key === "string" && /^\d+$/.test(key)) continue;
    if (ArrayBuffer.isView(value)) continue;
    const name = typeof key === "symbol" ? `[${String(key)}]` : IDENTIFIER.test(key) ? key : quote(key);
    const shown = "value" in property ? walk(property.value) : property.get ? "[Getter]" : "[Setter]";
    parts.push(`${name}: ${shown}`);
    if (parts.length > ENTRIES_MAX) break;
  }
  return parts;
}

function list(items, walk) {
  const parts = [];
  for (const item of items) {
    if (parts.length === ENTRIES_MAX) break;
    parts.push(walk(item));
  }
  const left = (items.length ?? items.size) - parts.length;
  if (left > 0) parts.push(`... ${left} more item${left === 1 ? "" : "s"}`);
  return parts;
}

function joined(head, [open, close], parts, indent) {
  const before = head === "" ? "" : `${head} `;
  if (parts.length === 0) return `${before}${open}${close}`;
  const line = `${before}${open} ${parts.join(", ")} ${close}`;
  if (line.length + indent.length <= WIDTH && !line.includes("\n")) return line;
  const inner = `${indent}  `;
  return `${before}${open}\n${parts.map((part) => inner + part).join(",\n")}\n${indent}${close}`;
}

/** @returns {string} `value` on one line where it fits, on several where it does not */
export function inspect(value, depth = 0, seen = [], indent = "") {
  if (typeof value !== "function" && (typeof value !== "object" || value === null)) return primitive(value);
  if (seen.includes(value)) return "[Circular]";
  const name = typeof value === "function" ? "" : className(value);
  if (depth > DEPTH_MAX) return Array.isArray(value) ? "[Array]" : `[${name || "Function"}]`;
  const walk = (part) => inspect(part, depth + 1, [...seen, value], `${indent}  `);

  if (typeof value === "function") {
    const kind = /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "Function";
    const label = `[${kind}${value.name ? `${kind === "class" ? " " : ": "}${value.name}` : " (anonymous)"}]`;
    const own = properties(value, walk);
    return own.length === 0 ? label : joined(label, ["{", "}"], own, indent);
  }
  if (value instanceof Error) {
    const own = properties(value, walk).filter((part) => !/^(name|message|stack): /.test(part));
    const text = errorText(value).split("\n").join(`\n${indent}`);
    return own.length === 0 ? text : joined(text, ["{", "}"], own, indent);
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return "Promise {}";
  if (Array.isArray(value)) {
    return joined(
      name === "Array" ? "" : `${name}(${value.length})`,
      ["[", "]"],
      [...list(value, walk), ...properties(value, walk)],
      indent,
    );
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return joined(`${name}(${value.length})`, ["[", "]"], list(value, walk), indent);
  }
  if (value instanceof Set) return joined(`${name}(${value.size})`, ["{", "}"], list(value, walk), indent);
  if (value instanceof Map) {
    const parts = list(value, ([key, held]) => `${walk(key)} => ${walk(held)}`);
    return joined(`${name}(${value.size})`, ["{", "}"], parts, indent);
  }
  if (value instanceof String || value instanceof Number || value instanceof Boolean)
    return `[${name}: ${primitive(value.valueOf())}]`;
  return joined(name === "Object" ? "" : name, ["{", "}"], properties(value, walk), indent);
}
