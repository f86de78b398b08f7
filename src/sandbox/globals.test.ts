/** What a program finds around it: the clock, chance, timers, the console, and the small web APIs. */
import { beforeAll, describe, expect, test } from "vitest";
import { loadFunctionRuntime, type SandboxRuntime } from "./function-runtime.ts";
import type { ProgramSource } from "./port.ts";
import { program, Session, START_MICROS } from "./testing.ts";

let runtime: SandboxRuntime;
beforeAll(async () => {
  runtime = await loadFunctionRuntime();
});

function play(code: string, given: Partial<ProgramSource> = {}): Session {
  const session = new Session(runtime, program(code, given));
  const { finished } = session.play({ kind: "start" });
  if (finished !== null && !finished.ok) throw new Error(JSON.stringify(finished.error));
  return session;
}

const printed = (code: string): string[] => play(code).printed;

describe("[SBX-4] time and chance are the world's", () => {
  test("every clock shows virtual time, in UTC", () => {
    expect(
      printed(`console.log(Date.now(), new Date().toISOString(), String(new Date()), new Date().getHours(), new Date().getTimezoneOffset());
        console.log(new Date(2026, 0, 2, 3).toISOString(), new Date("2026-01-02T03:00").toISOString(), new Date("2026-01-02").toISOString(), new Date("Jan 2 2026 03:00").toISOString(), new Date("2026-01-02T03:00+02:00").toISOString());
        console.log(typeof Date(), new Date(NaN).toString(), new Date(0) instanceof Date, new Date(new Date(5)).getTime(), performance.now(), new Date().toLocaleString());
        const d = new Date(0); d.setHours(5); console.log(d.toISOString());`),
    ).toEqual([
      `${Math.floor(START_MICROS / 1000)} 2026-01-02T03:04:05.678Z Fri Jan 02 2026 03:04:05 GMT+0000 (Coordinated Universal Time) 3 0`,
      "2026-01-02T03:00:00.000Z 2026-01-02T03:00:00.000Z 2026-01-02T00:00:00.000Z 2026-01-02T03:00:00.000Z 2026-01-02T01:00:00.000Z",
      "string Invalid Date true 5 0 1/2/2026, 3:04:05 AM",
      "1970-01-01T05:00:00.000Z",
    ]);
  });

  test("chance comes from the seed", () => {
    const code = "console.log(Math.random(), crypto.randomUUID(), crypto.getRandomValues(new Uint32Array(2)));";
    expect(printed(code)).toEqual(printed(`${code} `));
    expect(play(code, { seed: 8 }).printed).not.toEqual(printed(code));
    const [spread] = printed(
      "let low = 0; for (let i = 0; i < 10_000; i++) if (Math.random() < 0.5) low++; console.log(low);",
    );
    expect(Math.abs(Number(spread) - 5000)).toBeLessThan(250);
  });

  test("timers fire in virtual time", () => {
    const session =
      play(`const t0 = Date.now(); const at = (what) => console.log(what, Date.now() - t0, performance.now());
      setTimeout(at, 20, "late"); setTimeout(at, 5, "early"); setImmediate(at, "now"); const never = setTimeout(at, 1, "never"); clearTimeout(never);
      let n = 0; const every = setInterval(() => { at("tick"); if (++n === 2) clearInterval(every); }, 8);`);
    expect(session.printed).toEqual(["now 0 0", "early 5 5", "tick 8 8", "tick 16 16", "late 20 20"]);
    expect(session.outputs[0]?.timers.map((timer) => timer.delayMicros)).toEqual([20_000, 5_000, 0, 1_000, 8_000]);
    expect(session.outputs[0]?.cancelledTimers).toEqual([4]);
  });
});

