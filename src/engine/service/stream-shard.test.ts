import { describe, expect, it } from "vitest";
import { Random } from "../base/random.ts";
import { History, player, playersTable } from "../testing/feed-fixtures.ts";
import { MachineBench, type Peer } from "../testing/machine-bench.ts";
import type { LatencyProfileName } from "./latency-profiles.ts";
import { shardId } from "./places.ts";
import { newStreamShardState, STREAM_RETENTION_MICROS, type StreamShardState, streamShard } from "./stream-shard.ts";

const SHARD = shardId("us-east-1", "Players", "P2");

/** Reads two records at a time until the end, each time it is woken. */
const readsAll: Peer = (message, context, memory) => {
  const position = (memory.get("position") ?? 0) as number;
  if (message.type === "RecordsAvailable") {
    context.send(SHARD, { type: "ReadShard", replyTo: context.self, after: position, limit: 2 });
  } else if (message.type === "ShardRecords") {
    const last = message.records.at(-1)?.position ?? position;
    memory.set("position", last);
    memory.set("read", [
      ...((memory.get("read") ?? []) as string[]),
      ...message.records.map(({ sequenceNumber }) => sequenceNumber),
    ]);
    if (last < message.last) context.send(SHARD, { type: "ReadShard", replyTo: context.self, after: last, limit: 2 });
  }
};

function benchWith(
  options: {
    listeners?: readonly string[];
    latency?: LatencyProfileName;
    seed?: number;
    retentionMicros?: number;
  } = {},
): MachineBench {
  const { listeners = [], retentionMicros = STREAM_RETENTION_MICROS } = options;
  const bench = new MachineBench({ kinds: [streamShard], ...options });
  const schema = playersTable();
  bench.spawn(
    "stream-shard",
    SHARD,
    newStreamShardState({ region: "us-east-1", schema, partition: "P2", listeners, retentionMicros }),
  );
  bench.peer("leader");
  return bench;
}

const appended = (bench: MachineBench) =>
  bench.facts("StreamRecordAppended").map(({ label, version, eventName }) => `${label} v${version} ${eventName}`);

