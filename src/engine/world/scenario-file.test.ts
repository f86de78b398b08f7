/** Files there and back, and the files that are refused. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryScenario, typicalScenario } from "../testing/arbitrary-scenario.ts";
import { encodeLink } from "./link.ts";
import { decodeFile, encodeFile, FILE_LENGTH_MAX } from "./scenario-file.ts";

const typical = typicalScenario(6);
const file = encodeFile(typical);

function kindOf(text: string): string {
  const decoded = decodeFile(text);
  if (decoded.ok) throw new Error("this file was expected to be refused");
  return decoded.refusal.kind;
}

describe("[LNK-9] a file carries a scenario in the open", () => {
  test("every scenario comes back as it was", () => {
    fc.assert(
      fc.property(arbitraryScenario, (scenario) => {
        expect(decodeFile(encodeFile(scenario))).toEqual({ ok: true, scenario });
      }),
    );
  });

  test("it says what it is on its first lines", () => {
    expect(file.split("\n").slice(0, 5)).toEqual([
      "{",
      '  "format": "glass-table-scenario",',
      '  "schema": 1,',
      '  "engine": "1.0",',
      '  "name": "Three readers",',
    ]);
    expect(file.endsWith("}\n")).toBe(true);
  });

  test("the order of fields, spaces and a byte order mark do not matter", () => {
    const { format, ...rest } = JSON.parse(file);
    expect(decodeFile(`\ufeff${JSON.stringify({ ...rest, format })}`)).toEqual({ ok: true, scenario: typical });
  });

  test("a link that was saved as a file opens too", () => {
    const link = encodeLink(typical);
    for (const text of [link, `#${link}\n`, `https://glass-table.dev/app/#${link}`]) {
      expect(decodeFile(text)).toEqual({ ok: true, scenario: typical });
    }
    expect(kindOf("2.AAAA")).toBe("too-new");
  });

  test.each([
    ["", "not-json"],
    // Reads as a link of version 1 that was cut after one character.
    ["1.5", "truncated"],
    [file.slice(0, -20), "not-json"],
    ["[]", "not-a-scenario"],
    ["null", "not-a-scenario"],
    ['{"format":"something-else"}', "not-a-scenario"],
    ['{"format":"glass-table-scenario"}', "schema"],
    [file.replace('"schema": 1', '"schema": 2'), "too-new"],
    [file.replace('"seed": 4217', '"seed": -4217'), "schema"],
    [file.replace('"current": 0', '"current": 5'), "references"],
  ])("%.40j is refused", (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  test("a file past the limit is not even parsed", () => {
    expect(kindOf(" ".repeat(FILE_LENGTH_MAX + 1))).toBe("too-large");
  });

  test("any text gets an answer", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(decodeFile(text).ok).toBe(false);
      }),
    );
  });
});
