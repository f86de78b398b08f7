import { describe, expect, it } from "vitest";
import { Random } from "../base/random.ts";
import { History, player, playersTable } from "../testing/feed-fixtures.ts";
import { MachineBench, type Peer } from "../testing/machine-bench.ts";
import type { Json, RuntimeFinish } from "./function-runtime.ts";
import type { LatencyProfileName } from "./latency-profiles.ts";
import type { Message } from "./messages.ts";
import type { TriggerSettings } from "./placement.ts";
import { functionId, shardId, triggerId } from "./places.ts";
import { sequenceNumberOf } from "./stream-record.ts";
import { newStreamShardState, streamShard } from "./stream-shard.ts";
import { trigger } from "./trigger.ts";
import { newTriggerState, type TriggerState } from "./trigger-state.ts";

type Invoke = Extract<Message, { readonly type: "InvokeFunction" }>;

const SHARD = shardId("us-east-1", "Players", "P1");
const FUNCTION = functionId("us-east-1", "mailer");
const TRIGGER = triggerId(SHARD, "mailer");
const ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Players/stream/2026-01-01T00:00:00.000";

const succeeds = (result: Json = null): RuntimeFinish => ({ ok: true, result });
const FAILS: RuntimeFinish = {
  ok: false,
  error: { kind: "error", name: "Error", message: "no", advice: "", source: null, stack: "", environmentLost: false },
};

/** A function that takes 5 ms and answers by the labels it is given and how often it was called. */
const answers =
  (finish: (labels: string[], calls: number) => RuntimeFinish): Peer =>
  (message, context, memory) => {
    if (message.type !== "InvokeFunction") return;
    const calls = ((memory.get("calls") ?? 0) as number) + 1;
    memory.set("calls", calls);
    const labels = message.records.map(({ label }) => label);
    const result = finish(labels, calls);
    context.send(
      message.replyTo,
      { type: "InvokeResult", invocation: message.invocation, finish: result, durationMicros: 5_000 },
      { delayMicros: 5_000 },
    );
  };

function benchWith(options: {
  settings?: Partial<TriggerSettings>;
  finish?: (labels: string[], calls: number) => RuntimeFinish;
  retentionMicros?: number;
  latency?: LatencyProfileName;
  seed?: number;
  shardLast?: number;
}): MachineBench {
  const { settings = {}, finish = () => succeeds(), ...rest } = options;
  const bench = new MachineBench({ kinds: [streamShard, trigger], ...rest });
  const schema = playersTable();
  bench.spawn(
    "stream-shard",
    SHARD,
    newStreamShardState({ region: "us-east-1", schema, partition: "P1", listeners: [TRIGGER], ...rest }),
  );
  bench.spawn(
    "trigger",
    TRIGGER,
    newTriggerState({
      region: "us-east-1",
      table: "Players",
      partition: "P1",
      settings: {
        functionName: "mailer",
        batchSize: 100,
        startingPosition: "TRIM_HORIZON",
        maximumRetryAttempts: -1,
        reportBatchItemFailures: false,
        ...settings,
      },
      streamArn: ARN,
      viewType: "NEW_AND_OLD_IMAGES",
      ...rest,
    }),
  );
  bench.peer(FUNCTION, answers(finish));
  bench.peer("leader");
  return bench;
}

function feedPlayers(bench: MachineBench, ids: readonly string[]): History {
  const history = new History();
  for (const id of ids) history.put(player(id));
  bench.tell(SHARD, history.feed(0));
  return history;
}

const batches = (bench: MachineBench) =>
  bench.told(FUNCTION, "InvokeFunction").map(({ records }) => records.map(({ label }) => label).join(" "));
const invokes = (bench: MachineBench): { at: number; message: Invoke }[] =>
  bench.seenBy(FUNCTION).flatMap(({ at, message }) => (message.type === "InvokeFunction" ? [{ at, message }] : []));

