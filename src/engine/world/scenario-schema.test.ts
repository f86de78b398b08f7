/** What passes the gate, what does not, and in which words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryScenario, typicalScenario } from "../testing/arbitrary-scenario.ts";
import type { Command } from "./commands.ts";
import { newScenario, type Scenario } from "./scenario.ts";
import { parseScenario } from "./scenario-schema.ts";

const typical = typicalScenario(6);
const start = newScenario({ name: "", seed: 0, config: { ...typical.config, files: {} } });

function reasonOf(value: unknown): { kind: string; path: string | null } {
  const parsed = parseScenario(value);
  if (parsed.ok) throw new Error("this was expected to be refused");
  expect(parsed.reason.message).toMatch(/\.$/);
  expect(parsed.reason.advice).toMatch(/\.$/);
  return { kind: parsed.reason.kind, path: parsed.reason.path };
}

/** The typical scenario with one field exchanged. @param path "config.tables.0.partitions" */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(typical) as unknown as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() as string;
  let at = copy;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  at[last] = value;
  return copy;
}

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const stop = (i: number): Command => ({ id: i + 1, at: i, kind: "stop", region: "us-east-1", run: 1 });

describe("[LNK-1] a scenario passes when it is one", () => {
  test("every valid scenario comes out as it went in", () => {
    fc.assert(
      fc.property(arbitraryScenario, (scenario) => {
        expect(parseScenario(scenario)).toEqual({ ok: true, scenario });
      }),
    );
  });

  test("the order of fields does not matter", () => {
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
    expect(parseScenario(turned(typical))).toEqual({ ok: true, scenario: typical });
  });

  test("fields that are undefined count as absent", () => {
    expect(parseScenario({ ...start, hash: undefined, lesson: undefined, view: undefined })).toEqual({
      ok: true,
      scenario: start,
    });
  });

  test("an attribute may be called constructor or __proto__", () => {
    const item = JSON.parse('{"__proto__":{"S":"a"},"constructor":{"S":"b"}}');
    const parsed = parseScenario(changed("config.tables.0.items", [item]));
    expect(parsed.ok && Object.keys(parsed.scenario.config.tables[0]?.items?.[0] ?? {})).toEqual([
      "__proto__",
      "constructor",
    ]);
  });

  test("exactly at the limits", () => {
    const commands = many(5000, stop);
    const full: Scenario = {
      ...start,
      name: "x".repeat(200),
      seed: 0xffffffff,
      step: 10_000_000,
      config: {
        ...start.config,
        tables: many(10, () => ({ create: {}, partitions: 64, items: many(2000, () => ({})) })),
        files: Object.fromEntries(many(10, (i) => [`${i}.ts`, "x".repeat(100 * 1024)])),
      },
      commands,
      branches: many(64, (i) => ({
        name: "b",
        parent: i === 0 ? null : i - 1,
        forkStep: 0,
        commands: commands.map((c) => c.id),
      })),
    };
    expect(parseScenario(full).ok).toBe(true);
  });
});

