import { describe, expect, it } from "vitest";
import { parseRequest } from "../../stages.ts";
import { iteratorText, readIterator } from "../../stream-requests.ts";

const StreamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/Music/stream/2026-01-01T00:00:00.000";
const ShardId = "shardId-00000001414576573621-f55eea83";
const SequenceNumber = "100000000000000000001";

function refused(operation: string, input: Record<string, unknown>): string {
  const parsed = parseRequest(operation, input);
  if (parsed.ok) throw new Error(`${operation} was accepted`);
  return parsed.error.message;
}

const violated = (member: string, shown: string, constraint: string) =>
  `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: Member must ${constraint}`;

describe("requests of the streams API", () => {
  it.each([
    ["ListStreams", { Limit: 0 }, violated("limit", "'0'", "have value greater than or equal to 1")],
    ["ListStreams", { Limit: 101 }, violated("limit", "'101'", "have value less than or equal to 100")],
    ["ListStreams", { ExclusiveStartStreamArn: "x".repeat(40) }, "Invalid ExclusiveStartStreamArn"],
    ["DescribeStream", {}, violated("streamArn", "null", "not be null")],
    ["DescribeStream", { StreamArn: "arn" }, violated("streamArn", "'arn'", "have length greater than or equal to 37")],
    ["DescribeStream", { StreamArn: StreamArn.replace("table/", "tables/") }, "Invalid StreamArn"],
    [
      "DescribeStream",
      { StreamArn, ShardFilter: { Type: "CHILD_SHARDS" } },
      violated("shardFilter.shardId", "null", "not be null"),
    ],
    ["DescribeStream", { StreamArn, ShardFilter: { ShardId } }, violated("shardFilter.type", "null", "not be null")],
    [
      "GetShardIterator",
      { StreamArn, ShardId, ShardIteratorType: "OLDEST" },
      violated(
        "shardIteratorType",
        "'OLDEST'",
        "satisfy enum value set: [TRIM_HORIZON, LATEST, AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER]",
      ),
    ],
    [
      "GetShardIterator",
      { StreamArn, ShardId, ShardIteratorType: "LATEST", SequenceNumber },
      "SequenceNumber must not be specified when ShardIteratorType is LATEST",
    ],
    [
      "GetShardIterator",
      { StreamArn, ShardId, ShardIteratorType: "AT_SEQUENCE_NUMBER" },
      "SequenceNumber must be specified when ShardIteratorType is AT_SEQUENCE_NUMBER",
    ],
    [
      "GetShardIterator",
      { StreamArn, ShardId, ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: "x".repeat(21) },
      "Invalid SequenceNumber",
    ],
    ["GetRecords", { ShardIterator: "garbage" }, "Invalid ShardIterator"],
    [
      "GetRecords",
      { ShardIterator: "garbage", Limit: 1001 },
      violated("limit", "'1001'", "have value less than or equal to 1000"),
    ],
  ])("[STA-1] %s %j", (operation, input, message) => {
    expect(refused(operation, input)).toBe(message);
  });

  it("[STA-4] an iterator carries its place, and no other text is one", () => {
    const iterator = { streamArn: StreamArn, shardId: ShardId, after: 12, madeAtMicros: 34_000_000 };
    const text = iteratorText(iterator);
    expect(readIterator(text)).toEqual(iterator);
    const changed = [
      text.slice(0, -5),
      `${text}=`,
      text.replace("|1|", "|2|"),
      text.replace("Music", "Films"),
      "a|1|",
      "||",
    ];
    expect(changed.map(readIterator)).toEqual(changed.map(() => null));
  });
});