describe("trigger", () => {
  it("[TRIG-1] polls at multiples of 250 ms and takes no step while it is caught up", () => {
    const bench = benchWith({});
    const history = feedPlayers(bench, ["cleo"]);
    bench.run();
    history.put(player("dan"));
    bench.tellLater(SHARD, 10_000_000 - bench.simulation.now + 40_000, history.feed(1, 2));
    const steps = bench.run();
    const polls = bench.recorded.filter(({ event }) => event.kind === "BatchPolled").map(({ at }) => at);
    expect(polls.map((at) => at % 250_000 < 10_000)).toEqual([true, true]);
    expect(polls.map((at) => Math.floor(at / 250_000))).toEqual([1, 41]);
    expect(steps).toBeLessThan(12);
    expect(bench.simulation.quiet).toBe(true);
  });

  it("[TRIG-2] invokes with the Lambda event of the batch, and says how old its last record is", () => {
    const bench = benchWith({});
    feedPlayers(bench, ["cleo"]);
    bench.run();
    const [{ message, at }] = invokes(bench) as [{ at: number; message: Invoke }];
    expect(message.event).toMatchObject({
      Records: [
        {
          eventName: "INSERT",
          eventSourceARN: ARN,
          awsRegion: "us-east-1",
          dynamodb: { Keys: { id: { S: "cleo" } }, SequenceNumber: sequenceNumberOf(1) },
        },
      ],
    });
    const [polled] = bench.facts("BatchPolled");
    expect(polled).toMatchObject({
      labels: ["cleo"],
      first: sequenceNumberOf(1),
      last: sequenceNumberOf(1),
      shard: "S1",
      functionName: "mailer",
    });
    const appendedAt = bench.recorded.find(({ event }) => event.kind === "StreamRecordAppended")?.at ?? 0;
    expect(polled?.iteratorAgeMicros).toBeGreaterThan(200_000);
    expect(polled?.iteratorAgeMicros).toBeLessThanOrEqual(at - appendedAt);
  });

  it("[TRIG-3] has one batch in flight, checkpoints it, and polls again at once while there is more", () => {
    const bench = benchWith({ settings: { batchSize: 2 } });
    feedPlayers(bench, ["a", "b", "c", "d", "e"]);
    bench.run();
    expect(batches(bench)).toEqual(["a b", "c d", "e"]);
    expect(bench.facts("BatchCheckpointed").map(({ upTo }) => upTo)).toEqual([2, 4, 5].map(sequenceNumberOf));
    expect(bench.simulation.now).toBeLessThan(300_000);
  });

  it("[TRIG-4] sends the same batch again after a failure, waiting 1, 2, 4 … 60 seconds, while its shard waits behind it", () => {
    const bench = benchWith({
      settings: { batchSize: 2 },
      finish: (labels, calls) => (labels.includes("a") && calls < 9 ? FAILS : succeeds()),
    });
    const history = feedPlayers(bench, ["a", "b"]);
    history.put(player("c"));
    bench.tellLater(SHARD, 2_000_000, history.feed(2, 3));
    bench.run(250_000_000);
    expect(batches(bench)).toEqual([...Array.from({ length: 9 }, () => "a b"), "c"]);
    expect(bench.facts("BatchRetryScheduled").map(({ delayMicros }) => delayMicros / 1_000_000)).toEqual([
      1, 2, 4, 8, 16, 32, 60, 60,
    ]);
    expect(invokes(bench).map(({ message }) => message.attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]);
    expect(bench.facts("BatchPolled")).toHaveLength(2);
  });

  it("[TRIG-5] gives a batch up after its retries and goes on with the next", () => {
    const bench = benchWith({
      settings: { batchSize: 2, maximumRetryAttempts: 2 },
      finish: (labels) => (labels.includes("b") ? FAILS : succeeds()),
    });
    feedPlayers(bench, ["a", "b", "c"]);
    bench.run();
    expect(batches(bench)).toEqual(["a b", "a b", "a b", "c"]);
    expect(bench.facts("BatchGivenUp")).toEqual([
      {
        kind: "BatchGivenUp",
        region: "us-east-1",
        table: "Players",
        shard: "S1",
        functionName: "mailer",
        labels: ["a", "b"],
        reason: "retries-exhausted",
      },
    ]);
  });

  it("[TRIG-6] retries until the records expire when nothing else is said", () => {
    const bench = benchWith({
      retentionMicros: 100_000_000,
      finish: (labels) => (labels.includes("a") ? FAILS : succeeds()),
    });
    const history = feedPlayers(bench, ["a"]);
    history.put(player("b"));
    bench.tellLater(SHARD, 50_000_000, history.feed(1, 2));
    bench.run(150_000_000);
    expect(bench.facts("BatchGivenUp").map(({ labels, reason }) => [labels, reason])).toEqual([
      [["a"], "records-expired"],
    ]);
    expect(batches(bench).at(-1)).toBe("b");
    expect(bench.simulation.now).toBeGreaterThan(100_000_000);
  });

  it("[TRIG-10] endless retries do not keep the world busy, until something is mended", () => {
    let broken = true;
    const bench = benchWith({ finish: () => (broken ? FAILS : succeeds()) });
    feedPlayers(bench, ["a"]);
    bench.run();
    expect(bench.facts("BatchRetryScheduled").map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
    const due = bench.state<TriggerState>(TRIGGER).retry?.at;
    broken = false;
    bench.tell(TRIGGER, { type: "Mended" });
    expect(bench.state<TriggerState>(TRIGGER).retry).toMatchObject({ at: due, timer: { background: false } });
    bench.run();
    expect(bench.facts("BatchCheckpointed")).toHaveLength(1);
    expect(invokes(bench).at(-1)?.at).toBeGreaterThanOrEqual(due ?? 0);
  });

  it("[TRIG-10] retries with a limit are waited for to the end", () => {
    const bench = benchWith({ settings: { maximumRetryAttempts: 9 }, finish: () => FAILS });
    feedPlayers(bench, ["a"]);
    bench.run();
    expect(bench.facts("BatchGivenUp")).toHaveLength(1);
  });

  it("[TRIG-7] checkpoints up to the reported failure and retries from there", () => {
    const reported = { batchItemFailures: [{ itemIdentifier: sequenceNumberOf(2) }] };
    const bench = benchWith({
      settings: { reportBatchItemFailures: true },
      finish: (_, calls) => succeeds(calls === 1 ? reported : null),
    });
    feedPlayers(bench, ["a", "b", "c"]);
    bench.run();
    expect(batches(bench)).toEqual(["a b c", "b c"]);
    expect(bench.facts("BatchCheckpointed").map(({ labels }) => labels)).toEqual([["a"], ["b", "c"]]);
  });

  it("[TRIG-7] pays no attention to a report that was not asked for", () => {
    const reported = { batchItemFailures: [{ itemIdentifier: sequenceNumberOf(2) }] };
    const bench = benchWith({ finish: () => succeeds(reported) });
    feedPlayers(bench, ["a", "b", "c"]);
    bench.run();
    expect(batches(bench)).toEqual(["a b c"]);
  });

  it("[TRIG-8] LATEST begins after what the shard held when the trigger was made", () => {
    const bench = benchWith({ settings: { startingPosition: "LATEST" }, shardLast: 2 });
    feedPlayers(bench, ["a", "b", "c"]);
    bench.run();
    expect(batches(bench)).toEqual(["c"]);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    "[TRIG-9] every record is handled at least once and in order, also when continued from a save (seed %i)",
    (seed) => {
      const random = new Random(seed);
      const failing = new Set(Array.from({ length: 6 }, () => 1 + random.below(20)));
      const bench = benchWith({
        seed,
        settings: { batchSize: 1 + random.below(5), reportBatchItemFailures: seed % 2 === 0 },
        latency: seed % 3 === 0 ? "instant" : "typical",
        finish: (_, calls) => (failing.has(calls) ? FAILS : succeeds()),
      });
      const history = new History();
      for (let lsn = 1; lsn <= 30; lsn++) {
        history.put(player(`p${lsn}`));
        bench.tellLater(SHARD, random.below(400_000) + lsn * 400_000, history.feed(0, lsn));
      }
      const { straight, again } = bench.runAgainFromSaves();
      for (const events of again) expect(events).toBe(straight);
      expect(bench.facts("BatchCheckpointed").flatMap(({ labels }) => labels)).toEqual(
        history.changes.map(({ write }) => write.label),
      );
      expect(bench.state<TriggerState>(TRIGGER)).toMatchObject({
        phase: "parked",
        position: 30,
        failures: 0,
        batch: [],
      });
    },
  );
});
