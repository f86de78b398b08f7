import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { filesUnder, ROOT } from "./build.mjs";
import { LONGER_FILES, LONGEST_LINES, lengthComplaints, untidiness } from "./tidy.mjs";

const FILES = ["src", "scripts", "e2e"]
  .flatMap((folder) => filesUnder(path.join(ROOT, folder)))
  .map((file) => path.relative(ROOT, file).split(path.sep).join("/"));
const SOURCES = FILES.filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.endsWith(".d.ts"));

const read = (file) => readFileSync(path.join(ROOT, file), "utf8");

describe("our own files", () => {
  test("[TIDY-1] no source file is untidy", () => {
    expect(SOURCES.length).toBeGreaterThan(10);
    expect(SOURCES.flatMap((file) => untidiness(file, read(file)))).toEqual([]);
  });

  test(`[TIDY-2] no source file is longer than ${LONGEST_LINES} lines, and the list of exceptions only shrinks`, () => {
    expect(SOURCES.flatMap((file) => lengthComplaints(file, read(file)))).toEqual([]);
    expect(Object.keys(LONGER_FILES).filter((file) => !SOURCES.includes(file))).toEqual([]);
  });

  test("[TIDY-3] a lesson's folder holds data, no code", () => {
    const inLessons = FILES.filter((file) => /^src\/lessons\/[^/]+\/[^/]+\//.test(file));
    expect(inLessons.filter((file) => !/\.(md|json)$/.test(file))).toEqual([]);
  });
});

describe("tidy", () => {
  test.each([
    ["Date.now()", "virtual time"],
    ["const now = new Date();", "virtual time"],
    ["const x = Math.random();", "named stream"],
    ["const x = Math.log(2);", "integers and tables"],
    ["const x = Math.pow(2, 3);", "integers and tables"],
    ["const x = 2 ** y;", "BigInt"],
    ["async function f() {}", "synchronous"],
    ["const f = async () => 1;", "synchronous"],
    ["const p = Promise.resolve(1);", "message"],
    ["let p: Promise<number>;", "message"],
    ["setTimeout(f, 1);", "timer from the context"],
    ["performance.now();", "virtual time"],
    ["new Intl.Collator();", "compareUtf8"],
    ["a.localeCompare(b);", "compareUtf8"],
    ["a.toLocaleUpperCase();", "toUpperCase"],
    ["for (const key in record) f(key);", "order that is stated"],
    ["names.sort();", "compareUtf8"],
    ["globalThis.x;", "an argument"],
  ])("[TIDY-4] in the engine `%s` is named with its replacement", (line, replacement) => {
    const found = untidiness("src/engine/sim/clock.ts", `// What this is.\n${line}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("src/engine/sim/clock.ts:2");
    expect(found[0]).toContain(replacement);
  });

  test("[TIDY-5] what is exact, named the same or outside the engine is left alone", () => {
    const exact =
      "// What Date and Promise are not.\nconst a = Math.floor(1.5) + event.Date; const b = 10n ** x; list.sort(compare);\n" +
      'const c = { Date: 1, performance: 2, text: "Math.random()" };\n';
    expect(untidiness("src/engine/sim/clock.ts", exact)).toEqual([]);
    expect(untidiness("src/worker/driver.ts", "const now = Date.now(); await f();\n")).toEqual([]);
    expect(untidiness("src/engine/sim/clock.test.ts", "for (const key in record) f(key);\n")).toEqual([]);
  });

  test.each([
    ["src/ui/index.ts", 'export * from "./button.ts";', "export *"],
    ["src/ui/button.ts", 'import { a } from "./a";', "extension"],
    ["src/ui/button.ts", `// ${"TO" + "DO"} later`, "later"],
    ["src/ui/ButtonRow.ts", "", "kebab-case"],
    ["src/ui/buttonRow.tsx", "", "PascalCase"],
    ["src/ui/string-utils.ts", "", "says nothing"],
    ["src/engine/sim/clock.ts", "export const a = 1;", "opens without"],
  ])("[TIDY-6] %s with `%s` is untidy", (file, line, complaint) => {
    expect(untidiness(file, `${line}\n`).join("\n")).toContain(complaint);
  });

  test("[TIDY-7] the length ratchet turns one way", () => {
    const lines = (count) => "x\n".repeat(count);
    expect(lengthComplaints("a.ts", lines(LONGEST_LINES), {})).toEqual([]);
    expect(lengthComplaints("a.ts", lines(LONGEST_LINES + 1), {})).toHaveLength(1);
    expect(lengthComplaints("a.ts", lines(500), { "a.ts": 500 })).toEqual([]);
    expect(lengthComplaints("a.ts", lines(501), { "a.ts": 500 })).toHaveLength(1);
    expect(lengthComplaints("a.ts", lines(499), { "a.ts": 500 })).toHaveLength(1);
  });
});
