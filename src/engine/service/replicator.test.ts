import { describe, expect, it } from "vitest";
import { Random } from "../base/random.ts";
import { History, placementOf, player, playersTable } from "../testing/feed-fixtures.ts";
import { MachineBench, type Peer } from "../testing/machine-bench.ts";
import type { LatencyProfileName } from "./latency-profiles.ts";
import { replicaId, replicatorId, shardId } from "./places.ts";
import { isNewer, type StoredItem } from "./record.ts";
import { newReplicatorState, type ReplicatorState, replicator } from "./replicator.ts";
import { newStreamShardState, streamShard } from "./stream-shard.ts";

const HERE = "us-east-1";
const THERE = "eu-west-1";
const SHARD = shardId(HERE, "Players", "P1");
const REPLICATOR = replicatorId(HERE, THERE, "Players", "P1");
const LEADERS = ["P1", "P2"].map((partition) =>
  replicaId({ region: THERE, table: "Players", index: null, partition }, "a"),
);
const CUT = { cut: true, extraMicros: 0, lossPerMillion: 0 };
const HEALTHY = { cut: false, extraMicros: 0, lossPerMillion: 0 };

const leads: Peer = (message, context, memory) => {
  if (message.type !== "CopyWrite") return;
  const newer = isNewer(message.stored, memory.get(message.storageKey) as StoredItem | undefined);
  if (newer) memory.set(message.storageKey, message.stored);
  context.send(message.replyTo, {
    type: "CopyReply",
    id: message.id,
    outcome: newer ? "applied" : "older",
    leader: null,
  });
};

const follows =
  (partition: string): Peer =>
  (message, context) => {
    if (message.type !== "CopyWrite") return;
    const leader = replicaId({ region: THERE, table: "Players", index: null, partition }, "a");
    context.send(message.replyTo, { type: "CopyReply", id: message.id, outcome: "not-leader", leader });
  };

function benchWith(options: { latency?: LatencyProfileName; seed?: number } = {}): MachineBench {
  const bench = new MachineBench({ kinds: [streamShard, replicator], ...options });
  const schema = playersTable();
  bench.spawn(
    "stream-shard",
    SHARD,
    newStreamShardState({ region: HERE, schema, partition: "P1", listeners: [REPLICATOR] }),
  );
  const destination = placementOf(schema, THERE);
  bench.spawn(
    "replicator",
    REPLICATOR,
    newReplicatorState({ table: "Players", from: HERE, to: THERE, partition: "P1", destination }),
  );
  bench.peer("leader");
  for (const leader of LEADERS) bench.peer(leader, leads, THERE);
  for (const partition of ["P1", "P2"]) {
    for (const zone of ["b", "c"] as const)
      bench.peer(
        replicaId({ region: THERE, table: "Players", index: null, partition }, zone),
        follows(partition),
        THERE,
      );
  }
  return bench;
}

/** What arrived over there: "cleo v2". */
const arrived = (bench: MachineBench) =>
  LEADERS.flatMap((leader) => bench.seenBy(leader))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ message }) =>
      message.type === "CopyWrite" ? [`${message.stored.label} v${message.stored.version}`] : [],
    );

const copies = (bench: MachineBench) =>
  new Map(
    LEADERS.flatMap((leader) =>
      [...(bench.memoryOf(leader) as Map<string, StoredItem>).values()].map((s) => [s.label, s.version]),
    ),
  );

