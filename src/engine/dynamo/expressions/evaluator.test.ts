import { describe, expect, it } from "vitest";
import { TinyTable } from "../../testing/dynamo-fixtures.ts";

const Key = { pk: { S: "a" }, sk: { S: "b" } };
const ITEM = {
  ...Key,
  txt: { S: "hello" },
  num: { N: "10" },
  bin: { B: "AQID" },
  yes: { BOOL: true },
  nothing: { NULL: true },
  tags: { SS: ["x", "y"] },
  nums: { NS: ["1", "2"] },
  list_: { L: [{ S: "one" }, { M: { deep: { N: "1" } } }] },
  map_: { M: { "a.b": { S: "dot" }, n: { N: "5" } } },
};

function holds(
  ConditionExpression: string,
  values: Record<string, unknown> = {},
  names: Record<string, string> = {},
): boolean {
  const tiny = new TinyTable();
  tiny.send("PutItem", { Item: ITEM });
  const answer = tiny.send("UpdateItem", {
    Key,
    ConditionExpression,
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
  });
  if (answer === "ConditionalCheckFailedException: The conditional request failed") return false;
  if (typeof answer === "string") throw new Error(answer);
  return true;
}

const v = (value: unknown) => ({ ":v": value });

describe("conditions against an item", () => {
  it.each([
    ["num = :v", { N: "10.0" }, true],
    ["num < :v", { N: "9" }, false],
    ["num > :v", { N: "9" }, true],
    ["num < :v", { S: "99" }, false],
    ["txt <> :v", { N: "1" }, true],
    ["absent <> :v", { N: "1" }, true],
    ["absent = :v", { N: "1" }, false],
    ["absent < :v", { N: "1" }, false],
    ["NOT absent < :v", { N: "1" }, true],
    ["tags = :v", { SS: ["y", "x"] }, true],
    ["nums = :v", { NS: ["2.0", "1e0"] }, true],
    ["map_.n = :v", { N: "5" }, true],
    ["list_[1].deep = :v", { N: "1" }, true],
    ["list_[7] = :v", { N: "1" }, false],
    ["txt[0] = :v", { S: "h" }, false],
    ["num BETWEEN :v AND num", { N: "10" }, true],
    ["num IN (txt, :v)", { N: "10" }, true],
    ["num IN (txt, absent, :v)", { N: "11" }, false],
  ])("[EXPR-7] %s with %j: %s", (text, value, expected) => {
    expect(holds(text, v(value))).toBe(expected);
  });

  it.each([
    ["begins_with(txt, :v)", { S: "hell" }, true],
    ["begins_with(num, :v)", { S: "1" }, false],
    ["begins_with(bin, :v)", { B: "AQI=" }, true],
    ["contains(txt, :v)", { S: "ell" }, true],
    ["contains(tags, :v)", { S: "x" }, true],
    ["contains(tags, :v)", { S: "xy" }, false],
    ["contains(nums, :v)", { N: "2.00" }, true],
    ["contains(list_, :v)", { S: "one" }, true],
    ["contains(list_, :v)", { M: { deep: { N: "1" } } }, true],
    ["contains(bin, :v)", { B: "AgM=" }, true],
    ["attribute_type(tags, :v)", { S: "SS" }, true],
    ["attribute_type(absent, :v)", { S: "S" }, false],
    ["size(txt) = :v", { N: "5" }, true],
    ["size(:v) < size(txt)", { SS: ["a", "b"] }, true],
    ["size(bin) = :v", { N: "3" }, true],
    ["size(list_) = :v", { N: "2" }, true],
    ["size(tags) < :v", { N: "3" }, true],
    ["size(num) >= :v", { N: "0" }, false],
  ])("[EXPR-8] %s with %j: %s", (text, value, expected) => {
    expect(holds(text, v(value))).toBe(expected);
  });

  it("[EXPR-8] attribute_exists sees NULL, and a name with a dot needs a placeholder", () => {
    expect(holds("attribute_exists(nothing) AND attribute_not_exists(map_.a)")).toBe(true);
    expect(holds("attribute_exists(map_.#d)", {}, { "#d": "a.b" })).toBe(true);
    expect(holds("attribute_exists(toString)")).toBe(false);
  });
});
