import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { askNow, itemsIn } from "../../testing/control-calls.ts";
import type { StreamShardState } from "../stream-shard.ts";

const ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Players";
const ON = { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } };
const OFF = { StreamSpecification: { StreamEnabled: false } };
const HOUR = 3_600_000_000;

const said = (cluster: Cluster, operation: string, input: object) => askNow(cluster, operation, input).message;
const described = (cluster: Cluster) =>
  (askNow(cluster, "DescribeTable", {}).body as { Table: Record<string, unknown> }).Table;
const shard = (cluster: Cluster, generation: string) =>
  cluster.state<StreamShardState>(`us-east-1/Players/${generation}/S1`);
const labels = (cluster: Cluster, generation: string) =>
  shard(cluster, generation)
    .records.slice(1, 100)
    .map(({ label }) => label);

describe("a stream that is switched on and off", () => {
  it("[STRM-1, STRM-2, STRM-3, CHG-2, CHG-3] shows what is written while it is on; again is another stream", () => {
    const cluster = new Cluster();
    cluster.put("before");
    cluster.run();
    expect(askNow(cluster, "UpdateTable", ON).body).toMatchObject({ TableDescription: { TableStatus: "UPDATING" } });
    cluster.run();
    expect(said(cluster, "UpdateTable", ON)).toBe("Table already has an enabled stream: TableName: Players");
    cluster.put("during");
    cluster.run();
    askNow(cluster, "UpdateTable", OFF);
    cluster.run();
    cluster.put("after");
    cluster.run();
    expect(labels(cluster, "stream")).toEqual(["during"]);
    expect(shard(cluster, "stream").closed).toBe(true);
    expect(described(cluster)).not.toHaveProperty("StreamSpecification");
    expect(described(cluster)).toHaveProperty("LatestStreamArn");
    expect(said(cluster, "UpdateTable", OFF)).toBe("Table has no stream to disable: TableName: Players");
    askNow(cluster, "UpdateTable", ON);
    cluster.run();
    cluster.put("again");
    cluster.run();
    expect([labels(cluster, "stream"), labels(cluster, "stream2")]).toEqual([["during"], ["again"]]);
    const { Streams } = askNow(cluster, "ListStreams", {}).body as { Streams: unknown[] };
    expect(Streams).toHaveLength(2);
  });

  it("[STRM-4] is gone a day after it was switched off", () => {
    const cluster = new Cluster({ stream: true });
    askNow(cluster, "UpdateTable", OFF);
    cluster.run(cluster.simulation.now + 25 * HOUR);
    expect([...cluster.simulation.all()].filter(({ kind }) => kind === "stream-shard")).toEqual([]);
  });
});

describe("a table whose encryption changes", () => {
  it("[CP-14] is ACTIVE, says UPDATING of its encryption, and then names the key", () => {
    const cluster = new Cluster();
    const ask = (Enabled: boolean) => askNow(cluster, "UpdateTable", { SSESpecification: { Enabled } });
    expect(ask(true).body).toMatchObject({
      TableDescription: { TableStatus: "ACTIVE", SSEDescription: { Status: "UPDATING" } },
    });
    expect(described(cluster).SSEDescription).toEqual({ Status: "UPDATING" });
    const busy = "Attempt to change a resource which is still in use: Table is being updated: Players";
    expect([ask(false).message, said(cluster, "DeleteTable", {})]).toEqual([busy, busy]);
    cluster.run();
    expect(described(cluster).SSEDescription).toMatchObject({ Status: "ENABLED", SSEType: "KMS" });
    ask(false);
    cluster.run();
    expect(described(cluster)).not.toHaveProperty("SSEDescription");
  });
});