describe("[SBX-10] the console shows values readably, with their line", () => {
  test.each([
    ["'text', 1, -0, 2n, null, undefined, true, Symbol('s')", "text 1 -0 2n null undefined true Symbol(s)"],
    ["{ a: 1, 'b-c': [1, 'two'], d: { e: null } }", "{ a: 1, 'b-c': [ 1, 'two' ], d: { e: null } }"],
    ["new Map([['k', { v: 1 }]]), new Set([1])", "Map(1) { 'k' => { v: 1 } } Set(1) { 1 }"],
    ["[], {}, class A {}, function f() {}, () => {}", "[] {} [class A] [Function: f] [Function (anonymous)]"],
    ["new (class Point { x = 1; })(), Object.create(null)", "Point { x: 1 } [Object: null prototype] {}"],
    [
      "new Uint8Array([1, 2]), new Date(0), /a/g, [it => 1]",
      "Uint8Array(2) [ 1, 2 ] 1970-01-01T00:00:00.000Z /a/g [ [Function (anonymous)] ]",
    ],
    ["{ get x() { throw 1; } }", "{ x: [Getter] }"],
    ["'%s is %d and %j%%', 'a', 7, { b: 1 }, 'rest'", 'a is 7 and {"b":1}% rest'],
  ])("console.log(%s)", (given, text) => {
    expect(printed(`console.log(${given});`)).toEqual([text]);
  });

  test("circles, long values and errors", () => {
    const [circle, long, error] = printed(`const a = { name: "a" }; a.self = a; console.log(a);
      console.log(Array.from({ length: 102 }, (_, i) => i));
      console.log(new TypeError("bad"));`);
    expect(circle).toBe("{ name: 'a', self: [Circular] }");
    expect(long).toContain("... 2 more items");
    expect(error).toMatch(/^TypeError: bad\n {4}at .*index\.ts:3/);
  });

  test("levels, lines, groups and counts", () => {
    const session = play(
      "console.info('a');\nconsole.warn('b');\nconsole.group('g');\nconsole.error('c\\nd');\nconsole.groupEnd();\nconsole.count();\nconsole.assert(false, 'no');",
    );
    const lines = session.outputs
      .flatMap((output) => output.console)
      .map(({ level, text, source }) => [level, text, source?.line]);
    expect(lines).toEqual([
      ["info", "a", 1],
      ["warn", "b", 2],
      ["log", "g", 3],
      ["error", "  c\n  d", 4],
      ["log", "default: 1", 6],
      ["error", "Assertion failed: no", 7],
    ]);
  });

  test("a table, as cells and as characters", () => {
    const [line] = play("console.table([{ pk: 'a', n: 1 }, { pk: 'b' }]);").outputs.flatMap((output) => output.console);
    expect(line?.table).toEqual({
      columns: ["(index)", "pk", "n"],
      rows: [
        ["0", "'a'", "1"],
        ["1", "'b'", ""],
      ],
    });
    expect(line?.text.split("\n")).toEqual([
      "┌─────────┬─────┬───┐",
      "│ (index) │ pk  │ n │",
      "├─────────┼─────┼───┤",
      "│ 0       │ 'a' │ 1 │",
      "│ 1       │ 'b' │   │",
      "└─────────┴─────┴───┘",
    ]);
  });

  test("a list of items that is logged alone is a table beside its text; nothing else is", () => {
    const lines = play(
      `console.log([{ pk: 'a' }, { pk: 'b', n: 1 }]);
       console.log("two", [{ pk: 'a' }]); console.log([]); console.log([1, { pk: 'a' }]); console.log([new Map()]); console.log([[1]]);`,
    ).outputs.flatMap((output) => output.console);
    expect(lines[0]?.text).toBe("[ { pk: 'a' }, { pk: 'b', n: 1 } ]");
    expect(lines.map((line) => line.table)).toEqual([
      {
        columns: ["(index)", "pk", "n"],
        rows: [
          ["0", "'a'", ""],
          ["1", "'b'", "1"],
        ],
      },
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe("[SBX-12] a list that the last line of a program comes to is shown", () => {
  const shown = (code: string, given: Partial<ProgramSource> = {}) =>
    play(code, given)
      .outputs.flatMap((output) => output.console)
      .map(({ table, source }) => [table?.rows.map((row) => row.slice(1).join(" ")), source]);
  const LIST = "[{ pk: 'a' }, { pk: 'b' }]";

  test.each([
    ["at once", `const list = ${LIST};\n\nlist`, 3],
    ["in an answer", `await Promise.resolve({ Count: 2, Items: ${LIST} }); // all`, 1],
    ["as what an async function returns", `async function main() {\n  return ${LIST};\n}\n\nmain();`, 5],
    ["as what an arrow called at once returns", `(async () => {\n  return ${LIST};\n})()`, 1],
  ])("%s", (_how, code, line) => {
    expect(shown(code)).toEqual([[["'a'", "'b'"], { file: "index.ts", line }]]);
  });

  test.each([
    "console.log;",
    "({ Count: 0, Items: [] });",
    "[1, 2];",
    `const kept = ${LIST};`,
    `${LIST}; function later() {}`,
    '"use strict";',
  ])("nothing else is: %s", (code) => expect(shown(code)).toEqual([]));

  test("a module that the program imports, or a handler's, shows nothing", () => {
    expect(
      shown('import "./other.ts"; export {}', { files: { "index.ts": 'import "./other.ts";', "other.ts": LIST } }),
    ).toEqual([]);
    expect(shown(`export const handler = () => 1; ${LIST};`, { kind: "handler" })).toEqual([]);
  });

  test("a rejection is reported as before", () => {
    const session = new Session(runtime, program("async function main() {\n  throw new Error('no');\n}\nmain();"));
    const { finished } = session.play({ kind: "start" });
    expect(finished).toMatchObject({ ok: false, error: { message: "no", source: { line: 2 } } });
  });
});

describe("[SBX-10] small web APIs", () => {
  test("text and base64 round trips, UTF-8 with surrogates and broken bytes", () => {
    const samples = ["", "a", "é", "€", "𝒳", "a\u{10FFFF}b"];
    const [bytes, back] = printed(`const samples = ${JSON.stringify(samples)};
      console.log(JSON.stringify(samples.map((s) => [...new TextEncoder().encode(s)])));
      console.log(samples.every((s) => new TextDecoder().decode(new TextEncoder().encode(s)) === s), new TextDecoder().decode(new Uint8Array([0xff, 0x61, 0xe2, 0x82, 0xc0, 0x80])), atob(btoa("\\u0000\\u00ffab")) === "\\u0000\\u00ffab", btoa("ab"));`);
    expect(JSON.parse(bytes ?? "")).toEqual(samples.map((sample) => [...new TextEncoder().encode(sample)]));
    expect(back).toBe(
      `true ${new TextDecoder().decode(new Uint8Array([0xff, 0x61, 0xe2, 0x82, 0xc0, 0x80]))} true YWI=`,
    );
  });

  test("URL, structuredClone, AbortSignal", () => {
    expect(
      printed(`const u = new URL("https://user@dynamodb.eu-west-1.amazonaws.com:443/a/b?x=1&y=a%20b#z"); u.searchParams.set("x", "2 3");
        console.log(u.host, u.pathname, u.searchParams.get("y"), u.search, URL.canParse("nope"));
        const o = { d: new Date(5), m: new Map([[1, { x: new Set([2]) }]]) }; o.self = o; const c = structuredClone(o);
        console.log(c !== o, c.self === c, c.d.getTime(), c.m.get(1).x.has(2));
        const t = AbortSignal.timeout(3); t.addEventListener("abort", () => console.log(t.aborted, t.reason.name));`),
    ).toEqual([
      "dynamodb.eu-west-1.amazonaws.com /a/b a b ?x=2+3&y=a+b false",
      "true true 5 true",
      "true TimeoutError",
    ]);
  });
});

describe("[SBX-11] TypeScript and several files", () => {
  test("types vanish, lines stay, files import each other with and without a suffix", () => {
    const files = {
      "index.ts":
        'import type { A } from "./types";\nimport { twice } from "./lib/math";\nimport { shout } from "./lib/text.js";\nenum Level { Low = 1, High }\nconst a: A = { n: 2 as number };\n\nconsole.log(twice(a.n!), shout`x`, Level.High, Level[1]);\n',
      "types.ts": "export interface A { n: number }",
      "lib/math.ts":
        'import { id } from "../id.ts";\nexport const twice = <T extends number>(n: T): number => id(n) * 2;',
      "lib/text.ts": "export const shout = (parts: TemplateStringsArray) => parts[0]!.toUpperCase();",
      "id.ts": "export function id<T>(x: T): T {\n  return x satisfies T;\n}",
    };
    const session = new Session(runtime, program("", { files }));
    expect(session.play({ kind: "start" }).finished).toEqual({ ok: true, result: null });
    expect(session.printed).toEqual(["4 X 2 Low"]);
    expect(session.outputs[0]?.console[0]?.source).toEqual({ file: "index.ts", line: 7 });
  });

  test("a file imported on demand", () => {
    const files = {
      "index.ts": 'const { x } = await import("./later");\nconsole.log(x);',
      "later.ts": "export const x: number = 5;",
    };
    const session = new Session(runtime, program("", { files }));
    session.play({ kind: "start" });
    expect(session.printed).toEqual(["5"]);
  });
});
