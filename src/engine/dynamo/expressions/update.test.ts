import { describe, expect, it } from "vitest";
import { TinyTable } from "../../testing/dynamo-fixtures.ts";

const Key = { pk: { S: "a" }, sk: { S: "b" } };
const L = (...texts: string[]) => ({ L: texts.map((S) => ({ S })) });

/** The item after the update without its key, or the refusal. */
function updated(
  item: Record<string, unknown> | null,
  UpdateExpression: string,
  values: Record<string, unknown> = {},
  ReturnValues = "ALL_NEW",
): unknown {
  const tiny = new TinyTable();
  if (item !== null) tiny.send("PutItem", { Item: { ...Key, ...item } });
  const answer = tiny.send("UpdateItem", {
    Key,
    UpdateExpression,
    ReturnValues,
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  });
  if (typeof answer === "string") return answer.replace("ValidationException: ", "");
  const { pk: _, sk: __, ...rest } = (answer.Attributes ?? {}) as Record<string, unknown>;
  return rest;
}

describe("updates", () => {
  it("[EXPR-10] every SET clause reads the item as it was before", () => {
    expect(updated({ a: { N: "1" }, b: { N: "2" } }, "SET a = b, b = a")).toEqual({ a: { N: "2" }, b: { N: "1" } });
    expect(updated({ a: L("x", "y", "z") }, "SET a[1] = a[0] REMOVE a[0]")).toEqual({ a: L("x", "z") });
  });

  it("[EXPR-15] parentheses around a sum or its sides", () => {
    const v = { ":v": { N: "1" } };
    for (const text of ["SET a = (a + :v)", "SET a = (a) + (:v)", "SET a = ((a) + :v)"]) {
      expect(updated({ a: { N: "2" } }, text, v)).toEqual({ a: { N: "3" } });
    }
    expect(updated({ a: { N: "2" } }, "SET a = ((a + :v))", v)).toBe(
      "Invalid UpdateExpression: The expression has redundant parentheses;",
    );
    expect(updated({ a: { N: "2" } }, "SET a = (a + :v) + :v", v)).toBe(
      'Invalid UpdateExpression: Syntax error; token: "+", near: ") + :v"',
    );
  });

  it("[EXPR-10] list positions are those before the update; past the end appends without padding", () => {
    expect(updated({ a: L("x", "y", "z") }, "REMOVE a[0], a[2]")).toEqual({ a: L("y") });
    expect(
      updated({ a: L("x") }, "SET a[9] = :nine, a[5] = :five", { ":nine": { S: "9" }, ":five": { S: "5" } }),
    ).toEqual({
      a: L("x", "5", "9"),
    });
    expect(updated({ a: L("x") }, "REMOVE a[5]")).toEqual({ a: L("x") });
  });

  it("[EXPR-11] arithmetic is exact, to 38 digits", () => {
    expect(updated({ n: { N: "0.1" } }, "SET n = n + :v", { ":v": { N: "0.2" } })).toEqual({ n: { N: "0.3" } });
    expect(updated({ n: { N: "5" } }, "SET n = :v - n", { ":v": { N: "3" } })).toEqual({ n: { N: "-2" } });
    expect(updated({ n: { N: "9".repeat(38) } }, "SET n = n + :v", { ":v": { N: "0.1" } })).toBe(
      "Attempting to store more than 38 significant digits in a Number",
    );
  });

  it("[EXPR-11] if_not_exists and list_append nest", () => {
    const values = { ":none": { L: [] }, ":v": L("new") };
    expect(updated(null, "SET a = list_append(if_not_exists(a, :none), :v)", values)).toEqual({ a: L("new") });
    expect(updated({ a: L("old") }, "SET a = list_append(if_not_exists(a, :none), :v)", values)).toEqual({
      a: L("old", "new"),
    });
    expect(updated(null, "SET n = if_not_exists(n, :z) + :o", { ":z": { N: "0" }, ":o": { N: "1" } })).toEqual({
      n: { N: "1" },
    });
  });

  it("[EXPR-11] ADD makes numbers and sets, DELETE empties a set away", () => {
    expect(updated(null, "ADD n :v", { ":v": { N: "5" } })).toEqual({ n: { N: "5" } });
    expect(updated({ n: { N: "1" } }, "ADD n :v", { ":v": { N: "-1" } })).toEqual({ n: { N: "0" } });
    expect(updated({ s: { SS: ["c", "a"] } }, "ADD s :v", { ":v": { SS: ["b", "a"] } })).toEqual({
      s: { SS: ["a", "b", "c"] },
    });
    expect(updated({ s: { NS: ["1", "2"] } }, "DELETE s :v", { ":v": { NS: ["2.0", "7"] } })).toEqual({
      s: { NS: ["1"] },
    });
    expect(updated({ s: { NS: ["1"] } }, "DELETE s :v", { ":v": { NS: ["1"] } })).toEqual({});
    expect(updated({}, "DELETE s :v", { ":v": { NS: ["1"] } })).toEqual({});
  });

  it("[EXPR-12] operands and paths that do not fit the item", () => {
    const v = { ":v": { N: "1" } };
    expect(updated({ a: { S: "x" } }, "SET a = a + :v", v)).toBe(
      "An operand in the update expression has an incorrect data type",
    );
    expect(updated({ a: { S: "x" } }, "ADD a :v", v)).toBe(
      "An operand in the update expression has an incorrect data type",
    );
    expect(updated({}, "SET a = b")).toBe(
      "The provided expression refers to an attribute that does not exist in the item",
    );
    for (const text of ["SET m.x = :v", "SET a.x = :v", "SET a[0] = :v"]) {
      expect(updated({ a: { S: "x" } }, text, v)).toBe(
        "The document path provided in the update expression is invalid for update",
      );
    }
    expect(updated({ a: { S: "x" } }, "REMOVE m.x")).toBe(
      "The document path provided in the update expression is invalid for update",
    );
    expect(updated({ m: { M: {} } }, "REMOVE m.x, y")).toEqual({ m: { M: {} } });
    const set = { ":v": { SS: ["s"] } };
    for (const text of ["DELETE m.x :v", "DELETE a.x :v", "DELETE a[0] :v", "DELETE l.x :v", "DELETE l[0].x :v"]) {
      expect(updated({ a: { S: "x" }, l: L("e") }, text, set)).toBe(
        "The document path provided in the update expression is invalid for update",
      );
    }
    expect(updated({ m: { M: {} }, l: L("e") }, "DELETE m.x :v, l[7] :v, y :v", set)).toEqual({
      m: { M: {} },
      l: L("e"),
    });
  });

  it("[EXPR-9] UPDATED_OLD and UPDATED_NEW return only the changed fragments", () => {
    const item = { m: { M: { x: { N: "1" }, y: { N: "2" } } }, l: L("a", "b"), other: { S: "o" }, gone: { S: "g" } };
    const text = "SET m.x = :v, l[1] = :v REMOVE gone";
    const values = { ":v": { N: "9" } };
    expect(updated(item, text, values, "UPDATED_OLD")).toEqual({
      m: { M: { x: { N: "1" } } },
      l: L("b"),
      gone: { S: "g" },
    });
    expect(updated(item, text, values, "UPDATED_NEW")).toEqual({ m: { M: { x: { N: "9" } } }, l: { L: [{ N: "9" }] } });
    expect(updated(null, "SET a = :v", values, "UPDATED_OLD")).toEqual({});
  });

  it("[EXPR-12] an update may not nest deeper than an item may", () => {
    const deep = (levels: number): unknown => (levels === 0 ? { S: "x" } : { L: [deep(levels - 1)] });
    expect(updated({ m: { M: {} } }, "SET m.x = :v", { ":v": deep(30) })).toEqual({ m: { M: { x: deep(30) } } });
    expect(updated({ m: { M: {} } }, "SET m.x = :v", { ":v": deep(31) })).toMatch(
      /^Nesting Levels have exceeded supported limits/,
    );
  });
});