describe("items that expire", () => {
  const NOW = 1_767_225_600;
  const expiring = (cluster: Cluster, player: string, at: object) => cluster.put(player, { until: at });
  const enable = (Enabled: boolean, AttributeName = "until") => ({
    TimeToLiveSpecification: { Enabled, AttributeName },
  });

  it("[TTL-1, TTL-2] one attribute, one change an hour, and a status that tells", () => {
    const cluster = new Cluster();
    expect(askNow(cluster, "DescribeTimeToLive", {}).body).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" },
    });
    expect(said(cluster, "UpdateTimeToLive", enable(false))).toBe("TimeToLive is already disabled");
    expect(askNow(cluster, "UpdateTimeToLive", enable(true)).body).toEqual(enable(true));
    expect(askNow(cluster, "DescribeTimeToLive", {}).body).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: "ENABLING", AttributeName: "until" },
    });
    expect(said(cluster, "UpdateTimeToLive", enable(true))).toBe("TimeToLive is already enabled");
    expect(said(cluster, "UpdateTimeToLive", enable(true, "x"))).toBe(
      "TimeToLive is active on a different AttributeName: current AttributeName is until",
    );
    expect(said(cluster, "UpdateTimeToLive", enable(false))).toBe(
      "Time to live has been modified multiple times within a fixed interval",
    );
    cluster.run();
    expect(askNow(cluster, "DescribeTimeToLive", {}).body).toMatchObject({
      TimeToLiveDescription: { TimeToLiveStatus: "ENABLED" },
    });
  });

  it("[TTL-3, TTL-4, TTL-5, TTL-6] numbers of seconds count, sooner or later, and the stream says who did it", () => {
    const cluster = new Cluster({ stream: true });
    expiring(cluster, "early", { N: String(NOW - 10) });
    expiring(cluster, "ancient", { N: String(NOW - 6 * 365 * 86_400) });
    expiring(cluster, "text", { S: String(NOW - 10) });
    cluster.run();
    askNow(cluster, "UpdateTimeToLive", enable(true));
    cluster.run();
    expiring(cluster, "later", { N: String(NOW + 10 * 3_600) });
    cluster.run();
    expect([...itemsIn(cluster).values()].map(({ player }) => (player as { S: string }).S).sort()).toEqual([
      "ancient",
      "later",
      "text",
    ]);
    cluster.run(11 * HOUR);
    cluster.run();
    expect(itemsIn(cluster).size).toBe(2);
    expect(cluster.facts("ItemExpired").map(({ label }) => label)).toEqual(["early", "later"]);
    const removed = shard(cluster, "stream")
      .records.slice(1, 100)
      .filter(({ eventName }) => eventName === "REMOVE");
    expect(removed.map(({ label, expired }) => [label, expired])).toEqual([
      ["early", true],
      ["later", true],
    ]);
  });
});

