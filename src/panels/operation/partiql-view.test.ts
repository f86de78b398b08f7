import "../../engine/later.ts";
import { describe, expect, it } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { playersScenario } from "../../parts/example-worlds.ts";
import { partiqlOfRequestView } from "./partiql-view.ts";

const reader = new Reader(new Timeline(playersScenario(), null));
const ask = (operation: string, input: unknown) =>
  partiqlOfRequestView(reader, { region: "us-east-1", operation, input });
const Key = { player: { S: "cleo" } };

describe("the form's request as PartiQL", () => {
  it("[PQL-14] is a statement, with what it would do otherwise", () => {
    expect(ask("GetItem", { TableName: "Players", Key, ConsistentRead: true })).toEqual({
      text: `SELECT * FROM "Players" WHERE "player" = 'cleo'\n-- ConsistentRead: true`,
      difference: null,
    });
    expect(ask("PutItem", { TableName: "Players", Item: { ...Key, face: { B: "AAE=" } } })).toEqual({
      text: `INSERT INTO "Players" VALUE {'player': 'cleo', 'face': ?}\n-- Parameters: [{"B":"AAE="}]`,
      difference: "INSERT refuses an item that is there already; PutItem replaces it.",
    });
  });

  it("[PQL-14] of several requests names the operation that carries them", () => {
    const TransactItems = [{ Delete: { TableName: "Players", Key } }];
    expect(ask("TransactWriteItems", { TransactItems, ClientRequestToken: "t" })).toMatchObject({
      text: `-- ExecuteTransaction\n-- ClientRequestToken: "t"\nDELETE FROM "Players" WHERE "player" = 'cleo';`,
    });
  });

  it("of a form of statements is its own text, also while it is not yet right", () => {
    expect(ask("ExecuteStatement", { Statement: "SELEKT", Limit: 2 })).toEqual({
      text: "SELEKT\n-- Limit: 2",
      difference: null,
    });
  });

  it("says why there is none, and computes nothing while nobody asks", () => {
    expect(ask("ListTables", {})).toEqual({
      text: null,
      reason: "PartiQL reads and writes items; this operation does something else.",
    });
    expect(ask("GetItem", { TableName: "Nowhere", Key })).toEqual({
      text: null,
      reason: "There is no table Nowhere here.",
    });
    expect(partiqlOfRequestView(reader, null)).toBeNull();
  });
});
