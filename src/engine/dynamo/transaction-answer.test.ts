import { describe, expect, test } from "vitest";
import { dynamoError, WORDING } from "./errors.ts";
import type { BoundGet } from "./requests.ts";
import {
  readCharge,
  repeatCharge,
  transactionCancelled,
  transactionCapacity,
  transactionCollections,
  transactResponses,
  writeCharge,
} from "./transaction-answer.ts";

const result = (writeUnits: number, global: Record<string, number> = {}) => ({
  writeUnits,
  indexUnits: { global, local: {} },
  bytes: writeUnits * 1024,
  version: 1,
});

describe("what a transaction costs", () => {
  test("[TX-10] two units per KB, index units as outside, one entry per table, said twice", () => {
    const charges = [
      writeCharge("Music", result(1, { byArtist: 1 })),
      writeCharge("arn:aws:dynamodb:us-east-1:000000000000:table/Shops", result(3)),
      writeCharge("Music", result(2, { byArtist: 2 })),
    ];
    expect(transactionCapacity("INDEXES", "WriteCapacityUnits", charges)).toEqual([
      {
        TableName: "Music",
        CapacityUnits: 9,
        WriteCapacityUnits: 9,
        Table: { CapacityUnits: 6, WriteCapacityUnits: 6 },
        GlobalSecondaryIndexes: { byArtist: { CapacityUnits: 3, WriteCapacityUnits: 3 } },
      },
      {
        TableName: "arn:aws:dynamodb:us-east-1:000000000000:table/Shops",
        CapacityUnits: 6,
        WriteCapacityUnits: 6,
        Table: { CapacityUnits: 6, WriteCapacityUnits: 6 },
      },
    ]);
    expect(transactionCapacity("TOTAL", "WriteCapacityUnits", charges.slice(0, 1))).toEqual([
      { TableName: "Music", CapacityUnits: 3, WriteCapacityUnits: 3 },
    ]);
    expect(transactionCapacity("NONE", "WriteCapacityUnits", charges)).toBeUndefined();
  });

  test("[TX-10] reads cost two units per 4 KB, a missing item two; a repeated token is charged as reads", () => {
    const item = { pk: { S: "x".repeat(5000) } };
    const charges = [readCharge("Music", item), readCharge("Music", null)];
    expect(transactionCapacity("TOTAL", "ReadCapacityUnits", charges)).toEqual([
      { TableName: "Music", CapacityUnits: 6, ReadCapacityUnits: 6 },
    ]);
    expect(repeatCharge("Music", result(9)).units).toBe(6);
  });
});

test("[TX-10] an item collection is told of once, as the last action left it", () => {
  const inCollection = (pk: string, gigabytes: number) => ({
    ...result(1),
    collection: {
      ItemCollectionKey: { pk: { S: pk } },
      SizeEstimateRangeGB: [gigabytes, gigabytes + 1] as [number, number],
    },
  });
  const results = [inCollection("a", 0), inCollection("b", 0), inCollection("a", 1), result(1)];
  const actions = results.map(() => ({ tableName: "Music" }));
  expect(transactionCollections(actions, results)).toEqual({
    Music: [
      { ItemCollectionKey: { pk: { S: "a" } }, SizeEstimateRangeGB: [1, 2] },
      { ItemCollectionKey: { pk: { S: "b" } }, SizeEstimateRangeGB: [0, 1] },
    ],
  });
});

test("[TX-11] an element is empty without an item, and without anything of what was asked for", () => {
  const asked = (projection: readonly [string][] | null) => ({ projection }) as unknown as BoundGet;
  const item = { pk: { S: "a" } };
  expect(
    transactResponses([asked(null), asked([["pk"]]), asked([["x"]]), asked(null)], [item, item, item, null]),
  ).toEqual([{ Item: item }, { Item: item }, {}, {}]);
});

test("[TX-12] reasons are in the order of the actions, with the item where it was asked for", () => {
  const failedCondition = dynamoError("ConditionalCheckFailedException", WORDING.conditionFailed, {
    Item: { pk: { S: "a" } },
  });
  const error = transactionCancelled([
    null,
    failedCondition,
    dynamoError("TransactionConflictException", WORDING.transactionOngoing),
    dynamoError("ValidationException", WORDING.updatedItemTooLarge),
  ]);
  expect(error).toEqual({
    name: "TransactionCanceledException",
    status: 400,
    message:
      "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, TransactionConflict, ValidationError]",
    members: {
      CancellationReasons: [
        { Code: "None" },
        { Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item: { pk: { S: "a" } } },
        { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" },
        { Code: "ValidationError", Message: "Item size to update has exceeded the maximum allowed size" },
      ],
    },
  });
});
