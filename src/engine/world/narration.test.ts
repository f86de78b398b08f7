import { describe, expect, test } from "vitest";
import { EVENT_FACTS, type Event, type EventKind } from "../service/events.ts";
import { narrate } from "./narration.ts";
import { NO_CONTEXT } from "./narration-context.ts";
import { counting, duration, listed } from "./narration-words.ts";
import { threadLabel } from "./thread-label.ts";

const table = { region: "us-east-1", table: "Players" } as const;
const index = { ...table, index: "byScore" } as const;
const group = { region: "us-east-1", table: "Players", index: null, partition: "P2" } as const;
const item = { table: "Players", label: "cleo" } as const;
const run = {
  region: "us-east-1",
  table: "Players",
  functionName: "onScore",
  invocation: "i1",
  shard: "S2",
  labels: ["cleo"],
} as const;
const batch = {
  region: "us-east-1",
  table: "Players",
  shard: "S2",
  functionName: "onScore",
  labels: ["cleo", "eli"],
} as const;
const failure = {
  kind: "exception",
  name: "TypeError",
  message: "x is not a function",
  advice: "",
  source: null,
  stack: "",
} as never;
const write = { lsn: 812, version: 8, deleted: false } as const;

/** One event of every kind, and the headline it must give. */
const SAMPLES: { readonly [Kind in EventKind]: readonly [Omit<Extract<Event, { kind: Kind }>, "kind">, string] } = {
  RequestSent: [
    { request: "q1", operation: "GetItem", ...item, region: "us-east-1", input: {}, source: null, program: null },
    "The client in us-east-1 sends GetItem for cleo.",
  ],
  RequestRouted: [
    {
      request: "q1",
      ...item,
      index: null,
      hash: 0x5b0e,
      partition: "P2",
      replica: "us-east-1/Players/P2/b",
      strong: true,
    },
    "The router hashes cleo to 5B0E and finds P2.",
  ],
  RequestRejected: [
    { request: "q1", error: "ValidationException", message: "The key is missing" },
    "DynamoDB refuses the request with ValidationException.",
  ],
  RequestRetried: [{ request: "q1", attempt: 2, reason: "timeout" }, "The router tries the request again, attempt 2."],
  ResponseReceived: [
    {
      request: "q1",
      operation: "GetItem",
      ...item,
      status: 200,
      error: null,
      message: null,
      micros: 2800,
      replica: "us-east-1/Players/P2/b",
      leader: true,
      items: [{ label: "cleo", version: 8 }],
      readUnits: 1,
      writeUnits: 0,
      indexUnits: {},
      body: {},
    },
    "The client has 200 OK for GetItem after 2.8 ms.",
  ],
  WriteWaited: [{ request: "q1", ...group, ...item }, "The write to cleo waits."],
  ConditionFailed: [
    { request: "q1", version: 7, ...group, ...item },
    "The condition on cleo does not hold, so nothing is written.",
  ],
  ItemLogged: [{ request: "q1", ...write, zone: "b", ...group, ...item }, "The leader in az b logs cleo version 8."],
  LogPersisted: [
    { zone: "a", fromLsn: 812, lsn: 812, labels: ["cleo"], ...group },
    "The copy in az a has logged cleo.",
  ],
  MajorityReached: [
    { request: "q1", ...write, changed: true, timestamp: 1, origin: "us-east-1", ...group, ...item },
    "Two of three copies hold cleo version 8, so the leader answers 200 OK.",
  ],
  ItemApplied: [{ zone: "c", ...write, ...group, ...item }, "The copy in az c shows cleo version 8."],
  ItemRead: [
    { request: "q1", zone: "c", leader: false, version: 7, ...group, ...item },
    "The follower in az c reads cleo version 7.",
  ],
  ReadWaited: [{ request: "q1", zone: "b", label: "cleo", ...group }, "The read of cleo waits."],
  PageRead: [
    { request: "q1", zone: "c", leader: false, count: 1, scannedCount: 3, bytes: 90, labels: ["cleo"], ...group },
    "The follower in az c reads 3 items of P2.",
  ],
  TransactionRouted: [
    {
      region: "us-east-1",
      request: "q1",
      coordinator: "us-east-1/coordinator/b",
      attempt: 1,
      actions: 2,
      writes: true,
    },
    "The router hands a transaction of 2 actions to the coordinator in az b.",
  ],
  TransactionStarted: [
    {
      region: "us-east-1",
      request: "q1",
      coordinator: "us-east-1/coordinator/b",
      timestamp: 1200,
      tables: ["Players"],
      actions: 2,
    },
    "A transaction of 2 actions starts at timestamp 1200.",
  ],
  ItemPrepared: [
    { ...group, ...item, request: "q1", version: 7, timestamp: 1200, checks: false },
    "cleo is prepared in P2.",
  ],
  PrepareRefused: [
    {
      ...group,
      ...item,
      request: "q1",
      version: 7,
      reason: "prepared",
      message: "Transaction is ongoing for the item",
    },
    "cleo does not take part in the transaction.",
  ],
  TransactionCommitted: [
    { region: "us-east-1", request: "q1", actions: 2 },
    "The transaction is committed: the ledger says so.",
  ],
  TransactionCancelled: [
    { region: "us-east-1", request: "q1", faults: [null, "ConditionalCheckFailedException"] },
    "The transaction is cancelled: the ledger says so.",
  ],
  ItemReleased: [{ ...group, ...item, request: "q1", committed: true }, "cleo is free again."],
  TransactionCompleted: [
    { region: "us-east-1", request: "q1", committed: true },
    "The transaction is over: every item has its new value.",
  ],
  TransactionHandedOver: [
    { region: "us-east-1", request: "q1", coordinator: "us-east-1/coordinator/c" },
    "The ledger hands a transaction to the coordinator in az c.",
  ],
  WriteConflicted: [{ ...group, ...item, request: "q1" }, "The write of cleo is refused: a transaction has the item."],
  ReadConfirmed: [{ ...group, ...item, request: "q1", zone: "b", version: 7 }, "cleo is still version 7."],
  TransactionReadRefused: [
    { ...group, ...item, request: "q1", reason: "changed" },
    "cleo cannot be read as of one moment.",
  ],
  LeaderSuspected: [
    { zone: "a", leader: "us-east-1/Players/P2/b", ...group },
    "The copy in az a misses the leader in az b.",
  ],
  ElectionStarted: [{ zone: "a", term: 2, ...group }, "The copy in az a asks for votes in term 2."],
  VoteCast: [
    { zone: "c", term: 2, candidate: "us-east-1/Players/P2/a", granted: true, ...group },
    "The copy in az c votes for the one in az a.",
  ],
  ElectionWon: [{ zone: "a", term: 2, waitsUntil: 9, ...group }, "The copy in az a wins term 2, and waits."],
  LeaderElected: [{ zone: "a", term: 2, lsn: 813, ...group }, "The copy in az a now leads P2."],
  LeaderSteppedDown: [{ zone: "b", term: 1, reason: "no-majority", ...group }, "The copy in az b no longer leads P2."],
  LogCut: [{ zone: "b", fromLsn: 812, entries: 2, ...group }, "The copy in az b drops 2 log entries from LSN 812."],
  ReplicaCaughtUp: [{ zone: "b", lsn: 812, ...group }, "The copy in az b has caught up at LSN 812."],
  IndexEntryQueued: [
    { region: "us-east-1", ...item, index: "byScore", partition: "I1", version: 8, action: "put", sortLabel: "9340" },
    "byScore has one more change to make for cleo.",
  ],
  IndexEntryConfirmed: [
    { region: "us-east-1", ...item, index: "byScore", version: 8, action: "put", applied: true },
    "byScore has cleo version 8.",
  ],
  IndexFellBehind: [
    { region: "us-east-1", table: "Players", index: "byScore", partition: "P2", waiting: 11 },
    "byScore has fallen behind: 11 changes of P2 wait for its write capacity.",
  ],
  IndexCaughtUp: [
    { region: "us-east-1", table: "Players", index: "byScore", partition: "P2" },
    "byScore has caught up with P2.",
  ],
  WriteThrottled: [
    { ...group, ...item, request: "q1", throttledBy: "byScore", reason: "IndexWriteProvisionedThroughputExceeded" },
    "The write of cleo is refused: the index byScore has no write capacity left.",
  ],
  StreamRecordAppended: [
    { region: "us-east-1", ...item, shard: "S2", version: 8, sequenceNumber: "307", eventName: "MODIFY", lsn: 812 },
    "Shard S2 takes the MODIFY of cleo version 8.",
  ],
  StreamRecordsTrimmed: [
    { region: "us-east-1", table: "Players", shard: "S2", count: 1, upTo: "307" },
    "Shard S2 drops 1 record.",
  ],
  ShardAsked: [
    { request: "q1", region: "us-east-1", table: "Players", shard: "S2", what: "records", records: 3 },
    "Shard S2 gives 3 records.",
  ],
  BatchPolled: [
    { ...batch, first: "306", last: "307", iteratorAgeMicros: 837_000 },
    "The poller of onScore takes 2 records from S2.",
  ],
  FunctionInvoked: [{ ...run, attempt: 2, cold: false }, "onScore runs with cleo, attempt 2."],
  FunctionReturned: [{ ...run, micros: 7900, result: null }, "onScore is done with cleo after 7.9 ms."],
  FunctionFailed: [{ ...run, micros: 7900, error: failure }, "onScore fails after 7.9 ms: TypeError."],
  BatchCheckpointed: [{ ...batch, upTo: "307" }, "The poller of onScore moves past 2 records."],
  BatchRetryScheduled: [
    { ...batch, attempt: 2, delayMicros: 1_000_000 },
    "The batch of onScore will run again in 1 s, attempt 2.",
  ],
  BatchGivenUp: [{ ...batch, reason: "retries-exhausted" }, "onScore never gets 2 records of S2."],
  ProgramStarted: [{ region: "us-east-1", run: 1, entry: "app.ts" }, "Your code starts at app.ts."],
  ConsoleWritten: [
    { region: "us-east-1", program: "p", line: { level: "log", text: "hello", table: null, source: null } },
    "Your code writes to the console.",
  ],
  ProgramEnded: [{ region: "us-east-1", run: 1, error: null, stopped: false }, "Your code has ended."],
  FunctionDeployed: [{ region: "us-east-1", functionName: "onScore" }, "onScore has new code."],
  CopySent: [
    { ...item, version: 8, fromRegion: "us-east-1", toRegion: "eu-west-1", attempt: 1 },
    "cleo version 8 leaves us-east-1 for eu-west-1.",
  ],
  CopyApplied: [
    { ...item, version: 8, fromRegion: "us-east-1", toRegion: "eu-west-1", lagMicros: 840_000 },
    "cleo version 8 reaches eu-west-1, 0.84 s after its write.",
  ],
  WriteLost: [
    {
      ...item,
      region: "eu-west-1",
      lostVersion: 7,
      lostOrigin: "eu-west-1",
      lostTimestamp: 1,
      winnerVersion: 8,
      winnerOrigin: "us-east-1",
      winnerTimestamp: 2,
    },
    "In eu-west-1, cleo version 7 from eu-west-1 gives way.",
  ],
  TableCreating: [
    { region: "us-east-1", table: "Players", partitions: 1 },
    "Table Players is being created with 1 partition.",
  ],
  TableActive: [{ region: "us-east-1", table: "Players" }, "Table Players is ACTIVE in us-east-1."],
  TableUpdating: [{ ...table, change: "index-allocate" }, "Table Players is UPDATING: it gets another index."],
  TableUpdated: [table, "Table Players is ACTIVE again."],
  SchemaChanged: [{ ...group, zone: "a", revision: 2, lsn: 9 }, "P2 knows what its table is now, from LSN 9 on."],
  IndexCreating: [index, "Index byScore is being created: partitions of its own are set up."],
  BackfillStarted: [{ ...index, partitions: 4 }, "The backfill of byScore begins in 4 partitions."],
  BackfillProgressed: [
    { ...index, partition: "P2", walked: 16, written: 12, done: false },
    "The backfill of byScore has seen 16 items of P2.",
  ],
  IndexEntrySkipped: [
    { ...index, partition: "P2", label: "cleo", version: 3, reason: "wrong type" },
    "The backfill leaves cleo out of byScore.",
  ],
  IndexActive: [index, "Index byScore is ACTIVE."],
  IndexDeleting: [index, "Index byScore is being deleted."],
  IndexDeleted: [index, "Index byScore is gone."],
  StreamEnabled: [{ ...table, stream: "2026", viewType: "KEYS_ONLY" }, "The stream of Players is on."],
  StreamDisabled: [{ ...table, stream: "2026" }, "The stream of Players is off."],
  StreamGone: [{ ...table, stream: "2026" }, "A stream of Players is gone."],
  ShardClosed: [{ ...table, shard: "S2" }, "S2 is closed."],
  TimeToLiveChanged: [{ ...table, attribute: "until", status: "ENABLED" }, "Expiry by until is ENABLED on Players."],
  ItemExpired: [{ ...group, ...item, version: 8, expiredAt: 1 }, "cleo has expired, so P2 deletes it."],
  PartitionSwept: [{ ...table, partition: "P2", expired: 2 }, "The sweeper found 2 expired items in P2."],
  TableDeleting: [{ region: "us-east-1", table: "Players" }, "Table Players is being deleted."],
  TableDeleted: [{ region: "us-east-1", table: "Players" }, "Table Players is gone from us-east-1."],
  FaultInjected: [
    { fault: { type: "kill-node", replica: "us-east-1/Players/P2/c" } },
    "The copy in az c of Players P2 goes down.",
  ],
  ClockJumped: [{ micros: 900_000_000 }, "The clock jumped 15 min ahead."],
};