describe("[LNK-2] a refusal says what, where and what to do", () => {
  test("what is no scenario at all", () => {
    for (const value of [null, 7, "text", [], [typical], true]) expect(reasonOf(value).kind).toBe("not-a-scenario");
  });

  test("a newer one", () => {
    expect(reasonOf({ ...typical, schema: 2, something: "new" })).toEqual({ kind: "too-new", path: "schema" });
  });

  test.each([
    ["schema", 0],
    ["engine", "latest"],
    ["seed", -1],
    ["seed", 1.5],
    ["seed", "4217"],
    ["step", -1],
    ["name", 7],
    ["hash", "abc"],
    ["lesson", "../../etc"],
    ["something", "unknown"],
    ["branches", []],
    ["branches.0.parent", "original"],
    ["config.regions", []],
    ["config.regions", ["us-east-1", "us-east-1"]],
    ["config.regions", ["mars"]],
    ["config.latency", "fast"],
    ["config.tables.0.create", null],
    ["config.tables.0.partitions", 0],
    ["config.tables.0.items.0", "cleo"],
    ["config.files", { "index.ts": 7 }],
    ["config.files", { "../index.ts": "" }],
    ["commands.0.kind", "format"],
    ["commands.0.at", -1],
    ["commands.0.id", 0],
    ["commands.0.input", undefined],
    ["commands.0.extra", 1],
    ["view", { follow: 7 }],
  ])("%s = %j does not have the right shape", (path, value) => {
    const reason = reasonOf(changed(path, value));
    expect(reason.kind).toBe("schema");
    expect(path.startsWith(reason.path ?? "?") || reason.path?.startsWith(path)).toBe(true);
  });

  test.each([
    ["seed", 2 ** 32],
    ["name", "x".repeat(201)],
    ["step", 10_000_001],
    ["config.regions", ["us-east-1", "us-east-2", "us-west-1", "us-west-2"]],
    ["config.tables", many(11, () => ({ create: {}, partitions: 1 }))],
    ["config.tables", many(2, () => ({ create: {}, partitions: 1, items: many(10_001, () => ({})) }))],
    ["config.tables.0.partitions", 65],
    ["config.files", Object.fromEntries(many(33, (i) => [`${i}.ts`, ""]))],
    ["config.files", { "index.ts": "é".repeat(51 * 1024 + 1) }],
    ["config.files", Object.fromEntries(many(11, (i) => [`${i}.ts`, "x".repeat(100 * 1024)]))],
    ["commands", many(5001, stop)],
    ["branches", many(65, (i) => ({ name: "", parent: i === 0 ? null : 0, forkStep: 0, commands: [] }))],
    ["view", Object.fromEntries(many(41, (i) => [`k${i}`, ""]))],
  ])("%s is past its limit", (path, value) => {
    expect(reasonOf(changed(path, value))).toEqual({ kind: "limits", path });
  });

  test.each([
    ["commands.1.id", 1, "commands.1.id"],
    ["commands.0.region", "eu-west-1", "commands.0.region"],
    ["branches.0.commands", [1, 99], "branches.0.commands"],
    ["branches.0.commands", [2, 1], "branches.0.commands"],
    ["branches.0.commands", [1, 1], "branches.0.commands"],
    ["branches.0.parent", 0, "branches.0.parent"],
    ["current", 1, "current"],
    ["config.tables.0.regions", ["eu-west-1"], "config.tables.0.regions"],
    ["config.functions", many(2, () => ({ name: "f", entry: "index.ts" })), "config.functions"],
    [
      "config.tables.0.triggers",
      [
        {
          functionName: "f",
          batchSize: 1,
          startingPosition: "LATEST",
          maximumRetryAttempts: -1,
          reportBatchItemFailures: false,
        },
      ],
      "config.tables.0.triggers",
    ],
  ])("%s = %j leads nowhere", (path, value, where) => {
    expect(reasonOf(changed(path, value))).toEqual({ kind: "references", path: where });
  });

  test("a branch that leaves itself or a later one", () => {
    const leaf = { name: "", forkStep: 0, commands: [] };
    expect(
      reasonOf(
        changed("branches", [
          { ...leaf, parent: null },
          { ...leaf, parent: 1 },
        ]),
      ),
    ).toEqual({ kind: "references", path: "branches.1.parent" });
  });
});

describe("[LNK-3] nothing makes the gate throw or run on", () => {
  test("anything at all", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withNullPrototype: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(parseScenario(value).ok).toBe(false);
      }),
    );
  });

  test("anything in any field of a scenario", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(typical), "commands.0.input", "config.files", "config.tables.0.items"),
        fc.anything({ withBigInt: true, withNullPrototype: true }),
        (path, value) => {
          expect(typeof parseScenario(changed(path, value)).ok).toBe("boolean");
        },
      ),
    );
  });

  test("JSON nested 64 deep is taken, 65 deep is not", () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    // The input of a command stands three levels down.
    expect(parseScenario(changed("commands.0.input", nested(61))).ok).toBe(true);
    expect(reasonOf(changed("commands.0.input", nested(62))).kind).toBe("limits");
    let deep: unknown = 1;
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect(reasonOf({ ...typical, view: deep }).kind).toBe("limits");
  });

  test("a value inside itself", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(reasonOf({ ...typical, view: circle }).kind).toBe("limits");
  });

  test("a value shared so often that a walk would never end", () => {
    let shared: unknown = {};
    for (let i = 0; i < 60; i++) shared = [shared, shared];
    expect(reasonOf({ ...typical, view: shared }).kind).toBe("limits");
  });

  test("a field that throws when it is read", () => {
    const trap = {
      ...typical,
      get view(): never {
        throw new Error("trap");
      },
    };
    const hidden = Object.defineProperty({ ...typical }, "view", { enumerable: true, get: () => trap.view });
    expect(reasonOf(hidden).kind).toBe("schema");
  });
});
