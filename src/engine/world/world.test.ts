import { describe, expect, it } from "vitest";
import { replicaId } from "../service/places.ts";
import type { ReplicaState } from "../service/replica/replica-state.ts";
import { config, get, playersTable, put } from "../testing/fixtures.ts";
import type { Command, CommandBody } from "./commands.ts";
import type { WorldConfig } from "./config.ts";
import { ConfigRefused } from "./config-refused.ts";
import { World } from "./world.ts";

const commandsOf = (...bodies: (CommandBody & { at?: number })[]): Command[] =>
  bodies.map((body, i) => ({ id: i + 1, at: 0, ...body }) as Command);

function build(over: Partial<WorldConfig> = {}, seed = 1): World {
  return new World({ seed, config: config(over), runtime: null });
}

function rest(world: World, commands: readonly Command[]): World {
  while (!world.quiet(commands) && world.step(commands) !== undefined);
  return world;
}

describe("a world", () => {
  it("[WORLD-1] a command acts before any delivery due at its time, and two at one time in list order", () => {
    const world = build({ latency: "instant" });
    const commands = commandsOf(put("a"), put("b"), { ...put("c"), at: 5 });
    const order: [number, string][] = [];
    while (!world.quiet(commands)) {
      const { delivery } = world.step(commands) as NonNullable<ReturnType<World["step"]>>;
      order.push([delivery.at, delivery.via]);
    }
    expect(order.slice(0, 3)).toEqual([
      [0, "command"],
      [0, "command"],
      [0, "wire"],
    ]);
    const third = order.findIndex(([at]) => at === 5);
    expect(order[third]).toEqual([5, "command"]);
    expect(order.slice(0, third).every(([at]) => at === 0)).toBe(true);
  });

  it("[WORLD-2] items of the start are on every copy, in the index and in every Region, as version 1", () => {
    const regions = ["us-east-1", "eu-west-1"];
    const item = { player: { S: "cleo" }, league: { S: "gold" }, score: { N: "1" } };
    const world = build({ regions, tables: [playersTable({ regions, partitions: 1, items: [item] })] });
    for (const region of regions) {
      for (const index of [null, "byScore"]) {
        for (const zone of ["a", "b", "c"] as const) {
          const group = { region, table: "Players", index, partition: index === null ? "P1" : "I1" };
          const state = world.simulation.read(replicaId(group, zone)) as ReplicaState;
          expect([...state.items.values()].map(({ label, version }) => [label, version])).toEqual([["cleo", 1]]);
          expect([state.liveItems, state.liveBytes > 0]).toEqual([1, true]);
        }
      }
    }
    expect(world.quiet([])).toBe(true);
  });

  it("[SIM-9] whether somebody listens changes nothing that happens", () => {
    const commands = commandsOf(put("a"), get("a"), { ...put("a", { score: { N: "2" } }), at: 9_000_000 });
    const kinds = new Set<string>();
    const heard = new World({
      seed: 1,
      config: config(),
      runtime: null,
      onEvent: ({ event }) => kinds.add(event.kind),
    });
    expect(rest(heard, commands).hash()).toBe(rest(build(), commands).hash());
    for (const kind of ["RequestRouted", "ItemLogged", "LogPersisted", "MajorityReached", "ItemApplied", "ItemRead"])
      expect(kinds).toContain(kind);
  });

  it("[WORLD-3] a set-up that cannot be built is refused with a reason", () => {
    const refused = (over: Partial<WorldConfig>): string => {
      try {
        build(over);
      } catch (thrown) {
        if (thrown instanceof ConfigRefused) return thrown.message;
        throw thrown;
      }
      return "not refused";
    };
    const table = playersTable();
    const trigger = {
      functionName: "f",
      batchSize: 1,
      startingPosition: "LATEST",
      maximumRetryAttempts: 1,
      reportBatchItemFailures: false,
    } as const;
    const code = [{ name: "f", entry: "f.ts" }];
    expect(refused({ tables: [{ create: {}, partitions: 1 }] })).toContain("cannot be created");
    expect(refused({ tables: [playersTable({ items: [{ wrong: { S: "x" } }] })] })).toContain(
      "an item of table Players is not valid",
    );
    expect(refused({ tables: [playersTable({ regions: ["eu-west-1"] })] })).toContain(
      "names a Region the world does not have",
    );
    expect(refused({ tables: [playersTable({ triggers: [trigger] })] })).toContain(
      "names a function the world does not have",
    );
    expect(refused({ tables: [table, table] })).toContain("two tables are called Players");
    expect(refused({ functions: code, tables: [playersTable({ triggers: [trigger, trigger] })] })).toContain(
      "two triggers of table Players",
    );
    expect(refused({ regions: [] })).toContain("no Region");
    expect(refused({ regions: ["us-east-1", "us-east-1"] })).toContain("named twice");
    expect(refused({ tables: [playersTable({ partitions: 0 })] })).toContain("1 to 256 partitions");
    expect(refused({ functions: [...code, ...code] })).toContain("two functions are called f");
  });

  it("[WORLD-4] equal scenarios have equal hashes; another seed, command, or a link's state another one", () => {
    const commands = commandsOf(put("cleo"), get("cleo"));
    const hash = (world: World): string => rest(world, commands).hash();
    expect(hash(build())).toBe(hash(build()));
    expect(hash(build())).not.toBe(hash(build({}, 2)));
    expect(hash(build())).not.toBe(rest(build(), commandsOf(put("dev"), get("cleo"))).hash());
    const regions = ["us-east-1", "eu-west-1"];
    const cut = build({ regions });
    const whole = cut.hash();
    cut.simulation.setLink("us-east-1", "eu-west-1", { cut: true, extraMicros: 0, lossPerMillion: 0 });
    expect(cut.hash()).not.toBe(whole);
  });

  it("[WORLD-5] commands that name what is not there do nothing, and nothing breaks", () => {
    const commands = commandsOf(
      { ...put("cleo"), region: "ap-south-1" } as CommandBody,
      { kind: "stop", region: "us-east-1", run: 99 },
      { kind: "deploy", functionName: "nobody", entry: "f.ts", files: {} },
      { kind: "fault", fault: { type: "kill-node", replica: "us-east-1/router" } },
      put("cleo"),
    );
    const world = rest(build(), commands);
    expect(world.executed).toBe(5);
  });
});
