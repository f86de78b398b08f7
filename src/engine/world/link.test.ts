/** Links there and back, links of strangers, damaged links, and the links that must open forever. */
import fc from "fast-check";
import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { bytesToBase64 } from "../base/bytes.ts";
import { crc32 } from "../base/crc32.ts";
import { utf8Encode } from "../base/utf8.ts";
import { arbitraryScenario, typicalScenario } from "../testing/arbitrary-scenario.ts";
import golden from "../testing/golden-links.json" with { type: "json" };
import { type DecodedLink, decodeLink, encodeLink, LINK_LENGTH_MAX } from "./link.ts";
import { linkDictionary } from "./link-dictionary.ts";
import { packScenario } from "./link-parts.ts";
import type { Scenario } from "./scenario.ts";
import { parseScenario } from "./scenario-schema.ts";

const typical = typicalScenario(14);
const link = encodeLink(typical);

/** A link around any payload, with its right checksum. */
function sealed(payload: Uint8Array): string {
  const bytes = new Uint8Array(7 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, crc32(payload));
  view.setUint8(4, payload.length >> 16);
  view.setUint16(5, payload.length & 0xffff);
  bytes.set(payload, 7);
  return `1.${bytesToBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

const holding = (json: unknown) =>
  sealed(
    deflateSync(utf8Encode(typeof json === "string" ? json : JSON.stringify(json)), { dictionary: linkDictionary() }),
  );

function refusedOf(decoded: DecodedLink): Exclude<DecodedLink, { ok: true }> {
  if (decoded.ok) throw new Error("this link was expected to be refused");
  expect(decoded.refusal.message).toMatch(/\.$/);
  expect(decoded.refusal.advice).toMatch(/\.$/);
  return decoded;
}

const kindOf = (text: string) => refusedOf(decodeLink(text)).refusal.kind;

describe("[LNK-4] a link carries a scenario", () => {
  test("every scenario comes back as it was", () => {
    fc.assert(
      fc.property(arbitraryScenario, (scenario) => {
        expect(decodeLink(encodeLink(scenario))).toEqual({ ok: true, scenario });
      }),
      { numRuns: 150 },
    );
  });

  test("the same scenario gives the same link, whatever the order of its fields", () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([k, v]) => [k, turned(v)]),
            )
          : value;
    expect(encodeLink(turned(typical) as Scenario)).toBe(link);
  });

  test("it is the version, a dot and base64url without padding", () => {
    expect(link).toMatch(/^1\.[A-Za-z0-9_-]+$/);
  });

  test("80 commands and 40 lines of code fit into 2,000 characters", () => {
    const long = { ...typicalScenario(80), hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" };
    expect(Object.values(long.config.files)[0]?.split("\n").length).toBeGreaterThan(38);
    expect(encodeLink(long).length).toBeLessThan(2000);
  });

  test("it is found in what people paste", () => {
    const opened = { ok: true, scenario: typical };
    expect(decodeLink(`https://glass-table.dev/#${link}`)).toEqual(opened);
    expect(decodeLink(`  ${link}\n`)).toEqual(opened);
    expect(decodeLink(`${link.slice(0, 60)}\r\n${link.slice(60)}`)).toEqual(opened);
    expect(decodeLink(`${link}).`)).toEqual(opened);
  });
});

describe("[LNK-5] nothing is written twice", () => {
  test("a program that is run again costs a few characters", () => {
    const files = {
      "index.ts": Array.from({ length: 300 }, (_, i) => `console.log(${(i * 48271) % 99991});`).join("\n"),
    };
    const runs = (count: number): Scenario => ({
      ...typical,
      config: { ...typical.config, files },
      commands: Array.from({ length: count }, (_, i) => ({
        id: i + 1,
        at: i,
        kind: "run",
        region: "us-east-1",
        entry: "index.ts",
        files,
      })),
      branches: [
        { name: "original", parent: null, forkStep: 0, commands: Array.from({ length: count }, (_, i) => i + 1) },
      ],
    });
    expect(JSON.stringify(packScenario(runs(50))).match(/48271/g)).toHaveLength(1);
    expect(encodeLink(runs(50)).length - encodeLink(runs(1)).length).toBeLessThan(120);
  });
});

