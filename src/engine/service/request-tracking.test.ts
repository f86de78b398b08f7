import { describe, expect, it } from "vitest";
import type { KeySchema } from "../dynamo/table.ts";
import { Cluster } from "../testing/cluster.ts";
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

  const PLAYERS: KeySchema = { partition: [{ name: "id", type: "S" }], sort: [] };
  const DAYS: KeySchema = { partition: [{ name: "id", type: "S" }], sort: [{ name: "day", type: "N" }] };

  it.each<[unknown, KeySchema | null, string | null]>([
    [{ Key: { id: { S: "cleo" } } }, PLAYERS, "cleo"],
    [{ Key: { id: { S: "cleo" }, day: { N: "4" } } }, DAYS, "cleo · 4"],
    [{ Key: { day: { N: "4" }, id: { S: "cleo" } } }, DAYS, "cleo · 4"],
    [{ Key: { day: { N: "4.0" }, id: { S: "cleo" } } }, DAYS, "cleo · 4"],
    [{ Item: { id: { S: "cleo" } } }, PLAYERS, "cleo"],
    [{ Item: { note: { S: "new" }, day: { N: "4" }, id: { S: "cleo" } } }, DAYS, "cleo · 4"],
  ])("[CL-2] the item that %j names, in the order of the table's key", (input, schema, label) => {
    expect(labelOfRequest(input, schema)).toBe(label);
  });

  it.each<[unknown, KeySchema | null]>([
    [{ Key: { id: { S: "cleo" } } }, null],
    [{ Key: { id: { S: "cleo" } } }, DAYS],
    [{ Key: { id: { S: "cleo" }, day: { N: "4" } } }, PLAYERS],
    [{ Key: { name: { S: "cleo" } } }, PLAYERS],
    [{ Key: { id: { N: "4" } } }, PLAYERS],
    [{ Key: { id: { S: "" } } }, PLAYERS],
    [{ Key: {} }, PLAYERS],
    [{ Key: { id: "cleo" } }, PLAYERS],
    [{ Key: { id: { S: 5 } } }, PLAYERS],
    [{ Key: { id: null } }, PLAYERS],
    [{ Key: "cleo" }, PLAYERS],
    [{ Item: { id: { S: "cleo" } } }, DAYS],
    [{ Item: { name: { S: "cleo" } } }, PLAYERS],
    [{ Item: { id: { N: "4" } } }, PLAYERS],
    [{ Item: null }, PLAYERS],
    [{ Item: "cleo" }, PLAYERS],
  ])("[CL-2] %j names no item of its table", (input, schema) => {
    expect(labelOfRequest(input, schema)).toBeNull();
  });

  it("[CL-2, TT-10] a request that is refused for its key is no item's, sent and answered", () => {
    const cluster = new Cluster();
    const wrong = cluster.ask("GetItem", { Key: { name: { S: "cleo" } } });
    const right = cluster.ask("GetItem", { Key: { player: { S: "cleo" } } });
    cluster.run();
    const labelsOf = (request: string) =>
      cluster.recorded.flatMap(({ event }) =>
        (event.kind === "RequestSent" || event.kind === "ResponseReceived") && event.request === request
          ? [event.label]
          : [],
      );
    expect(labelsOf(wrong)).toEqual([null, null]);
    expect(labelsOf(right)).toEqual(["cleo", "cleo"]);
  });
});
