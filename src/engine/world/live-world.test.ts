import { describe, expect, it } from "vitest";
import type { ApiAnswer } from "../service/messages.ts";
import { playersTable } from "../testing/fixtures.ts";
import { LiveWorld } from "./live-world.ts";

const START = 1_800_000_000_000_000;
const SECOND = 1_000_000;

function live(latency: "instant" | "typical" = "instant", options: Parameters<typeof playersTable>[0] = {}): LiveWorld {
  return new LiveWorld({
    seed: 1,
    latency,
    startAt: START,
    regions: new Map([["us-east-1", [{ create: playersTable(options).create, items: [] }]]]),
  });
}

function ask(world: LiveWorld, operation: string, input: unknown, now = START, region = "us-east-1"): ApiAnswer[] {
  const answers: ApiAnswer[] = [];
  world.call({ region, operation, input }, now, (answer) => answers.push(answer));
  return answers;
}

const cleo = { TableName: "Players", Item: { player: { S: "cleo" }, league: { S: "gold" }, score: { N: "1" } } };

describe("the live world", () => {
  it("[LIVE-2] an instant world answers before the call returns, and its index is current", () => {
    const world = live("instant", { index: true });
    expect(ask(world, "PutItem", cleo)).toMatchObject([{ status: 200, body: {} }]);
    expect(world.world.simulation.quiet).toBe(true);
    expect(world.nextDue).toBeUndefined();
    const index = world.world.config.tables[0] as { create: { GlobalSecondaryIndexes: { IndexName: string }[] } };
    const IndexName = index.create.GlobalSecondaryIndexes[0]?.IndexName;
    expect(ask(world, "Scan", { TableName: "Players", IndexName })).toMatchObject([{ body: { Count: 1 } }]);
  });

  it("[LIVE-5] calls begun together are each answered as if they had come alone, in fewer steps", () => {
    const world = live();
    const before = world.world.steps;
    ask(world, "PutItem", cleo);
    const alone = world.world.steps - before;
    const answers: ApiAnswer[] = [];
    const add = (score: number) => ({
      TableName: "Players",
      Key: { player: { S: "cleo" } },
      UpdateExpression: "ADD score :n",
      ExpressionAttributeValues: { ":n": { N: String(score) } },
      ReturnValues: "UPDATED_NEW",
    });
    const put = (i: number) => ({ TableName: "Players", Item: { player: { S: `p${i}` } } });
    for (const score of [1, 2, 3])
      world.begin({ region: "us-east-1", operation: "UpdateItem", input: add(score) }, (a) => answers.push(a));
    world.advance(START);
    expect(answers.map(({ body }) => body)).toMatchObject(
      ["2", "4", "7"].map((N) => ({ Attributes: { score: { N } } })),
    );
    const from = world.world.steps;
    for (let i = 0; i < 40; i++)
      world.begin({ region: "us-east-1", operation: "PutItem", input: put(i) }, (a) => answers.push(a));
    world.advance(START);
    expect(answers).toHaveLength(43);
    expect(world.world.steps - from).toBeLessThan(40 * alone * 0.75);
    expect(world.world.simulation.quiet).toBe(true);
  });

  it("[LIVE-3] a typical world answers when the time has come", () => {
    const world = live("typical");
    const answers = ask(world, "PutItem", cleo);
    expect(answers).toEqual([]);
    expect(world.nextDue).toBeGreaterThan(START);
    world.advance((world.nextDue as number) - 1);
    expect(answers).toEqual([]);
    world.advance(START + SECOND);
    expect(answers).toMatchObject([{ status: 200 }]);
  });

  it("[LIVE-1] tables take their time, and a clock that is set back stands still", () => {
    const world = live("typical");
    const create = { TableName: "More", ...KEY };
    ask(world, "CreateTable", create);
    const status = (now: number): unknown => {
      const answers = ask(world, "DescribeTable", { TableName: "More" }, now);
      world.advance(now + SECOND / 2);
      return (answers as unknown as { body: { Table: { TableStatus: string } } }[]).map(
        ({ body }) => body.Table.TableStatus,
      );
    };
    expect(status(START + SECOND)).toEqual(["CREATING"]);
    expect(status(START + 10 * SECOND)).toEqual(["ACTIVE"]);
    const before = world.world.now;
    world.advance(START);
    expect(world.world.now).toBe(before);
  });

  it("[LIVE-4] Regions open on demand and have tables of their own", () => {
    const world = live();
    expect(world.hasRegion("eu-west-1")).toBe(false);
    world.openRegion("eu-west-1");
    expect(ask(world, "ListTables", {}, START, "eu-west-1")).toMatchObject([{ body: { TableNames: [] } }]);
    expect(ask(world, "CreateTable", { TableName: "Players", ...KEY }, START, "eu-west-1")).toMatchObject([
      { status: 200 },
    ]);
    ask(world, "PutItem", cleo, START, "eu-west-1");
    expect(ask(world, "Scan", { TableName: "Players" })).toMatchObject([{ body: { Count: 0 } }]);
  });

  it("[GW-1] answers are not kept", () => {
    const world = live();
    for (let i = 0; i < 50; i++) ask(world, "PutItem", cleo);
    expect(world.world.simulation.read("us-east-1/gateway")).toEqual({ answers: [] });
  });
});

const KEY = {
  AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
};
