import { expect, test } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import type { RequestId } from "../messages.ts";
import { clientId, controlPlaneId, shardId } from "../places.ts";
import type { ControlPlaneState } from "./control-state.ts";

const REGION = "us-east-1";
const DAY_MICROS = 86_400_000_000;
const OFF = { StreamSpecification: { StreamEnabled: false } };
const ON = { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } };

type Body = Record<string, unknown>;
interface Shard {
  readonly ShardId: string;
  readonly SequenceNumberRange: Record<string, string>;
}

const body = (cluster: Cluster, operation: string, input: object) =>
  cluster.answerTo(cluster.ask(operation, { TableName: undefined, ...input })).body as Body;

const arns = (cluster: Cluster) =>
  (body(cluster, "ListStreams", { TableName: "Players" }).Streams as { StreamArn: string }[]).map((s) => s.StreamArn);

const described = (cluster: Cluster, StreamArn: string) =>
  body(cluster, "DescribeStream", { StreamArn }).StreamDescription as Body & { Shards: Shard[] };

test("[STA-5] [STRM-3] a shard that is closed has an end, and the iterators through it too", () => {
  const cluster = new Cluster({ stream: true });
  for (const player of ["ann", "bo"]) cluster.answerTo(cluster.put(player));
  const [StreamArn = ""] = arns(cluster);
  cluster.answerTo(cluster.ask("UpdateTable", OFF));
  cluster.answerTo(cluster.put("cleo"));
  const { StreamStatus, Shards } = described(cluster, StreamArn);
  const [{ ShardId, SequenceNumberRange }] = Shards as [Shard];
  expect(StreamStatus).toBe("DISABLED");
  const from = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" };
  const { ShardIterator } = body(cluster, "GetShardIterator", from);
  const { Records, NextShardIterator } = body(cluster, "GetRecords", { ShardIterator });
  const numbers = (Records as { dynamodb: { SequenceNumber: string } }[]).map(
    ({ dynamodb }) => dynamodb.SequenceNumber,
  );
  expect(numbers).toHaveLength(2);
  expect(NextShardIterator).toBeUndefined();
  expect(BigInt(SequenceNumberRange.EndingSequenceNumber ?? 0)).toBeGreaterThanOrEqual(BigInt(numbers[1] ?? 0));
});

test("[STRM-1] a shard of a stream that is switched on later begins where its table stands", () => {
  const cluster = new Cluster({ stream: true });
  for (const player of ["ann", "bo"]) cluster.answerTo(cluster.put(player));
  cluster.answerTo(cluster.ask("UpdateTable", OFF));
  cluster.answerTo(cluster.ask("UpdateTable", ON));
  cluster.answerTo(cluster.put("cleo"));
  const [first, second] = arns(cluster) as [string, string];
  const rangeOf = (arn: string) => (described(cluster, arn).Shards[0] as Shard).SequenceNumberRange;
  const [{ ShardId }] = described(cluster, second).Shards as [Shard];
  const { ShardIterator } = body(cluster, "GetShardIterator", {
    StreamArn: second,
    ShardId,
    ShardIteratorType: "TRIM_HORIZON",
  });
  const [record] = body(cluster, "GetRecords", { ShardIterator }).Records as [{ dynamodb: { SequenceNumber: string } }];
  expect(rangeOf(second).EndingSequenceNumber).toBeUndefined();
  expect(BigInt(rangeOf(second).StartingSequenceNumber as string)).toBeGreaterThanOrEqual(
    BigInt(rangeOf(first).EndingSequenceNumber as string),
  );
  expect(BigInt(rangeOf(second).StartingSequenceNumber as string)).toBeLessThanOrEqual(
    BigInt(record.dynamodb.SequenceNumber),
  );
});

test("[STRM-5] [STA-6] whatever is asked about the moment a stream ends is answered, and then the stream is gone", () => {
  const cluster = new Cluster({ stream: true, partitions: 4 });
  const [StreamArn = ""] = arns(cluster);
  cluster.answerTo(cluster.ask("UpdateTable", OFF));
  const shard = described(cluster, StreamArn).Shards[0] as Shard;
  const { streams } = cluster.state<ControlPlaneState>(controlPlaneId(REGION));
  const disabledAt = streams.get(StreamArn)?.disabledAt ?? 0;
  const from = { StreamArn, ShardId: shard.ShardId, ShardIteratorType: "LATEST" };
  const asked: RequestId[] = [];
  for (let early = 20_000; early > -20_000; early -= 500) {
    for (const [operation, input] of [
      ["DescribeStream", { StreamArn }],
      ["GetShardIterator", from],
    ] as const) {
      const request = `s${asked.length}`;
      asked.push(request);
      const delay = disabledAt + DAY_MICROS - early - cluster.simulation.now;
      cluster.tellLater(clientId(REGION), delay, { type: "SubmitRequest", call: { request, operation, input } });
    }
  }
  cluster.run();
  const statuses = asked.map((request) => cluster.answer(request)?.status);
  expect(new Set(statuses)).toEqual(new Set([200, 400]));
  expect(cluster.simulation.exists(shardId(REGION, "Players", "P1"))).toBe(true);
  cluster.run(cluster.simulation.now + 61_000_000);
  expect(cluster.facts("StreamGone")).toHaveLength(1);
  expect(cluster.simulation.exists(shardId(REGION, "Players", "P1"))).toBe(false);
});
