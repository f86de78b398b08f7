import { describe, expect, it } from "vitest";
import { newScenario, type Scenario } from "../engine/index.ts";
import { apart, samePieces, together } from "./packed-apart.ts";

const scenarioOf = (...tables: Scenario["config"]["tables"]) =>
  newScenario({
    name: "t",
    seed: 1,
    config: { regions: ["us-east-1"], latency: "typical", tables, functions: [], files: {} },
  });
const plain = { create: { TableName: "Plain" }, partitions: 1, items: [{ id: { S: "a" } }] };
const packed = { create: { TableName: "Packed" }, partitions: 1, packed: ["AAAA", "BBBB"] };

describe("packed items apart from their scenario", () => {
  it("[WORLD-6] come together as they were, without a copy of them", () => {
    const whole = scenarioOf(plain, packed);
    const { scenario, pieces } = apart(whole);
    expect(JSON.stringify(scenario)).not.toContain("AAAA");
    expect(together(structuredClone(scenario), pieces)).toEqual(whole);
    expect(together(scenario, pieces).config.tables[1]?.packed).toBe(packed.packed);
  });

  it("[WORLD-6] are the same while the world is worked on, and others in another world", () => {
    const whole = scenarioOf(plain, packed);
    expect(samePieces(apart(whole).pieces, apart({ ...whole, step: 7 }).pieces)).toBe(true);
    expect(samePieces(apart(whole).pieces, apart(scenarioOf(packed, plain)).pieces)).toBe(false);
    expect(samePieces(apart(whole).pieces, apart(structuredClone(whole)).pieces)).toBe(false);
  });

  it("[WORLD-6] of a world without any change nothing, and what was kept whole stays whole", () => {
    const none = scenarioOf(plain);
    expect(apart(none).scenario).toBe(none);
    expect(samePieces(apart(none).pieces, [])).toBe(true);
    expect(together(scenarioOf(packed), [["stale"]])).toEqual(scenarioOf(packed));
  });
});
