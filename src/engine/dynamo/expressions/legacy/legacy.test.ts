import { describe, expect, it } from "vitest";
import { answered, refusal, TinyTable, table } from "../../../testing/dynamo-fixtures.ts";
import type { Item } from "../../values.ts";

const Key = { pk: { S: "a" }, sk: { S: "b" } };
const S = (text: string) => ({ S: text });
const N = (number: number) => ({ N: String(number) });
const INVALID = "One or more parameter values were invalid: ";

describe("legacy parameters that are refused", () => {
  const EQ = { ComparisonOperator: "EQ", AttributeValueList: [S("x")] };

  it.each([
    [
      "GetItem",
      { Key, AttributesToGet: ["a"], ProjectionExpression: "a" },
      "{AttributesToGet} Expression parameters: {ProjectionExpression}",
    ],
    [
      "PutItem",
      { Item: { a: {} }, Expected: {}, ConditionalOperator: "OR", ConditionExpression: "" },
      "{Expected, ConditionalOperator} Expression parameters: {ConditionExpression}",
    ],
    [
      "UpdateItem",
      { Key, Expected: {}, AttributeUpdates: {}, ConditionExpression: "", UpdateExpression: "" },
      "{AttributeUpdates, Expected} Expression parameters: {UpdateExpression, ConditionExpression}",
    ],
    [
      "Query",
      { KeyConditions: {}, QueryFilter: {}, AttributesToGet: ["a"], KeyConditionExpression: "", FilterExpression: "" },
      "{AttributesToGet, QueryFilter, KeyConditions} Expression parameters: {FilterExpression, KeyConditionExpression}",
    ],
    ["Scan", { ScanFilter: {}, FilterExpression: "" }, "{ScanFilter} Expression parameters: {FilterExpression}"],
  ])("[LEG-1] %s with both languages, whatever else is wrong", (operation, input, expected) => {
    expect(refusal(operation, input)).toBe(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: ${expected}`,
    );
  });

  it("[LEG-1] KeyConditions stand beside the expressions that filter and project", () => {
    const tiny = new TinyTable();
    tiny.send("PutItem", { Item: { ...Key, n: N(1) } });
    const beside = { KeyConditions: { pk: { ...EQ, AttributeValueList: [S("a")] } }, ProjectionExpression: "n" };
    expect(answered(tiny.send("Query", beside)).Items).toEqual([{ n: N(1) }]);
  });

  it.each([
    ["EQ", [], "Invalid number of argument(s) for the EQ ComparisonOperator"],
    ["NULL", [S("x")], "Invalid number of argument(s) for the NULL ComparisonOperator"],
    ["NOT_NULL", [S("x")], "Invalid number of argument(s) for the NOT_NULL ComparisonOperator"],
    ["BETWEEN", [S("x")], "Invalid number of argument(s) for the BETWEEN ComparisonOperator"],
    ["IN", [], "Invalid number of argument(s) for the IN ComparisonOperator"],
    ["LT", [{ SS: ["x"] }], "ComparisonOperator LT is not valid for SS AttributeValue type"],
    ["GE", [{ BOOL: true }], "ComparisonOperator GE is not valid for BOOL AttributeValue type"],
    ["BEGINS_WITH", [N(1)], "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type"],
    ["CONTAINS", [{ SS: ["x"] }], "ComparisonOperator CONTAINS is not valid for SS AttributeValue type"],
    ["NOT_CONTAINS", [{ L: [] }], "ComparisonOperator NOT_CONTAINS is not valid for L AttributeValue type"],
    ["IN", [S("x"), N(1)], "AttributeValues inside AttributeValueList must be of same type"],
  ])("[LEG-2] %s of %j", (ComparisonOperator, AttributeValueList, expected) => {
    const condition = { ComparisonOperator, AttributeValueList };
    expect(refusal("Scan", { ScanFilter: { a: condition } })).toBe(INVALID + expected);
    expect(refusal("PutItem", { Item: Key, Expected: { a: condition } })).toBe(INVALID + expected);
  });

  it("[LEG-2] BETWEEN with its bounds the wrong way round, values that are none", () => {
    const between = { ComparisonOperator: "BETWEEN", AttributeValueList: [N(2), N(1)] };
    expect(refusal("Scan", { ScanFilter: { a: between } })).toBe(
      "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound",
    );
    const empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    const none = { ComparisonOperator: "EQ", AttributeValueList: [{}] };
    expect(refusal("Scan", { ScanFilter: { a: none } })).toBe(empty);
    expect(refusal("DeleteItem", { Key, Expected: { a: none } })).toBe(`1 validation error detected: ${empty}`);
  });

  it("[LEG-2] shapes and enumerations are checked with the other members", () => {
    expect(refusal("Scan", { ScanFilter: { a: {} }, ConditionalOperator: "XOR" })).toBe(
      "2 validation errors detected: Value null at 'scanFilter.a.member.comparisonOperator' failed to satisfy constraint: Member must not be null; " +
        "Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: [OR, AND]",
    );
    expect(refusal("PutItem", { Item: Key, Expected: { a: { ComparisonOperator: "IS" } } })).toBe(
      "1 validation error detected: Value 'IS' at 'expected.a.member.comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]",
    );
    expect(refusal("UpdateItem", { Key, AttributeUpdates: { a: { Action: "SET" } } })).toBe(
      "1 validation error detected: Value 'SET' at 'attributeUpdates.a.member.action' failed to satisfy constraint: Member must satisfy enum value set: [ADD, PUT, DELETE]",
    );
    expect(refusal("GetItem", { Key, AttributesToGet: [] })).toBe(
      "1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
    expect(refusal("PutItem", { Item: Key, Expected: [] })).toBe(
      "Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.ExpectedAttributeValue>",
    );
    expect(refusal("PutItem", { Item: Key, Expected: { a: { Exists: "no" } } })).toBe(
      "Unexpected token received from parser",
    );
    expect(refusal("Query", { KeyConditions: { a: [] } })).toBe(
      "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.Condition",
    );
  });

  it.each([
    [{}, "Value must be provided when Exists is null"],
    [{ Exists: true }, "Value must be provided when Exists is true"],
    [{ Exists: false, Value: S("x") }, "Value cannot be used when Exists is false"],
    [{ AttributeValueList: [S("x")] }, "AttributeValueList can only be used with a ComparisonOperator"],
    [{ ...EQ, Value: S("x") }, "Value and AttributeValueList cannot be used together"],
    [{ ...EQ, Exists: true }, "Exists and ComparisonOperator cannot be used together"],
    [{ ComparisonOperator: "GT" }, "Value or AttributeValueList must be used with ComparisonOperator: GT"],
  ])("[LEG-4] Expected %j", (expected, message) => {
    expect(refusal("DeleteItem", { Key, Expected: { a: expected } })).toBe(`${INVALID}${message} for Attribute: a`);
  });

  it("[LEG-5] ConditionalOperator needs two conditions to join", () => {
    expect(refusal("Scan", { ConditionalOperator: "AND" })).toBe(
      "ConditionalOperator cannot be used without Filter or Expected",
    );
    expect(refusal("PutItem", { Item: Key, ConditionalOperator: "OR", Expected: { a: { Value: S("x") } } })).toBe(
      "ConditionalOperator can only be used when Filter or Expected has two or more elements",
    );
  });

  it.each([
    [{}, "Conditions can be of length 1 or 2 only"],
    [{ pk: EQ, sk: EQ, x: EQ }, "Conditions can be of length 1 or 2 only"],
    [{ sk: EQ }, "Query condition missed key schema element: pk"],
    [{ pk: EQ, x: EQ }, "Query condition missed key schema element: sk"],
    [{ pk: { ...EQ, ComparisonOperator: "GT" } }, "Query key condition not supported"],
    [{ pk: { ...EQ, ComparisonOperator: "NE" } }, "Attempted conditional constraint is not an indexable operation"],
    [{ pk: EQ, sk: { ComparisonOperator: "NULL" } }, "Attempted conditional constraint is not an indexable operation"],
    [
      { pk: { ComparisonOperator: "EQ", AttributeValueList: [N(1)] } },
      `${INVALID}Condition parameter type does not match schema type`,
    ],
  ])("[LEG-5] KeyConditions %j", (KeyConditions, message) => {
    expect(refusal("Query", { KeyConditions })).toBe(message);
  });

  it("[LEG-5] QueryFilter takes no key attribute, ScanFilter does", () => {
    expect(refusal("Query", { KeyConditions: { pk: EQ }, QueryFilter: { sk: EQ } })).toBe(
      "QueryFilter can only contain non-primary key attributes: Primary key attribute: sk",
    );
    expect(new TinyTable().send("Scan", { ScanFilter: { sk: EQ } })).toEqual({ Items: [], Count: 0, ScannedCount: 0 });
  });

  it.each([
    [{}, "Only DELETE action is allowed when no attribute value is specified"],
    [{ Action: "ADD" }, "Only DELETE action is allowed when no attribute value is specified"],
    [{ Action: "ADD", Value: S("x") }, "ADD action is not supported for the type S"],
    [{ Action: "ADD", Value: { BOOL: true } }, "ADD action is not supported for the type BOOL"],
    [{ Action: "DELETE", Value: N(1) }, "DELETE action with value is not supported for the type N"],
  ])("[LEG-6] AttributeUpdates %j", (update, message) => {
    expect(refusal("UpdateItem", { Key, AttributeUpdates: { a: update } })).toBe(INVALID + message);
  });

  it("[LEG-6] the key cannot be updated", () => {
    expect(refusal("UpdateItem", { Key, AttributeUpdates: { sk: { Value: S("c") } } })).toBe(
      `${INVALID}Cannot update attribute sk. This attribute is part of the key`,
    );
  });

  it("[LEG-7] AttributesToGet: duplicates, and what it says against Select", () => {
    expect(refusal("GetItem", { Key, AttributesToGet: ["a", "b", "a"] })).toBe(
      `${INVALID}Duplicate value in attribute name: a`,
    );
    expect(refusal("Scan", { AttributesToGet: ["a"], Select: "COUNT" })).toBe(
      "Cannot specify the AttributesToGet when choosing to get only the Count",
    );
    expect(refusal("Scan", { AttributesToGet: ["a"], Select: "ALL_ATTRIBUTES" })).toBe(
      "Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES",
    );
  });
});

describe("what legacy parameters do", () => {
  const item = { ...Key, s: S("hello"), n: N(5), set: { SS: ["x", "y"] }, l: { L: [N(1), S("z")] } };

  it.each<[string, string, readonly unknown[], boolean]>([
    ["s", "EQ", [S("hello")], true],
    ["set", "EQ", [{ SS: ["y", "x"] }], true],
    ["s", "NE", [S("hello")], false],
    ["none", "NE", [S("hello")], true],
    ["n", "LT", [N(6)], true],
    ["n", "LE", [N(5)], true],
    ["n", "GT", [N(5)], false],
    ["n", "GE", [S("5")], false],
    ["n", "BETWEEN", [N(5), N(7)], true],
    ["n", "IN", [N(4), N(5)], true],
    ["none", "NULL", [], true],
    ["s", "NOT_NULL", [], true],
    ["s", "CONTAINS", [S("ell")], true],
    ["set", "CONTAINS", [S("y")], true],
    ["l", "CONTAINS", [S("z")], true],
    ["s", "NOT_CONTAINS", [S("ell")], false],
    ["n", "NOT_CONTAINS", [S("5")], true],
    ["none", "NOT_CONTAINS", [S("ell")], false],
    ["s", "BEGINS_WITH", [S("he")], true],
  ])("[LEG-3] %s %s %j is %s", (name, ComparisonOperator, AttributeValueList, expected) => {
    const tiny = new TinyTable();
    tiny.send("PutItem", { Item: item });
    const condition = { [name]: { ComparisonOperator, AttributeValueList } };
    expect(answered(tiny.send("Scan", { ScanFilter: condition })).Count).toBe(expected ? 1 : 0);
    const deleted = tiny.send("DeleteItem", { Key, Expected: condition });
    expect(deleted).toEqual(expected ? {} : "ConditionalCheckFailedException: The conditional request failed");
  });

  it("[LEG-4] [LEG-5] Expected by value or absence, joined by AND or OR", () => {
    const put = (Expected: unknown, more = {}) => {
      const tiny = new TinyTable();
      tiny.send("PutItem", { Item: item });
      return tiny.send("PutItem", { Item: item, Expected, ...more });
    };
    const failed = "ConditionalCheckFailedException: The conditional request failed";
    expect(put({ s: { Value: S("hello") }, none: { Exists: false } })).toEqual({});
    expect(put({ s: { Exists: true, Value: S("bye") } })).toBe(failed);
    expect(put({ s: { Exists: false } })).toBe(failed);
    expect(put({ s: { Value: S("bye") }, n: { ComparisonOperator: "LT", Value: N(9) } })).toBe(failed);
    const or = { ConditionalOperator: "OR" };
    expect(put({ s: { Value: S("bye") }, n: { ComparisonOperator: "LT", Value: N(9) } }, or)).toEqual({});
    expect(put({})).toEqual({});
  });

  it("[LEG-5] KeyConditions select what a key condition expression selects", () => {
    const tiny = new TinyTable(table({ sortKey: "N" }));
    for (let i = 0; i < 6; i++) tiny.send("PutItem", { Item: { pk: S("p"), sk: N(i), even: { BOOL: i % 2 === 0 } } });
    const query = (operator: string, values: unknown[], more = {}) =>
      (
        answered(
          tiny.send("Query", {
            KeyConditions: {
              pk: { ComparisonOperator: "EQ", AttributeValueList: [S("p")] },
              sk: { ComparisonOperator: operator, AttributeValueList: values },
            },
            ...more,
          }),
        ).Items as Item[]
      ).map((found) => Number((found.sk as { N: string }).N));
    expect(query("EQ", [N(3)])).toEqual([3]);
    expect(query("LT", [N(2)])).toEqual([0, 1]);
    expect(query("GE", [N(4)])).toEqual([4, 5]);
    expect(query("BETWEEN", [N(1), N(3)])).toEqual([1, 2, 3]);
    const even = { even: { ComparisonOperator: "EQ", AttributeValueList: [{ BOOL: true }] } };
    expect(query("GT", [N(0)], { QueryFilter: even, ScanIndexForward: false })).toEqual([4, 2]);
  });

  it("[LEG-6] PUT, ADD and DELETE", () => {
    const tiny = new TinyTable();
    tiny.send("PutItem", { Item: item });
    const update = (AttributeUpdates: unknown, ReturnValues = "UPDATED_NEW") =>
      tiny.send("UpdateItem", { Key, AttributeUpdates, ReturnValues });
    expect(update({ s: { Value: S("new") }, "a.b": { Action: "PUT", Value: N(1) } })).toEqual({
      Attributes: { s: S("new"), "a.b": N(1) },
    });
    expect(update({ n: { Action: "ADD", Value: N(2) }, l: { Action: "ADD", Value: { L: [N(9)] } } })).toEqual({
      Attributes: { n: N(7), l: { L: [N(1), S("z"), N(9)] } },
    });
    expect(update({ set: { Action: "DELETE", Value: { SS: ["x"] } }, s: { Action: "DELETE" } }, "UPDATED_OLD")).toEqual(
      { Attributes: { set: { SS: ["x", "y"] }, s: S("new") } },
    );
    expect(tiny.send("GetItem", { Key, AttributesToGet: ["set", "s"] })).toEqual({ Item: { set: { SS: ["y"] } } });
    const mismatch = "ValidationException: Type mismatch for attribute to update";
    expect(update({ set: { Action: "ADD", Value: N(1) } })).toBe(mismatch);
    expect(update({ n: { Action: "DELETE", Value: { SS: ["x"] } } })).toBe(mismatch);
  });

  it("[LEG-6] ADD makes what is not there; only taking away makes nothing", () => {
    const tiny = new TinyTable();
    expect(tiny.send("UpdateItem", { Key, AttributeUpdates: { a: { Action: "DELETE" } } })).toEqual({});
    expect(tiny.send("GetItem", { Key })).toEqual({});
    tiny.send("UpdateItem", { Key, AttributeUpdates: { a: { Action: "ADD", Value: N(3) } } });
    expect(tiny.send("GetItem", { Key, AttributesToGet: ["a"] })).toEqual({ Item: { a: N(3) } });
  });
});
