import { describe, expect, it } from "vitest";
import { labelOfRequest, tableOfRequest } from "./request-tracking.ts";

describe("request tracking", () => {
  it.each<[unknown, string | null]>([
    [{ TableName: "T" }, "T"],
    [{ TableName: "arn:aws:dynamodb:us-east-1:000000000000:table/Players" }, "Players"],
    [{}, null],
    [{ TableName: 5 }, null],
    [null, null],
    ["TableName", null],
  ])("[CL-1] the table that %j names", (input, table) => {
    expect(tableOfRequest("PutItem", input)).toBe(table);
  });

  it.each<[unknown, string | null]>([
    [{ Statement: 'SELECT * FROM "T"."I"' }, "T"],
    [{ Statement: "SELECT" }, null],
    [{ Statement: 5 }, null],
    [{ Statements: [{ Statement: "SELECT * FROM T" }, { Statement: "DELETE FROM T" }] }, "T"],
    [{ TransactStatements: [{ Statement: "EXISTS(SELECT * FROM T)" }, { Statement: "DELETE FROM U" }] }, null],
    [{ Statements: [null, {}] }, null],
  ])("[CL-1] the table that the statements of %j name", (input, table) => {
    expect(tableOfRequest("ExecuteStatement", input)).toBe(table);
  });

  it.each<[unknown, string | null]>([
    [{ Key: { id: { S: "cleo" } } }, "cleo"],
    [{ Key: { id: { S: "cleo" }, day: { N: "4" } } }, "cleo · 4"],
    [{ Key: {} }, null],
    [{ Key: { id: "cleo" } }, null],
    [{ Key: { id: { S: 5 } } }, null],
    [{ Key: { id: null } }, null],
    [{ Key: "cleo" }, null],
    [{ Item: { id: { S: "cleo" } } }, null],
  ])("[CL-2] the key that %j names, before anybody has checked it", (input, label) => {
    expect(labelOfRequest(input)).toBe(label);
  });
});
