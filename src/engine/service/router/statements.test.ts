import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { clientId } from "../places.ts";

type Body = Record<string, unknown> & { readonly Items: { readonly player: { readonly S: string } }[] };

/** Ten players in four partitions. */
function filled(): Cluster {
  const cluster = new Cluster({ partitions: 4 });
  for (let i = 0; i < 10; i++) cluster.put(`p${i}`, { n: { N: String(i) } });
  cluster.run();
  return cluster;
}

/** Without a TableName in the input: the statement says which. */
function send(cluster: Cluster, operation: string, input: object) {
  const request = `s${cluster.recorded.length}`;
  cluster.tell(clientId("us-east-1"), { type: "SubmitRequest", call: { request, operation, input } });
  return cluster.answerTo(request);
}

const execute = (cluster: Cluster, Statement: string, more: object = {}) =>
  send(cluster, "ExecuteStatement", { Statement, ...more });
const players = (answer: { body: unknown }) => (answer.body as Body).Items.map(({ player }) => player.S);

describe("statements in the service", () => {
  it("[PQL-1] one item's statements go to its partition and are recorded as its", () => {
    const cluster = filled();
    const answers = [
      execute(cluster, "INSERT INTO Players VALUE {'player': 'cleo', 'n': 1}"),
      execute(cluster, "UPDATE Players SET n = n + 1 WHERE player = 'cleo' RETURNING ALL NEW *"),
      execute(cluster, 'SELECT n FROM "Players" WHERE player = ?', {
        Parameters: [{ S: "cleo" }],
        ConsistentRead: true,
      }),
      execute(cluster, "DELETE FROM Players WHERE player = 'cleo'"),
    ];
    expect(answers.map(({ body }) => body)).toEqual([
      { Items: [] },
      { Items: [{ player: { S: "cleo" }, n: { N: "2" } }] },
      { Items: [{ n: { N: "2" } }] },
      { Items: [] },
    ]);
    expect(answers.map(({ table, label }) => `${table} ${label}`)).toEqual(Array(4).fill("Players cleo"));
    expect(
      cluster
        .facts("RequestRouted")
        .slice(-4)
        .map(({ strong, label }) => `${strong} ${label}`),
    ).toEqual(Array(4).fill("true cleo"));
  });

  it("[PQL-9] an INSERT of a key that is there is a duplicate", () => {
    const answer = execute(filled(), "INSERT INTO Players VALUE {'player': 'p1'}");
    expect(answer).toMatchObject({
      status: 400,
      error: "DuplicateItemException",
      message: "Duplicate primary key exists in table",
    });
  });

  it("[PQL-7, PQL-11] a SELECT of several keys visits their partitions in order, a page at a time", () => {
    const cluster = filled();
    const keys = ["p7", "p0", "p3", "p9", "nobody", "p1"];
    const Statement = `SELECT * FROM Players WHERE player IN [${keys.map((key) => `'${key}'`).join(", ")}]`;
    const found: string[] = [];
    let token: unknown;
    do {
      const answer = execute(cluster, Statement, { Limit: 2, ...(token === undefined ? {} : { NextToken: token }) });
      expect(answer.label).toBeNull();
      found.push(...players(answer));
      token = (answer.body as Body).NextToken;
    } while (token !== undefined);
    expect(found).toEqual(["p7", "p0", "p3", "p9", "p1"]);
  });

  it("[PQL-7] a SELECT without a key scans every partition", () => {
    const answer = execute(filled(), "SELECT * FROM Players WHERE n >= 5", { ReturnConsumedCapacity: "TOTAL" });
    expect(players(answer).sort()).toEqual(["p5", "p6", "p7", "p8", "p9"]);
    expect((answer.body as Body).ConsumedCapacity).toEqual({ TableName: "Players", CapacityUnits: 0.5 });
  });

  it("[PQL-3] a table that is not there is not found, after the statement was read", () => {
    const cluster = filled();
    expect(execute(cluster, "SELECT * FROM Nowhere").error).toBe("ResourceNotFoundException");
    expect(execute(cluster, "SELECT COUNT(*) FROM Nowhere").message).toBe("Unexpected path component at 1:8:5");
  });
});

const batch = (cluster: Cluster, statements: (string | object)[], more: object = {}) =>
  send(cluster, "BatchExecuteStatement", {
    Statements: statements.map((each) => (typeof each === "string" ? { Statement: each } : each)),
    ...more,
  });

describe("batches of statements", () => {
  it("[PQL-12] reads are answered in order, each for itself", () => {
    const cluster = filled();
    const answer = batch(
      cluster,
      [
        "SELECT n FROM Players WHERE player = 'p4'",
        "SELECT * FROM Players WHERE player = 'nobody'",
        "SELECT * FROM Players WHERE n = 1",
        "SELECT * FROM Nowhere WHERE player = 'p1'",
        "SELECT *",
      ],
      { ReturnConsumedCapacity: "TOTAL" },
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      Responses: [
        { TableName: "Players", Item: { n: { N: "4" } } },
        { TableName: "Players" },
        {
          TableName: "Players",
          Error: {
            Code: "ValidationError",
            Message: "Select statements within BatchExecuteStatement must specify the primary key in the where clause.",
          },
        },
        { TableName: "Nowhere", Error: { Code: "ResourceNotFound", Message: "Requested resource not found" } },
        {
          Error: {
            Code: "ValidationError",
            Message: "Statement wasn't well formed, can't be processed: Expected FROM after SELECT list",
          },
        },
      ],
      ConsumedCapacity: [{ TableName: "Players", CapacityUnits: 1 }],
    });
  });

  it("[PQL-12] a write that fails does not keep the others from happening", () => {
    const cluster = filled();
    const answer = batch(cluster, [
      "INSERT INTO Players VALUE {'player': 'p1'}",
      "INSERT INTO Players VALUE {'player': 'new'}",
      {
        Statement: "UPDATE Players SET n = 0 WHERE player = 'p2' AND n = 9",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
      "DELETE FROM Players WHERE player = 'p3'",
    ]);
    expect(answer.body).toEqual({
      Responses: [
        { TableName: "Players", Error: { Code: "DuplicateItem", Message: "Duplicate primary key exists in table" } },
        { TableName: "Players" },
        {
          TableName: "Players",
          Error: {
            Code: "ConditionalCheckFailed",
            Message: "The conditional request failed",
            Item: { player: { S: "p2" }, n: { N: "2" } },
          },
        },
        { TableName: "Players" },
      ],
    });
  });

  it.each([
    [
      ["SELECT * FROM Players WHERE player = 'a'", "DELETE FROM Players WHERE player = 'b'"],
      "Read and write requests together in the same batch is not supported.",
    ],
    [
      ["DELETE FROM Players WHERE player = 'b'", "INSERT INTO Players VALUE {'player': 'b'}"],
      "Provided list of item keys contains duplicates",
    ],
    [
      [],
      "1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])("[PQL-12] %j is refused as a whole", (statements, message) => {
    const cluster = filled();
    const answer = batch(cluster, statements);
    expect(answer).toMatchObject({ status: 400, error: "ValidationException", message });
    expect(cluster.facts("RequestRouted")).toHaveLength(10);
  });
});
