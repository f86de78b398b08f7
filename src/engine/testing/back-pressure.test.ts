import { expect, test } from "vitest";
import type { Event } from "../service/events.ts";
import { newScenario } from "../world/scenario.ts";
import { Timeline } from "../world/timeline.ts";

type Response = Extract<Event, { kind: "ResponseReceived" }>;

/** Sensors with 100 write units, and an index by status with as many as asked for. */
function world(options: { indexUnits?: number; enforced?: boolean } = {}): Timeline {
  const { indexUnits = 2, enforced = true } = options;
  const create = {
    TableName: "Sensors",
    AttributeDefinitions: ["device", "status"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [{ AttributeName: "device", KeyType: "HASH" }],
    ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 100 },
    GlobalSecondaryIndexes: [
      {
        IndexName: "byStatus",
        KeySchema: [{ AttributeName: "status", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
        ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: indexUnits },
      },
    ],
  };
  const table = { create, partitions: 1, ...(enforced ? { indexBurstSeconds: 1 } : {}) };
  const config = { regions: ["us-east-1"], latency: "typical" as const, tables: [table], functions: [], files: {} };
  return new Timeline(newScenario({ name: "Sensors", seed: 5, config }), null);
}

function call(timeline: Timeline, operation: string, input: unknown): Response {
  const { id } = timeline.issue({ kind: "request", region: "us-east-1", operation, input });
  for (let steps = 0; steps < 5_000; steps++) {
    timeline.forward();
    const found = answer(timeline, `q${id}`);
    if (found !== undefined) return found;
  }
  throw new Error(`${operation} got no answer`);
}

function answer(timeline: Timeline, request: string): Response | undefined {
  return timeline.branch.events
    .map(({ event }) => event)
    .find((event): event is Response => event.kind === "ResponseReceived" && event.request === request);
}

function rest(timeline: Timeline): void {
  for (let steps = 0; steps < 20_000 && !timeline.quiet; steps++) timeline.forward();
  expect(timeline.quiet).toBe(true);
}

const put = (timeline: Timeline, device: string, status?: string): Response =>
  call(timeline, "PutItem", {
    TableName: "Sensors",
    Item: { device: { S: device }, ...(status === undefined ? {} : { status: { S: status } }) },
  });
const putMany = (timeline: Timeline, count: number): Response[] =>
  Array.from({ length: count }, (_, i) => put(timeline, `d${i}`, "ok"));
const facts = (timeline: Timeline, kind: Event["kind"]) =>
  timeline.branch.events.filter(({ event }) => event.kind === kind);
const inIndex = (timeline: Timeline): unknown => {
  const { body } = call(timeline, "Query", {
    TableName: "Sensors",
    IndexName: "byStatus",
    KeyConditionExpression: "#s = :s",
    ExpressionAttributeNames: { "#s": "status" },
    ExpressionAttributeValues: { ":s": { S: "ok" } },
    Select: "COUNT",
  });
  return (body as { Count: number }).Count;
};

test("[BP-1] entries wait for the index's write units: two and one on credit, then two a second", () => {
  const timeline = world();
  putMany(timeline, 8);
  rest(timeline);
  const times = facts(timeline, "IndexEntryConfirmed").map(({ at }) => at);
  expect(times).toHaveLength(8);
  const [first = 0] = times;
  expect(times.filter((at) => at - first < 400_000)).toHaveLength(3);
  // Five more at two a second.
  expect((times.at(-1) ?? 0) - first).toBeGreaterThan(2_400_000);
  expect((times.at(-1) ?? 0) - first).toBeLessThan(2_700_000);
});

test("[BP-2] [BP-3] an index with more than ten entries waiting stops the writes it would have to take", () => {
  const timeline = world();
  const answers = putMany(timeline, 20);
  const refused = answers.filter(({ status }) => status === 400);
  expect(refused.length).toBeGreaterThan(3);
  expect(refused[0]).toMatchObject({
    error: "ProvisionedThroughputExceededException",
    message: expect.stringContaining("one or more global secondary indexes of the table was exceeded"),
    writeUnits: 0,
    body: {
      ThrottlingReasons: [
        {
          reason: "IndexWriteProvisionedThroughputExceeded",
          resource: "arn:aws:dynamodb:us-east-1:000000000000:table/Sensors/index/byStatus",
        },
      ],
    },
  });
  expect(facts(timeline, "IndexFellBehind")).toMatchObject([{ event: { index: "byStatus", waiting: 11 } }]);
  expect(facts(timeline, "WriteThrottled")).toHaveLength(refused.length);
});

test("[BP-4] writes that leave the index as it is pass while it is behind", () => {
  const timeline = world();
  putMany(timeline, 20);
  expect(put(timeline, "silent").status).toBe(200);
  expect(put(timeline, "d0", "ok").status).toBe(200);
  expect(put(timeline, "late", "ok").error).toBe("ProvisionedThroughputExceededException");
});

test("[BP-3] a transaction is cancelled with its reason", () => {
  const timeline = world();
  putMany(timeline, 20);
  const Item = { device: { S: "late" }, status: { S: "ok" } };
  expect(
    call(timeline, "TransactWriteItems", { TransactItems: [{ Put: { TableName: "Sensors", Item } }] }),
  ).toMatchObject({
    error: "TransactionCanceledException",
    body: { CancellationReasons: [{ Code: "ProvisionedThroughputExceeded" }] },
  });
});

test("[BP-5] what was acknowledged reaches the index, and then writes are taken again", () => {
  const timeline = world();
  const written = putMany(timeline, 20).filter(({ status }) => status === 200).length;
  expect(inIndex(timeline)).not.toBe(written);
  rest(timeline);
  expect(inIndex(timeline)).toBe(written);
  expect(facts(timeline, "IndexCaughtUp")).toHaveLength(1);
  expect(put(timeline, "late", "ok").status).toBe(200);
});

test("[BP-1] more capacity by UpdateTable drains the queue faster", () => {
  const timeline = world();
  putMany(timeline, 14);
  const ProvisionedThroughput = { ReadCapacityUnits: 100, WriteCapacityUnits: 1000 };
  const raised = call(timeline, "UpdateTable", {
    TableName: "Sensors",
    GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "byStatus", ProvisionedThroughput } }],
  });
  expect(raised.status).toBe(200);
  rest(timeline);
  expect(putMany(timeline, 30).map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
});

test("[BP-4] a world that does not enforce it holds nobody back", () => {
  const timeline = world({ indexUnits: 1, enforced: false });
  expect(putMany(timeline, 30).every(({ status }) => status === 200)).toBe(true);
});