describe("[LNK-6] a link of a stranger is bounded before it is believed", () => {
  test("what unfolds into far more is left after the first few kilobytes", () => {
    const bomb = deflateSync(new Uint8Array(1 << 26));
    expect(bomb.length).toBeGreaterThan(60_000);
    const decoded = refusedOf(decodeLink(sealed(bomb)));
    expect(decoded.refusal.kind).toBe("too-large");
    expect(decoded.details).toMatch(/^more than 8388608 bytes after inflating \d{4}$/);
  });

  test("a megabyte behind the end of what is deflated", () => {
    const payload = new Uint8Array(1_100_000);
    payload.set(deflateSync(utf8Encode(JSON.stringify(packScenario(typical))), { dictionary: linkDictionary() }));
    expect(decodeLink(sealed(payload))).toEqual({ ok: true, scenario: typical });
  });

  test("a text longer than any link is not even looked at", () => {
    expect(kindOf(`1.${"A".repeat(LINK_LENGTH_MAX)}`)).toBe("too-large");
  });

  test("a short pattern that is repeated into too many values", () => {
    const parts = packScenario(typical);
    const wide = {
      input: { Key: Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`k${i}`, {}])) },
      kind: "request",
      operation: "GetItem",
      region: "us-east-1",
    };
    parts[3] = [5000, 0];
    parts[9] = [[0, wide], ...Array.from({ length: 4999 }, () => [0, 0])];
    expect(refusedOf(decodeLink(holding(parts)))).toMatchObject({
      refusal: { kind: "schema" },
      details: "the link stands for too many values",
    });
  });

  test.each([
    ["", "not-a-link"],
    ["hello", "not-a-link"],
    ["0.AAAA", "not-a-link"],
    ["#/lesson/reading/stale-reads", "not-a-link"],
    ["2.AAAA", "too-new"],
    ["317.x", "too-new"],
    ["1.", "truncated"],
    ["1.A", "truncated"],
  ])("%j is refused", (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  test("an undamaged link that holds something else", () => {
    expect(kindOf(holding("{"))).toBe("not-json");
    expect(kindOf(holding("{}"))).toBe("schema");
    expect(kindOf(holding("[]"))).toBe("schema");
    expect(kindOf(holding(`${"[".repeat(3000)}${"]".repeat(3000)}`))).toBe("limits");
    expect(kindOf(holding(packScenario(typical).with(0, -1)))).toBe("schema");
    expect(kindOf(holding(packScenario(typical).with(7, 3)))).toBe("references");
    expect(kindOf(holding(packScenario(typical).with(9, [])))).toBe("schema");
    expect(kindOf(sealed(Uint8Array.of(7, 7, 7)))).toBe("not-json");
  });

  test("anything in any part of a link gets an answer", () => {
    fc.assert(
      fc.property(fc.nat(12), fc.jsonValue(), (part, value) => {
        expect(typeof decodeLink(holding(packScenario(typical).with(part, value))).ok).toBe("boolean");
      }),
    );
  });

  test("any JSON gets an answer", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(decodeLink(holding(json)).ok).toBe(false);
      }),
    );
  });

  test("any text gets an answer", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((text) => `1.${text}`),
        ),
        (text) => {
          expect(decodeLink(text).ok).toBe(false);
        },
      ),
    );
  });
});