describe("stream shard", () => {
  it("[STR-1] keeps one record per change, in log order, with both images, a sequence number from the log and the size of what is shown", () => {
    const bench = benchWith();
    const history = new History();
    history.put(player("cleo", { score: 1 }));
    history.skip();
    history.put(player("cleo", { score: 2 }));
    history.remove("cleo");
    bench.tell(SHARD, history.feed(0));
    bench.run();
    expect(appended(bench)).toEqual(["cleo v1 INSERT", "cleo v2 MODIFY", "cleo v3 REMOVE"]);
    const { records, shard } = bench.state<StreamShardState>(SHARD);
    expect(shard).toBe("S2");
    expect(
      records.slice(1, 3).map(({ sequenceNumber, position, oldImage, newImage, bytes }) => ({
        sequenceNumber,
        position,
        oldImage,
        newImage,
        bytes,
      })),
    ).toEqual([
      {
        sequenceNumber: "100000000000000000001",
        position: 1,
        oldImage: null,
        newImage: player("cleo", { score: 1 }),
        bytes: 6 + 13,
      },
      {
        sequenceNumber: "100000000000000000003",
        position: 2,
        oldImage: player("cleo", { score: 1 }),
        newImage: player("cleo", { score: 2 }),
        bytes: 6 + 13 + 13,
      },
      {
        sequenceNumber: "100000000000000000004",
        position: 3,
        oldImage: player("cleo", { score: 2 }),
        newImage: null,
        bytes: 6 + 13,
      },
    ]);
  });

  it("[STR-2] acknowledges what it has taken, ignores what it has, asks again after a gap", () => {
    const bench = benchWith();
    const history = new History();
    for (let i = 0; i < 6; i++) history.put(player(`p${i}`));
    bench.tell(SHARD, history.feed(0, 2));
    bench.tell(SHARD, history.feed(3, 6));
    bench.tell(SHARD, history.feed(0, 2));
    bench.tell(SHARD, history.feed(1, 6));
    bench.tell(SHARD, { type: "FeedWhere", from: "leader" });
    bench.run();
    expect(appended(bench)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `p${i} v1 INSERT`));
    expect(
      bench
        .told("leader", "FeedAck")
        .map(({ lsn, subscriber }) => `${subscriber} ${lsn}`)
        .sort(),
    ).toEqual([2, 2, 2, 6, 6].map((lsn) => `${SHARD} ${lsn}`));
  });

  it("[STR-3] no batch overtakes another on its way into the shard", () => {
    const bench = benchWith();
    const history = new History();
    for (let lsn = 1; lsn <= 60; lsn++) {
      history.put(player(`p${lsn}`));
      bench.tellLater(SHARD, lsn * 100, history.feed(lsn - 1, lsn));
    }
    bench.run();
    expect(bench.facts("StreamRecordAppended").map(({ lsn }) => lsn)).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
  });

  it("[STR-4] wakes a listener once, and again only after it has read to the end", () => {
    const bench = benchWith({ listeners: ["reader", "sleeper"] });
    bench.peer("reader", readsAll);
    bench.peer("sleeper");
    const history = new History();
    for (let lsn = 1; lsn <= 9; lsn++) {
      history.put(player(`p${lsn}`));
      bench.tellLater(SHARD, lsn * 1_000_000, history.feed(lsn - 1, lsn));
    }
    bench.run();
    expect(bench.told("sleeper", "RecordsAvailable")).toEqual([{ type: "RecordsAvailable", shard: SHARD, last: 1 }]);
    expect(bench.told("reader", "RecordsAvailable").map(({ last }) => last)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("[STR-5] forgets records after 24 hours, one timer for the oldest, and is quiet meanwhile", () => {
    const bench = benchWith();
    bench.peer("reader");
    const history = new History();
    history.put(player("old"));
    history.put(player("older"));
    history.put(player("young"));
    bench.tell(SHARD, history.feed(0, 2));
    bench.tellLater(SHARD, 3_600_000_000, history.feed(2, 3));
    bench.run();
    expect(bench.simulation.quiet).toBe(true);
    expect(bench.simulation.pending()).toHaveLength(1);
    bench.run(STREAM_RETENTION_MICROS + 60_000_000);
    expect(bench.facts("StreamRecordsTrimmed")).toEqual([
      {
        kind: "StreamRecordsTrimmed",
        region: "us-east-1",
        table: "Players",
        shard: "S2",
        count: 2,
        upTo: "100000000000000000002",
      },
    ]);
    bench.tell(SHARD, { type: "ReadShard", replyTo: "reader", after: 0, limit: 10 });
    bench.run();
    expect(
      bench
        .told("reader", "ShardRecords")
        .map(({ records, trimmedTo, last }) => ({ labels: records.map((r) => r.label), trimmedTo, last })),
    ).toEqual([{ labels: ["young"], trimmedTo: 2, last: 3 }]);
    bench.run(STREAM_RETENTION_MICROS + 7_200_000_000);
    expect(bench.state<StreamShardState>(SHARD).records.size).toBe(0);
    expect(bench.simulation.pending()).toHaveLength(0);
  });

  it("[STR-6] a read gives at most what was asked for, after the position asked for", () => {
    const bench = benchWith();
    bench.peer("reader");
    const history = new History();
    for (let i = 0; i < 5; i++) history.put(player(`p${i}`));
    bench.tell(SHARD, history.feed(0));
    bench.run();
    for (const [after, limit] of [
      [0, 2],
      [3, 10],
      [5, 10],
      [0, 0],
    ] as const) {
      bench.tell(SHARD, { type: "ReadShard", replyTo: "reader", after, limit });
      bench.run();
    }
    expect(bench.told("reader", "ShardRecords").map(({ records }) => records.map((r) => r.position))).toEqual([
      [1, 2],
      [4, 5],
      [],
      [],
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    "[STR-7] every change is in the shard exactly once and reaches a reader in order, also when continued from a save (seed %i)",
    (seed) => {
      const bench = benchWith({ seed, listeners: ["reader"], latency: seed % 3 === 0 ? "instant" : "typical" });
      bench.peer("reader", readsAll);
      const random = new Random(seed);
      const history = new History();
      for (let i = 0; i < 40; i++) {
        if (random.below(6) === 0) history.skip();
        else history.put(player(`p${random.below(4)}`, { i }));
      }
      const end = history.skip();
      // Two leaders feed at the same time, from wherever they believe the shard to be.
      for (let i = 0; i < 60; i++) {
        const after = random.below(end);
        bench.tellLater(SHARD, i * 500, history.feed(after, after + 1 + random.below(12)));
      }
      for (let after = 0; after < end; after += 3)
        bench.tellLater(SHARD, 40_000 + after * 300, history.feed(after, Math.min(end, after + 5)));
      const { straight, again } = bench.runAgainFromSaves();
      for (const events of again) expect(events).toBe(straight);
      expect(bench.facts("StreamRecordAppended").map(({ lsn }) => lsn)).toEqual(history.changes.map(({ lsn }) => lsn));
      expect(bench.memoryOf("reader").get("read")).toEqual(
        bench.facts("StreamRecordAppended").map(({ sequenceNumber }) => sequenceNumber),
      );
    },
  );
});