const samples = Object.entries(SAMPLES).map(([kind, [body, headline]]) => ({
  event: { kind, ...body } as unknown as Event,
  headline,
}));

describe("the sentence of an event", () => {
  test("every kind of event has its sentence", () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(EVENT_FACTS).sort());
    expect(samples.map((s) => narrate(s.event, NO_CONTEXT).headline)).toEqual(samples.map((s) => s.headline));
  });

  test("a zone that goes down is not said to leave majorities where another copy may be down, too", () => {
    const fault = { type: "kill-zone", region: "us-east-1", zone: "c" };
    expect(narrate({ kind: "FaultInjected", fault } as unknown as Event, NO_CONTEXT).detail).toBe(
      "Every partition has one copy of three there. Where its two others are up, it still has a majority.",
    );
  });

  test("a headline is one sentence, a detail whole sentences, and neither shows a hole", () => {
    for (const { event } of samples) {
      const { headline, detail } = narrate(event, NO_CONTEXT);
      expect(headline).toMatch(/^\S.*\.$/);
      expect(`${headline} ${detail}`).not.toMatch(/undefined|null|NaN|\[object/);
      if (event.kind !== "ConsoleWritten" && event.kind !== "RequestRejected") expect(detail).toMatch(/^$|\.$/);
    }
  });

  test("every kind of event has a short label for the thread", () => {
    const labels = samples.map((s) => threadLabel(s.event));
    for (const label of labels) expect(label).toMatch(/^\S.{2,39}$/);
    expect(labels.slice(0, 10)).toEqual([
      "client sends GetItem",
      "router finds P2",
      "refused: ValidationException",
      "router tries again, attempt 2",
      "client has 200 OK",
      "waits for the write before it",
      "condition does not hold",
      "leader logs it in az b",
      "az a has it",
      "majority reached",
    ]);
  });
});

test("numbers are short and the same everywhere", () => {
  expect([0, 12, 300, 4_500, 61_230, 840_000, 900_000_000, 86_400_000_000, 172_800_000_000].map(duration)).toEqual([
    "0 ms",
    "12 µs",
    "300 µs",
    "4.5 ms",
    "61.2 ms",
    "0.84 s",
    "15 min",
    "24 h",
    "2 days",
  ]);
  expect([
    counting(1, "record"),
    counting(2, "record"),
    listed(["a", "b", "c"]),
    listed(["a", "b", "c", "d", "e"]),
  ]).toEqual(["1 record", "2 records", "a, b and c", "a, b and 3 more"]);
});
