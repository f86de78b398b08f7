import { expect, test } from "vitest";
import { bodyText } from "./body-text.ts";

const items = [{ pk: { S: 'quote " and \u2028' }, n: { N: "1" } }, JSON.parse('{"__proto__":{"S":"own"}}'), {}];

test("[WIRE-10] a body is written as JSON.stringify writes it, the first time and again", () => {
  const bodies = [
    { Count: 3, ScannedCount: 4, Items: items, LastEvaluatedKey: { pk: { S: "é" } } },
    { Items: [], Count: 0 },
    { Items: items, Absent: undefined, Nothing: null },
    { Item: items[0] },
    { ConsumedCapacity: { TableName: "T", CapacityUnits: 0.5 }, Item: items[1] },
    { Item: undefined, Items: undefined },
    { Item: "no item", Items: [undefined] },
    { Items: { not: "a list" } },
    {},
    null,
  ];
  for (const body of [...bodies, ...bodies]) expect(bodyText(body)).toBe(JSON.stringify(body));
});