describe("[LNK-7] of a damaged link, what is still there is offered", () => {
  test("a link that a chat app cut", () => {
    const cut = refusedOf(decodeLink(link.slice(0, 300)));
    expect(cut.refusal.kind).toBe("truncated");
    expect(cut.recovered?.config.tables).toEqual(typical.config.tables);
    expect(cut.recovered?.commands).toEqual(typical.commands.slice(0, cut.recovered?.commands.length));
    expect({ message: cut.refusal.message, found: cut.found, details: cut.details }).toMatchInlineSnapshot(`
      {
        "details": "inflate ended at byte 216 of 618",
        "found": [
          {
            "ok": true,
            "what": "World and seed 4217",
          },
          {
            "ok": true,
            "what": "Commands 1 to 4",
          },
          {
            "ok": false,
            "what": "Commands 5 to 14 and the code",
          },
        ],
        "message": "The last part is missing, often because a chat app cut it. 4 of 14 commands could be read.",
      }
    `);
  });

  test("cut anywhere, it never opens as something else", () => {
    let most = 0;
    for (let length = 2; length < link.length - 1; length += 3) {
      const cut = refusedOf(decodeLink(link.slice(0, length)));
      expect(cut.refusal.kind).toBe("truncated");
      const read = cut.recovered?.commands ?? [];
      expect(read).toEqual(typical.commands.slice(0, read.length));
      if (cut.recovered !== null) {
        expect(cut.recovered.seed).toBe(typical.seed);
        expect(parseScenario(cut.recovered)).toEqual({ ok: true, scenario: cut.recovered });
      }
      expect(read.length).toBeGreaterThanOrEqual(most);
      most = read.length;
    }
    expect(most).toBe(14);
  });

  test("three dots where it was cut", () => {
    expect(kindOf(`${link.slice(0, 700)}…`)).toBe("truncated");
    expect(kindOf(`${link.slice(0, 700)}...`)).toBe("truncated");
  });

  test("a character that no link has", () => {
    const strange = refusedOf(decodeLink(`${link.slice(0, 600)}%${link.slice(601)}`));
    expect(strange.refusal.kind).toBe("wrong-alphabet");
    expect(strange.recovered?.seed).toBe(4217);
  });

  test("a character that is another", () => {
    const at = link.length - 20;
    const changed = link.slice(0, at) + (link.charAt(at) === "A" ? "B" : "A") + link.slice(at + 1);
    const damaged = refusedOf(decodeLink(changed));
    expect(damaged.refusal.kind).toBe("damaged");
    expect(damaged.recovered?.commands.slice(0, 10)).toEqual(typical.commands.slice(0, 10));
  });

  test("a branch keeps those of its commands that were read", () => {
    const [, forked] = golden as unknown as { link: string; scenario: Scenario }[];
    const whole = forked?.scenario as Scenario;
    expect(whole.hash).toBeDefined();
    let seen = 0;
    for (let length = 2; length < (forked?.link.length ?? 0); length += 3) {
      const { recovered } = refusedOf(decodeLink((forked?.link ?? "").slice(0, length)));
      if (recovered === null || recovered.commands.length === 0) continue;
      seen++;
      expect(recovered.hash).toBeUndefined();
      const read = new Set(recovered.commands.map((c) => c.id));
      expect(recovered.branches.map((b) => b.commands)).toEqual(
        whole.branches.map((b) => b.commands.filter((id) => read.has(id))),
      );
    }
    expect(seen).toBeGreaterThan(10);
  });

  test("no mutation throws, or opens as another scenario", () => {
    const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%# é"];
    const edit = fc.record({
      at: fc.nat(link.length),
      remove: fc.nat(3),
      insert: fc.array(fc.constantFrom(...alphabet), { maxLength: 4 }).map((c) => c.join("")),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce(
          (now, { at, remove, insert }) => now.slice(0, at) + insert + now.slice(at + remove),
          link,
        );
        const decoded = decodeLink(text);
        if (decoded.ok) expect(decoded.scenario).toEqual(typical);
        else if (decoded.recovered !== null) expect(parseScenario(decoded.recovered).ok).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});

describe("[LNK-8] links once shared open forever: never change these fixtures", () => {
  test.each(golden as unknown as { name: string; link: string; scenario: Scenario }[])(
    "version 1: $name",
    ({ link: shared, scenario }) => {
      expect(decodeLink(shared)).toEqual({ ok: true, scenario });
    },
  );

  test("the dictionary of version 1", () => {
    expect({ bytes: linkDictionary().length, crc32: crc32(linkDictionary()) }).toMatchInlineSnapshot(`
      {
        "bytes": 4365,
        "crc32": 3254711054,
      }
    `);
  });
});

describe("[LNK-10] a link that continues a lesson names its world", () => {
  const base = { ...typicalScenario(0), lesson: "reading/stale-reads" };
  const state: Scenario = { ...typical, lesson: "reading/stale-reads" };
  const short = encodeLink(state, { base });

  test("it is shorter and opens as the same scenario", () => {
    expect(short.length).toBeLessThan(encodeLink(state).length - 300);
    expect(decodeLink(short, { resolveBase: (lesson) => (lesson === "reading/stale-reads" ? base : null) })).toEqual({
      ok: true,
      scenario: state,
    });
  });

  test("a world that was changed is carried whole", () => {
    const edited = { ...state, config: { ...state.config, latency: "slow" as const } };
    expect(decodeLink(encodeLink(edited, { base }))).toEqual({ ok: true, scenario: edited });
  });

  test("without the lesson it is refused", () => {
    expect(kindOf(short)).toBe("lesson-missing");
  });

  test("when the lesson has changed, the commands are offered on its world as it is now", () => {
    const now = { ...base, config: { ...base.config, latency: "slow" as const } };
    const decoded = refusedOf(decodeLink(short, { resolveBase: () => now }));
    expect(decoded.refusal.kind).toBe("lesson-changed");
    expect(decoded.recovered).toEqual({ ...state, config: now.config });
  });
});
