import "../../engine/later.ts";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../engine/codec.ts";
import { Reader, type Scenario, Timeline } from "../../engine/index.ts";
import { matchItems } from "./match-items.ts";
import { STARTERS, type StarterFile, starterScenario } from "./starters.ts";
import { setupView } from "./view.ts";
import {
  FIRST_INDEX,
  FIRST_PLAN,
  type IndexPlan,
  type KeyPlan,
  PARTITIONS_MAX,
  REGIONS,
  scenarioOf,
  seedFault,
  type WorldPlan,
} from "./world-plan.ts";

const NO_CODE = {
  run: () => {
    throw new Error("no function is run here");
  },
} as never;

function opened(scenario: Scenario): Reader {
  const parsed = parseScenario(JSON.parse(JSON.stringify(scenario)));
  expect(parsed).toMatchObject({ ok: true });
  return new Reader(new Timeline(scenario, NO_CODE));
}

describe("a plan", () => {
  it("makes a scenario that opens, and reads back as the same plan, whatever is chosen", () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const reader = opened(scenarioOf(plan));
        const { name: _name, seed: _seed, ...rest } = plan;
        expect(setupView(reader)).toEqual({
          ...rest,
          trigger: plan.trigger && plan.stream !== null,
          handler: plan.trigger && plan.stream !== null ? plan.handler : FIRST_PLAN.handler,
        });
      }),
      { numRuns: 60 },
    );
  });

  it("places the table in every Region it names, in as many partitions", () => {
    const reader = opened(scenarioOf({ ...FIRST_PLAN, partitions: 7, regions: ["eu-west-1", "us-east-1"] }));
    expect(reader.home).toBe("eu-west-1");
    for (const region of ["eu-west-1", "us-east-1"])
      expect(reader.table(region, "Players")?.partitions).toHaveLength(7);
  });

  it("runs a trigger only with a stream", () => {
    expect(scenarioOf({ ...FIRST_PLAN, trigger: true }).config).toMatchObject({ functions: [], files: {} });
    expect(scenarioOf({ ...FIRST_PLAN, trigger: true, stream: "NEW_IMAGE" }).config.functions).toEqual([
      { name: "onScore", entry: "onScore.ts" },
    ]);
  });

  it.each(["", "-1", "1.5", "4294967296", "abc"])("does not take %o as a seed", (seed) => {
    expect(seedFault(seed)).toContain("whole number");
  });

  it.each(["0", "4217", "4294967295"])("takes %s as a seed", (seed) => {
    expect(seedFault(seed)).toBeNull();
  });
});

describe("starter worlds", () => {
  it("are the files there are", () => {
    expect(readdirSync(new URL("./starters", import.meta.url)).sort()).toEqual(
      STARTERS.map(({ id }) => `${id}.json`).sort(),
    );
  });

  it.each(STARTERS)("$title opens as a valid scenario", async ({ id, title }) => {
    const file = JSON.parse(readFileSync(new URL(`./starters/${id}.json`, import.meta.url), "utf8")) as StarterFile;
    const scenario = await starterScenario(file);
    const reader = opened(scenario);
    expect(scenario.name).toBe(title);
    expect(reader.step).toBe(0);
  });

  it("say the truth in their titles", async () => {
    const shapes = await Promise.all(STARTERS.map(async ({ load }) => (await load()).config));
    expect(
      shapes.map(({ regions, tables }) => [regions.length, tables[0]?.partitions, tables[0]?.items?.length]),
    ).toEqual([
      [1, 4, 8],
      [2, 2, 4],
      [1, 12, 5000],
    ]);
  });

  it("make the same matches everywhere, each with its own key", () => {
    const items = matchItems(5000, 11);
    expect(new Set(items.map((item) => JSON.stringify([item.player, item.match]))).size).toBe(5000);
    expect(items[0]).toEqual(matchItems(1, 11)[0]);
    expect(items.at(-1)).toMatchInlineSnapshot(`
      {
        "league": {
          "S": "bronze",
        },
        "match": {
          "S": "2026-05-04#5000",
        },
        "opponent": {
          "S": "quiet-gecko",
        },
        "player": {
          "S": "bold-fox",
        },
        "score": {
          "N": "4797",
        },
        "won": {
          "BOOL": false,
        },
      }
    `);
  });
});

const attribute = fc.record({
  name: fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,9}$/),
  type: fc.constantFrom("S", "N", "B"),
});
/** Four names, all different: one name with two types is refused by the service, and that is tested there. */
const keys = fc.uniqueArray(attribute, { selector: ({ name }) => name, minLength: 4, maxLength: 4 }) as fc.Arbitrary<
  KeyPlan[]
>;

const arbitraryPlan: fc.Arbitrary<WorldPlan> = keys.chain(
  ([partition = FIRST_PLAN.partition, sort = null, first = FIRST_INDEX.partition, second = null]) =>
    fc.record({
      name: fc.string({ maxLength: 60 }),
      table: fc.stringMatching(/^[A-Za-z0-9_.-]{3,20}$/),
      partition: fc.constant(partition),
      sort: fc.constantFrom(sort, null),
      partitions: fc.integer({ min: 1, max: PARTITIONS_MAX }),
      index: fc.option(arbitraryIndex(first, second)),
      stream: fc.constantFrom("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", null),
      trigger: fc.boolean(),
      handler: fc.constantFrom("export const handler = async () => {};", FIRST_PLAN.handler),
      regions: fc.shuffledSubarray([...REGIONS], { minLength: 1 }),
      latency: fc.constantFrom("instant", "typical", "slow"),
      seed: fc.integer({ min: 0, max: 0xffffffff }).map(String),
    }),
);

function arbitraryIndex(partition: KeyPlan, sort: KeyPlan | null): fc.Arbitrary<IndexPlan> {
  return fc.record({
    name: fc.stringMatching(/^[A-Za-z0-9_.-]{3,20}$/),
    partition: fc.constant(partition),
    sort: fc.constantFrom(sort, null),
    projection: fc.constantFrom("ALL" as const, "KEYS_ONLY" as const),
    include: fc.constant(""),
  });
}
