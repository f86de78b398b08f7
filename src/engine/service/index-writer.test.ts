import { describe, expect, it } from "vitest";
import { Random } from "../base/random.ts";
import { projectIndexEntry } from "../dynamo/index-entries.ts";
import type { Item } from "../dynamo/values.ts";
import { BY_SCORE, History, placementOf, player, playersTable } from "../testing/feed-fixtures.ts";
import { MachineBench, type Peer } from "../testing/machine-bench.ts";
import { type IndexWriterState, indexWriter, newIndexWriterState } from "./index-writer.ts";
import type { LatencyProfileName } from "./latency-profiles.ts";
import { groupId, indexWriterId, replicaId, ZONES } from "./places.ts";
import { isNewer, type StoredItem } from "./record.ts";

const GROUP = { region: "us-east-1", table: "Players", index: null, partition: "P1" };
const WRITER = indexWriterId(GROUP);
const INDEX_GROUPS = ["I1", "I2"].map((partition) => ({ ...GROUP, index: "by-score", partition }));

/** Leads its partition: keeps the newest of what it is sent. */
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
  (leader: string | null): Peer =>
  (message, context) => {
    if (message.type !== "CopyWrite") return;
    context.send(message.replyTo, { type: "CopyReply", id: message.id, outcome: "not-leader", leader });
  };

const silent: Peer = () => {};

function benchWith(
  options: { a?: Peer; b?: Peer; c?: Peer; latency?: LatencyProfileName; seed?: number } = {},
): MachineBench {
  const bench = new MachineBench({ kinds: [indexWriter], ...options });
  bench.spawn("index-writer", WRITER, newIndexWriterState({ group: GROUP, placement: placementOf(playersTable()) }));
  bench.peer("leader");
  for (const group of INDEX_GROUPS) {
    for (const zone of ZONES) bench.peer(replicaId(group, zone), options[zone] ?? (zone === "a" ? leads : silent));
  }
  return bench;
}