describe("tags and policies", () => {
  it("[TAG-1, TAG-2, TAG-4] tags are seen some seconds later, and hold further writes up until then", () => {
    const cluster = new Cluster();
    const tag = { ResourceArn: ARN, Tags: [{ Key: "team", Value: "red" }] };
    expect(said(cluster, "TagResource", { ...tag, Tags: [{ Key: "aws:x", Value: "1" }] })).toBe(
      "Tag Key cannot be prefixed with aws:, Key: aws:x",
    );
    expect(said(cluster, "TagResource", { ...tag, ResourceArn: "Players" })).toBe(
      "One or more parameter values were invalid: ARNs must start with 'arn:': Players",
    );
    expect(askNow(cluster, "TagResource", tag).body).toEqual({});
    expect(askNow(cluster, "ListTagsOfResource", { ResourceArn: ARN }).body).toEqual({ Tags: [] });
    expect(said(cluster, "TagResource", tag)).toBe("Subscriber limit exceeded: Table tags are being updated: Players");
    expect(said(cluster, "DeleteTable", {})).toBe(
      "Attempt to change a resource which is still in use: Table tags are being updated: Players",
    );
    cluster.tellLater("faults", 4_000_000, { type: "JumpClock", micros: 0 });
    cluster.run();
    expect(askNow(cluster, "ListTagsOfResource", { ResourceArn: ARN }).body).toEqual({ Tags: tag.Tags });
    expect(askNow(cluster, "UntagResource", { ResourceArn: ARN, TagKeys: ["team", "none"] }).status).toBe(200);
    expect(said(cluster, "TagResource", { ...tag, ResourceArn: `${ARN}x` })).toBe(
      `Requested resource not found: ResourceArn: ${ARN}x not found`,
    );
  });

  it("[TAG-5] other services and accounts are denied, then other Regions and what is no table refused", () => {
    const cluster = new Cluster();
    const list = (ResourceArn: string) => askNow(cluster, "ListTagsOfResource", { ResourceArn });
    const invalid = (arn: string) => `Invalid TableArn: Invalid ResourceArn provided as input ${arn}`;
    expect(list("arn:aws:s3:us-east-1:000000000000:bucket/x").error).toBe("AccessDeniedException");
    expect(list(ARN.replace("us-east-1:000000000000", "eu-west-1:111111111111")).error).toBe("AccessDeniedException");
    for (const arn of ["arn:x", ARN.replace("us-east-1", "eu-west-1"), ARN.replace("table/", "backup/")]) {
      expect(list(arn)).toMatchObject({ error: "ValidationException", message: invalid(arn) });
    }
  });

  it("[TAG-3, TAG-6] fifty tags come in one answer, whatever token is sent", () => {
    const cluster = new Cluster();
    const Tags = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i}`, Value: "" }));
    expect(said(cluster, "TagResource", { ResourceArn: ARN, Tags: [...Tags, { Key: "more", Value: "" }] })).toMatch(
      /^Number of Tags exceed/,
    );
    askNow(cluster, "TagResource", { ResourceArn: ARN, Tags });
    cluster.tellLater("faults", 4_000_000, { type: "JumpClock", micros: 0 });
    cluster.run();
    const listed = askNow(cluster, "ListTagsOfResource", { ResourceArn: ARN, NextToken: "x" });
    expect(listed.body).toEqual({ Tags: expect.arrayContaining(Tags) });
  });

  it("[POL-1, POL-2] a policy is kept with a revision, and given back", () => {
    const cluster = new Cluster();
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    expect(askNow(cluster, "GetResourcePolicy", { ResourceArn: ARN }).error).toBe("PolicyNotFoundException");
    const put = askNow(cluster, "PutResourcePolicy", { ResourceArn: ARN, Policy, ExpectedRevisionId: "NO_POLICY" });
    const { RevisionId } = put.body as { RevisionId: string };
    expect(askNow(cluster, "GetResourcePolicy", { ResourceArn: ARN }).body).toEqual({ Policy, RevisionId });
    expect(askNow(cluster, "PutResourcePolicy", { ResourceArn: ARN, Policy }).body).toEqual({ RevisionId });
    expect(askNow(cluster, "DeleteResourcePolicy", { ResourceArn: ARN, ExpectedRevisionId: "1" }).error).toBe(
      "PolicyNotFoundException",
    );
    expect(askNow(cluster, "DeleteResourcePolicy", { ResourceArn: ARN }).body).toEqual({ RevisionId });
    expect(said(cluster, "PutResourcePolicy", { ResourceArn: ARN, Policy: "{" })).toBe(
      "One or more parameter values were invalid: Invalid policy document: This policy contains invalid Json",
    );
  });
});

describe("capacity and settings", () => {
  const units = (r: number, w: number) => ({
    ProvisionedThroughput: { ReadCapacityUnits: r, WriteCapacityUnits: w },
  });
  const provisioned = { BillingMode: "PROVISIONED", ...units(10, 10) };

  it("[CP-10, CP-11, CAP-1, CAP-2] the old capacity is shown until the new one is there; decreases are counted", () => {
    const cluster = new Cluster();
    expect(askNow(cluster, "UpdateTable", provisioned).body).toMatchObject({
      TableDescription: {
        TableStatus: "UPDATING",
        BillingModeSummary: { BillingMode: "PROVISIONED" },
        ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 10 },
      },
    });
    expect(said(cluster, "UpdateTable", units(1, 1))).toBe(
      "Attempt to change a resource which is still in use: Table is being updated: Players",
    );
    cluster.run();
    expect(described(cluster)).toMatchObject({
      TableStatus: "ACTIVE",
      BillingModeSummary: { BillingMode: "PROVISIONED" },
      ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 10, NumberOfDecreasesToday: 0 },
    });
    expect(said(cluster, "UpdateTable", units(10, 10))).toMatch(
      /^The provisioned throughput for the table will not change\. The requested value equals the current value\./,
    );
    for (const r of [9, 8, 7, 6]) {
      expect(askNow(cluster, "UpdateTable", units(r, 10)).status).toBe(200);
      cluster.run();
    }
    expect(described(cluster)).toMatchObject({ ProvisionedThroughput: { NumberOfDecreasesToday: 4 } });
    expect(askNow(cluster, "UpdateTable", units(5, 10))).toMatchObject({
      error: "LimitExceededException",
      message: expect.stringContaining("Number of decreases today: 4. Last decrease at Thursday, January 1, 2026 12:0"),
    });
  });

  it("[CP-11, TABLE-8] more reads and fewer writes are an increase and a decrease, and told when they are there", () => {
    const cluster = new Cluster();
    askNow(cluster, "UpdateTable", provisioned);
    cluster.run();
    const { body } = askNow(cluster, "UpdateTable", units(20, 5));
    const none = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 10, WriteCapacityUnits: 10 };
    expect((body as { TableDescription: object }).TableDescription).toHaveProperty("ProvisionedThroughput", none);
    cluster.run();
    const time = expect.any(Number);
    expect(described(cluster).ProvisionedThroughput).toEqual({
      LastIncreaseDateTime: time,
      LastDecreaseDateTime: time,
      NumberOfDecreasesToday: 1,
      ReadCapacityUnits: 20,
      WriteCapacityUnits: 5,
    });
  });

  it("[CAP-3, CAP-6] an index on demand is changed in its caps and its warmth only, or provisioned with its table", () => {
    const cluster = new Cluster({ index: true });
    const update = (more: object) =>
      said(cluster, "UpdateTable", {
        GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "byScore", ...more } }],
      });
    const only =
      "One or more parameter values were invalid: The only Updates for index: byScore when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput";
    expect([update(units(1, 1)), update({})]).toEqual([only, only]);
    expect(said(cluster, "UpdateTable", provisioned)).toBe(
      "One or more parameter values were invalid: ProvisionedThroughput must be specified for index: byScore",
    );
    expect(update({ OnDemandThroughput: { MaxReadRequestUnits: 5 } })).toBeNull();
  });

  it("[CAP-7] an update of an index says what to change", () => {
    const cluster = new Cluster({ index: true });
    const update = (more: object) => [{ Update: { IndexName: "byScore", ...more } }];
    const both = { ...provisioned, GlobalSecondaryIndexUpdates: update(units(1, 1)) };
    expect(said(cluster, "UpdateTable", both)).toBeNull();
    cluster.run();
    expect(said(cluster, "UpdateTable", { GlobalSecondaryIndexUpdates: update({}) })).toBe(
      "One or more parameter values were invalid: ProvisionedThroughput is not specified for index: byScore",
    );
  });

  it("[CAP-3] a table is switched to on-demand four times in a day and no more", () => {
    const cluster = new Cluster();
    const onDemand = { BillingMode: "PAY_PER_REQUEST" };
    let accepted = 0;
    for (; accepted < 10; accepted++) {
      expect(cluster.answerTo(cluster.ask("UpdateTable", provisioned)).status).toBe(200);
      if (cluster.answerTo(cluster.ask("UpdateTable", onDemand)).status !== 200) break;
    }
    expect(accepted).toBe(4);
    expect(cluster.answerTo(cluster.ask("UpdateTable", onDemand))).toMatchObject({
      error: "LimitExceededException",
      message: expect.stringContaining("Update to PayPerRequest mode are limited to 4 times in 1 day(s)."),
    });
    cluster.tellLater("faults", 86_400_000_000, { type: "JumpClock", micros: 0 });
    cluster.run();
    expect(cluster.answerTo(cluster.ask("UpdateTable", onDemand)).status).toBe(200);
  });

  it("[TABLE-9] nothing asked, and what does not go together", () => {
    const cluster = new Cluster();
    expect(said(cluster, "UpdateTable", {})).toMatch(/^At least one of ProvisionedThroughput, BillingMode,/);
    expect(said(cluster, "UpdateTable", { ...ON, ...units(1, 1) })).toBe(
      "One or more parameter values were invalid: You cannot modify stream status while updating table IOPS",
    );
    expect(said(cluster, "UpdateTable", { TableClass: "STANDARD", ...units(1, 1) })).toBe(
      "One or more parameter values were invalid: TableClass modification must be the only operation in the request",
    );
    expect(said(cluster, "UpdateTable", { BillingMode: "PROVISIONED" })).toBe(
      "One or more parameter values were invalid: ProvisionedThroughput must be specified when BillingMode is PROVISIONED",
    );
    expect(askNow(cluster, "UpdateTable", { TableName: "Nobody", DeletionProtectionEnabled: true }).message).toBe(
      "Requested resource not found: Table: Nobody not found",
    );
  });

  it("[CP-12, CP-7, CP-9] protection at once; ARNs of here only; limits are told", () => {
    const cluster = new Cluster();
    expect(askNow(cluster, "UpdateTable", { TableName: ARN, DeletionProtectionEnabled: true }).body).toMatchObject({
      TableDescription: { TableName: "Players", DeletionProtectionEnabled: true, TableStatus: "ACTIVE" },
    });
    expect(askNow(cluster, "UpdateTable", { DeletionProtectionEnabled: false }).error).toBe("ThrottlingException");
    const elsewhere = ARN.replace("us-east-1", "eu-west-1");
    expect(said(cluster, "DescribeTable", { TableName: elsewhere })).toBe(
      `1 validation error detected: Invalid AWS region in '${elsewhere}'`,
    );
    const Key = { player: { S: "x" } };
    for (const [operation, input] of [
      ["GetItem", { TableName: elsewhere, Key }],
      ["BatchGetItem", { RequestItems: { [elsewhere]: { Keys: [Key] } } }],
      ["TransactGetItems", { TransactItems: [{ Get: { TableName: elsewhere, Key } }] }],
    ] as const) {
      expect(said(cluster, operation, input)).toBe(`1 validation error detected: Invalid AWS region in '${elsewhere}'`);
    }
    const foreign = ARN.replace("000000000000", "111111111111");
    expect(askNow(cluster, "GetItem", { TableName: foreign, Key }).error).toBe("AccessDeniedException");
    expect(askNow(cluster, "GetItem", { TableName: ARN, Key }).status).toBe(200);
    expect(askNow(cluster, "DescribeLimits", {}).body).toMatchObject({ TableMaxReadCapacityUnits: 40_000 });
  });
});