describe("replicator", () => {
  it("[GT-3] copies a write to the other Region, with its timestamp and its origin, usually within a second", () => {
    const bench = benchWith();
    const history = new History();
    history.put(player("cleo", { score: 1 }));
    bench.tell(SHARD, history.feed(0));
    bench.run();
    expect(
      LEADERS.flatMap((leader) => bench.told(leader, "CopyWrite").map(({ stored, source }) => ({ stored, source }))),
    ).toEqual([{ stored: history.changes[0]?.write.after, source: { kind: "region", region: HERE } }]);
    expect(bench.facts("CopySent")).toEqual([
      { kind: "CopySent", table: "Players", label: "cleo", version: 1, fromRegion: HERE, toRegion: THERE, attempt: 1 },
    ]);
    expect(bench.simulation.now).toBeGreaterThan(100_000);
    expect(bench.simulation.now).toBeLessThan(1_200_000);
  });

  it("[GT-4] does not send on what came from another Region", () => {
    const bench = benchWith();
    const history = new History();
    history.put(player("cleo"), THERE);
    history.put(player("dan"), HERE);
    history.remove("dan", THERE);
    bench.tell(SHARD, history.feed(0));
    bench.run();
    expect(arrived(bench)).toEqual(["dan v1"]);
  });

  it("[GT-5] sends the newest of several quick changes of an item, and deletions as marks", () => {
    const bench = benchWith();
    const history = new History();
    for (const score of [1, 2, 3]) history.put(player("cleo", { score }));
    history.put(player("dan"));
    history.remove("dan");
    bench.tell(SHARD, history.feed(0));
    bench.run();
    expect(arrived(bench).sort()).toEqual(["cleo v3", "dan v2"]);
    const stored = LEADERS.flatMap((leader) => [...(bench.memoryOf(leader) as Map<string, StoredItem>).values()]);
    expect(stored.find(({ label }) => label === "dan")?.item).toBeNull();
  });

  it("[GT-6] has one copy of an item on its way at a time and no more than its window of items", () => {
    const bench = benchWith();
    const history = new History();
    let lsn = 0;
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 30; i++) history.put(player(`p${i}`, { round }));
      bench.tellLater(SHARD, round * 700_000, history.feed(lsn, lsn + 30));
      lsn += 30;
    }
    while (!bench.simulation.quiet) {
      bench.steps(1);
      const { inFlight, busy } = bench.state<ReplicatorState>(REPLICATOR);
      expect(inFlight.size).toBeLessThanOrEqual(16);
      expect(new Set([...inFlight.values()].map(({ storageKey }) => storageKey)).size).toBe(inFlight.size);
      expect(busy.size).toBe(inFlight.size);
    }
    for (let i = 0; i < 30; i++) {
      const versions = arrived(bench)
        .filter((copy) => copy.startsWith(`p${i} `))
        .map((copy) => Number(copy.split("v")[1]));
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
      expect(versions.at(-1)).toBe(6);
    }
  });

  it("[GT-7] keeps what a cut link holds back and delivers it by itself when the link heals", () => {
    const bench = benchWith();
    const history = new History();
    bench.simulation.setLink(HERE, THERE, CUT);
    history.put(player("cleo"));
    bench.tell(SHARD, history.feed(0));
    bench.run(120_000_000);
    expect(arrived(bench)).toEqual([]);
    const pending = [...bench.state<ReplicatorState>(REPLICATOR).inFlight.values()];
    expect(
      pending.map(({ stored, attempt, firstSentAt }) => [stored.label, attempt > 5, firstSentAt < 1_200_000]),
    ).toEqual([["cleo", true, true]]);
    bench.simulation.setLink(HERE, THERE, HEALTHY);
    bench.tell(REPLICATOR, { type: "Mended" });
    bench.run();
    expect(copies(bench)).toEqual(new Map([["cleo", 1]]));
    const sent = bench.recorded.filter(({ event }) => event.kind === "CopySent").map(({ at }) => at);
    const pauses = sent.slice(1).map((at, i) => Math.round((at - (sent[i] as number)) / 1_000_000));
    expect(pauses.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 20, 20]);
  });

  it("[COPY-4] a copy that a cut link holds back does not keep the world busy, until something is mended", () => {
    const bench = benchWith();
    bench.simulation.setLink(HERE, THERE, CUT);
    const history = new History();
    history.put(player("cleo"));
    bench.tell(SHARD, history.feed(0));
    bench.run();
    expect(bench.facts("CopySent").map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    const [waiting] = bench.state<ReplicatorState>(REPLICATOR).inFlight.values();
    bench.simulation.setLink(HERE, THERE, HEALTHY);
    bench.tell(REPLICATOR, { type: "Mended" });
    bench.run();
    expect(copies(bench)).toEqual(new Map([["cleo", 1]]));
    const sentAt = bench.recorded.filter(({ event }) => event.kind === "CopySent").at(-1)?.at;
    expect(sentAt).toBe(waiting?.nextAt);
  });

  it("[GT-7] in slow motion it does not take a slow answer for none", () => {
    const bench = benchWith({ latency: "slow" });
    const history = new History();
    for (let i = 0; i < 20; i++) history.put(player(`p${i}`));
    bench.tell(SHARD, history.feed(0));
    bench.run();
    expect(bench.facts("CopySent").map(({ attempt }) => attempt)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it.each([1, 2, 3, 4, 5, 6])(
    "[GT-8] the other Region gets the newest version of every item through losses and cuts, also when continued from a save (seed %i)",
    (seed) => {
      const bench = benchWith({ seed, latency: seed % 3 === 0 ? "slow" : "typical" });
      const random = new Random(seed);
      const history = new History();
      for (let lsn = 1; lsn <= 40; lsn++) {
        if (random.below(4) === 0) history.remove(`p${random.below(5)}`);
        else history.put(player(`p${random.below(5)}`, { lsn }));
        bench.tellLater(SHARD, lsn * 150_000, history.feed(lsn - 1, lsn));
      }
      bench.simulation.setLink(HERE, THERE, { cut: false, extraMicros: 50_000, lossPerMillion: 200_000 });
      const { straight, again } = bench.runAgainFromSaves(23);
      for (const events of again) expect(events).toBe(straight);
      const newest = new Map(history.changes.map(({ write }) => [write.label, write.after.version]));
      expect([...copies(bench)].sort()).toEqual([...newest].sort());
      expect(bench.state<ReplicatorState>(REPLICATOR)).toMatchObject({
        phase: "parked",
        position: history.changes.length,
      });
    },
  );
});