/** Live entries of the index, by storage key. */
function entries(bench: MachineBench, zone: "a" | "b" | "c" = "a"): Map<string, Item> {
  const out = new Map<string, Item>();
  for (const group of INDEX_GROUPS) {
    for (const [key, stored] of bench.memoryOf(replicaId(group, zone)) as Map<string, StoredItem>) {
      if (stored.item !== null) out.set(key, stored.item);
    }
  }
  return new Map([...out].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function projection(history: History): Map<string, Item> {
  const out = new Map<string, Item>();
  for (const { item } of history.current.values()) {
    const entry = projectIndexEntry(history.schema, BY_SCORE, item ?? undefined);
    if (entry !== null) out.set(entry.storageKey, entry.entry);
  }
  return new Map([...out].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const queued = (bench: MachineBench) =>
  bench
    .facts("IndexEntryQueued")
    .map(({ label, version, action, sortLabel }) => `${label} v${version} ${action} ${sortLabel}`);
const confirmed = (bench: MachineBench) =>
  bench.facts("IndexEntryConfirmed").map(({ label, version, action }) => `${label} v${version} ${action}`);

describe("index writer", () => {
  it("[IDX-1] puts a new entry with the attributes the index projects, some time after the write", () => {
    const bench = benchWith();
    const history = new History();
    history.put(player("cleo", { game: "chess", score: 7, nick: "C", secret: 1 }));
    bench.tell(WRITER, history.feed(0));
    expect(queued(bench)).toEqual(["cleo v1 put 7"]);
    expect(entries(bench).size).toBe(0);
    bench.run();
    expect([...entries(bench).values()]).toEqual([player("cleo", { game: "chess", score: 7, nick: "C" })]);
    expect(bench.facts("IndexEntryConfirmed")).toEqual([
      {
        kind: "IndexEntryConfirmed",
        region: "us-east-1",
        table: "Players",
        index: "by-score",
        label: "cleo",
        version: 1,
        action: "put",
        applied: true,
      },
    ]);
  });

  it("[IDX-2] moves an entry by removing the old and putting the new, removes it with the item, and leaves it when its content is the same", () => {
    const bench = benchWith();
    const history = new History();
    history.put(player("cleo", { game: "chess", score: 7 }));
    history.put(player("cleo", { game: "chess", score: 9 }));
    history.put(player("cleo", { game: "chess", score: 9, secret: 2 }));
    history.remove("cleo");
    bench.tell(WRITER, history.feed(0));
    bench.run();
    expect(queued(bench)).toEqual(["cleo v1 put 7", "cleo v2 remove 7", "cleo v2 put 9", "cleo v4 remove 9"]);
    expect(entries(bench).size).toBe(0);
  });

  it("[IDX-3] has no entry for an item without the index key, and takes the entry away when the key goes", () => {
    const bench = benchWith();
    const history = new History();
    history.put(player("cleo"));
    history.put(player("dan", { game: "go", score: 1 }));
    history.put(player("dan", { game: "go" }));
    bench.tell(WRITER, history.feed(0));
    bench.run();
    expect(queued(bench)).toEqual(["dan v1 put 1", "dan v2 remove 1"]);
    expect(entries(bench).size).toBe(0);
  });

  it("[IDX-4] has one change of an item on its way at a time, in order, while other items go on", () => {
    const bench = benchWith();
    const history = new History();
    for (const score of [1, 2, 3]) history.put(player("cleo", { game: "chess", score }));
    history.put(player("dan", { game: "go", score: 1 }));
    bench.tell(WRITER, history.feed(0));
    while (!bench.simulation.quiet) {
      bench.steps(1);
      const { inFlight } = bench.state<IndexWriterState>(WRITER);
      expect(
        new Set([...inFlight.values()].filter(({ stored }) => stored.label === "cleo").map(({ tag }) => tag)).size,
      ).toBeLessThan(2);
    }
    const ofCleo = confirmed(bench).filter((line) => line.startsWith("cleo"));
    expect(ofCleo.map((line) => line.slice(5, 7))).toEqual(["v1", "v2", "v2", "v3", "v3"]);
    expect([...entries(bench)]).toEqual([...projection(history)]);
    expect(bench.state<IndexWriterState>(WRITER).changes.size).toBe(0);
    expect(bench.state<IndexWriterState>(WRITER).items.size).toBe(0);
  });

  it("[IDX-5] takes every change once, whatever the feed repeats, and asks for what is missing", () => {
    const bench = benchWith();
    const history = new History();
    for (let i = 0; i < 6; i++) history.put(player(`p${i}`, { game: "go", score: i }));
    bench.tell(WRITER, history.feed(0, 2));
    bench.tell(WRITER, history.feed(4, 6));
    bench.tell(WRITER, history.feed(0, 4));
    bench.tell(WRITER, history.feed(1, 3));
    bench.tell(WRITER, { type: "FeedWhere", from: "leader" });
    bench.tell(WRITER, history.feed(4, 6));
    bench.run();
    expect(queued(bench)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `p${i} v1 put ${i}`));
    expect(
      bench
        .told("leader", "FeedAck")
        .map(({ lsn }) => lsn)
        .sort(),
    ).toEqual([2, 2, 4, 4, 4, 6]);
  });

  it("[COPY-1] follows the hint of a replica that does not lead", () => {
    const bench = new MachineBench({ kinds: [indexWriter] });
    bench.spawn("index-writer", WRITER, newIndexWriterState({ group: GROUP, placement: placementOf(playersTable()) }));
    bench.peer("leader");
    for (const group of INDEX_GROUPS) {
      bench.peer(replicaId(group, "a"), follows(replicaId(group, "c")));
      bench.peer(replicaId(group, "b"));
      bench.peer(replicaId(group, "c"), leads);
    }
    const history = new History();
    history.put(player("cleo", { game: "chess", score: 7 }));
    bench.tell(WRITER, history.feed(0));
    bench.run();
    expect(confirmed(bench)).toEqual(["cleo v1 put"]);
    expect([...entries(bench, "c")]).toEqual([...projection(history)]);
    expect(bench.simulation.now).toBeLessThan(100_000);
    const [group] = INDEX_GROUPS.filter((g) => bench.seenBy(replicaId(g, "c")).length > 0);
    expect(bench.state<IndexWriterState>(WRITER).leaders.get(groupId(group as (typeof INDEX_GROUPS)[0]))).toBe(
      replicaId(group as (typeof INDEX_GROUPS)[0], "c"),
    );
  });

  it("[COPY-2] tries the next zone when a replica is silent or knows no leader, waiting longer each time", () => {
    const bench = benchWith({ a: silent, b: follows(null), c: leads });
    const history = new History();
    history.put(player("cleo", { game: "chess", score: 7 }));
    bench.tell(WRITER, history.feed(0));
    bench.run();
    expect(confirmed(bench)).toEqual(["cleo v1 put"]);
    const sent = ZONES.flatMap((zone) =>
      INDEX_GROUPS.flatMap((group) => bench.seenBy(replicaId(group, zone)).map(({ at }) => at)),
    );
    expect(sent.map((at) => Math.round(at / 100_000))).toEqual([0, 2, 6]);
  });

  it("[COPY-3] two replicas that name each other do not keep it busy: it pauses", () => {
    const bench = new MachineBench({ kinds: [indexWriter], latency: "instant" });
    bench.spawn("index-writer", WRITER, newIndexWriterState({ group: GROUP, placement: placementOf(playersTable()) }));
    bench.peer("leader");
    for (const group of INDEX_GROUPS) {
      bench.peer(replicaId(group, "a"), follows(replicaId(group, "b")));
      bench.peer(replicaId(group, "b"), follows(replicaId(group, "a")));
      bench.peer(replicaId(group, "c"));
    }
    const history = new History();
    history.put(player("cleo", { game: "chess", score: 7 }));
    bench.tell(WRITER, history.feed(0));
    const steps = bench.run(1_000_000);
    expect(bench.simulation.now).toBeGreaterThan(500_000);
    expect(steps).toBeLessThan(30);
  });

  it("[IDX-7] [COPY-3] entries carry the time and origin of their write, and a newer one over there settles the copy", () => {
    const bench = benchWith();
    const history = new History();
    const { storageKey, after } = history.put(player("cleo", { game: "chess", score: 7 }), "eu-west-1").write;
    const entry = projectIndexEntry(history.schema, BY_SCORE, after.item ?? undefined);
    const newer = { ...after, timestamp: after.timestamp + 1 };
    for (const group of INDEX_GROUPS) bench.memoryOf(replicaId(group, "a")).set(entry?.storageKey ?? "", newer);
    bench.tell(WRITER, history.feed(0));
    bench.run();
    const sent = INDEX_GROUPS.flatMap((group) => bench.told(replicaId(group, "a"), "CopyWrite"));
    expect(sent.map(({ stored }) => [stored.timestamp, stored.origin, stored.version])).toEqual([
      [1_000, "eu-west-1", 1],
    ]);
    expect(bench.facts("IndexEntryConfirmed").map(({ applied }) => applied)).toEqual([false]);
    expect(bench.state<IndexWriterState>(WRITER).items.has(storageKey)).toBe(false);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    "[IDX-6] the index becomes the projection of the table, also when continued from a save (seed %i)",
    (seed) => {
      const bench = benchWith({ seed, a: leads, latency: seed % 2 === 0 ? "instant" : "typical" });
      const random = new Random(seed);
      const history = new History();
      for (let i = 0; i < 40; i++) {
        const id = `p${random.below(4)}`;
        const choice = random.below(5);
        if (choice === 0) history.remove(id);
        else if (choice === 1) history.put(player(id, { nick: `n${i}` }));
        else history.put(player(id, { game: `g${random.below(2)}`, score: random.below(4), other: i }));
      }
      for (let upTo = 4; upTo <= 40; upTo += 4)
        bench.tellLater(WRITER, upTo * 700, history.feed(Math.max(0, upTo - 4 - random.below(6)), upTo));
      const { straight, again } = bench.runAgainFromSaves();
      for (const events of again) expect(events).toBe(straight);
      expect([...entries(bench)]).toEqual([...projection(history)]);
      expect(bench.state<IndexWriterState>(WRITER).inFlight.size).toBe(0);
    },
  );
});
