import { describe, expect, it } from "vitest";
import type { StreamViewType } from "../dynamo/table.ts";
import type { Item } from "../dynamo/values.ts";
import { History, player, playersTable } from "../testing/feed-fixtures.ts";
import { lambdaRecordFor, recordFor, sequenceNumberOf, shardRecordOf } from "./stream-record.ts";

const STREAM = { region: "us-east-1", streamArn: "arn:aws:dynamodb:us-east-1:000000000000:table/Players/stream/x" };

function modified(viewType: StreamViewType) {
  const schema = playersTable({ stream: viewType });
  const history = new History(schema);
  history.put(player("cleo", { score: 1 }));
  const change = history.put(player("cleo", { score: 2 }));
  return recordFor(shardRecordOf(change, { schema, position: 2, appendedAt: 1_999_999 }), { ...STREAM, viewType });
}

describe("stream records", () => {
  it("[STR-11] what expired names who deleted it, in the Streams API's words and in Lambda's", () => {
    const schema = playersTable({ stream: "KEYS_ONLY" });
    const history = new History(schema);
    history.put(player("cleo"));
    const { write, ...change } = history.remove("cleo");
    const expired = { ...change, write: { ...write, expired: true as const } };
    const record = shardRecordOf(expired, { schema, position: 2, appendedAt: 0 });
    const stream = { ...STREAM, viewType: "KEYS_ONLY" } as const;
    expect(recordFor(record, stream).userIdentity).toEqual({
      Type: "Service",
      PrincipalId: "dynamodb.amazonaws.com",
    });
    expect(lambdaRecordFor(record, stream)).toMatchObject({
      eventSourceARN: STREAM.streamArn,
      userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" },
    });
  });

  it("[STR-8] a record carries what GetRecords shows, with its time cut to the second", () => {
    const { eventID, ...rest } = modified("NEW_AND_OLD_IMAGES");
    expect(eventID).toMatch(/^[0-9a-f]{32}$/);
    expect(rest).toEqual({
      eventName: "MODIFY",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "us-east-1",
      dynamodb: {
        ApproximateCreationDateTime: 1_767_225_601,
        Keys: player("cleo"),
        OldImage: player("cleo", { score: 1 }),
        NewImage: player("cleo", { score: 2 }),
        SequenceNumber: sequenceNumberOf(2),
        SizeBytes: 32,
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    });
  });

  it("[STR-8] records of two shards at one place have event ids of their own", () => {
    const schema = playersTable({ stream: "KEYS_ONLY" });
    const ids = ["cleo", "ana"].map((name) => {
      const record = shardRecordOf(new History(schema).put(player(name)), { schema, position: 1, appendedAt: 0 });
      return [record.sequenceNumber, recordFor(record, { ...STREAM, viewType: "KEYS_ONLY" }).eventID];
    });
    expect(ids[0]?.[0]).toBe(ids[1]?.[0]);
    expect(ids[0]?.[1]).not.toBe(ids[1]?.[1]);
  });

  it("[STR-9] the view type decides which images are there, and the size counts what is there", () => {
    const shown = (["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE"] as const).map((viewType) => {
      const { dynamodb } = modified(viewType);
      return [Object.keys(dynamodb).filter((name) => name.endsWith("Image")), dynamodb.SizeBytes];
    });
    expect(shown).toEqual([
      [[], 6],
      [["NewImage"], 19],
      [["OldImage"], 19],
    ]);
  });

  it("[STR-9] sizes are those of the published Lambda example: 26, 59 and 38 bytes", () => {
    const schema = playersTable({ key: { partition: [{ name: "Id", type: "N" }], sort: [] }, indexes: [] });
    const history = new History(schema);
    const item = (message: string): Item => ({ Message: { S: message }, Id: { N: "101" } });
    const sizes = [history.put(item("New item!")), history.put(item("This item has changed"))].map(
      (change) => shardRecordOf(change, { schema, position: 1, appendedAt: 0 }).bytes,
    );
    const last = shardRecordOf(
      { ...(history.changes[1] as (typeof history.changes)[0]), lsn: 3 },
      { schema, position: 1, appendedAt: 0 },
    );
    const removed = { ...last, oldImage: last.newImage, newImage: null };
    const { SizeBytes } = recordFor(removed, { ...STREAM, viewType: "NEW_AND_OLD_IMAGES" }).dynamodb;
    expect([...sizes, SizeBytes]).toEqual([26, 59, 38]);
  });

  it("[STR-10] sequence numbers have 21 digits and grow with the log", () => {
    expect([1, 9, 10, 123_456].map(sequenceNumberOf)).toEqual([
      "100000000000000000001",
      "100000000000000000009",
      "100000000000000000010",
      "100000000000000123456",
    ]);
  });
});
