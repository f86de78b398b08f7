import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { clientId } from "../places.ts";

function filled(): Cluster {
  const cluster = new Cluster({ partitions: 4 });
  for (const [player, n] of [
    ["a", "1"],
    ["b", "2"],
  ] as const)
    cluster.put(player, { n: { N: n } });
  cluster.run();
  return cluster;
}

function transact(cluster: Cluster, statements: (string | object)[], more: object = {}) {
  const request = `s${cluster.recorded.length}`;
  const TransactStatements = statements.map((each) => (typeof each === "string" ? { Statement: each } : each));
  const call = { request, operation: "ExecuteTransaction", input: { TransactStatements, ...more } };
  cluster.tell(clientId("us-east-1"), { type: "SubmitRequest", call });
  return cluster.answerTo(request);
}

const SELECT = "SELECT * FROM Players WHERE player = ";
const INSERT_C = "INSERT INTO Players VALUE {'player': 'c'}";

describe("transactions of statements", () => {
  it("[PQL-13] reads find each item, by its WHERE and its columns", () => {
    const answer = transact(
      filled(),
      [
        `${SELECT}'a'`,
        { Statement: "SELECT n FROM Players WHERE player = ?", Parameters: [{ S: "b" }] },
        `${SELECT}'nobody'`,
        `SELECT gone FROM Players WHERE player = 'c'`,
      ],
      { ReturnConsumedCapacity: "TOTAL" },
    );
    expect(answer.body).toMatchObject({
      Responses: [{ Item: { player: { S: "a" }, n: { N: "1" } } }, { Item: { n: { N: "2" } } }, {}, {}],
      ConsumedCapacity: [{ TableName: "Players", CapacityUnits: 8 }],
    });
    expect(transact(filled(), [`${SELECT}'a' AND n = 5`, "SELECT gone FROM Players WHERE player = 'b'"]).body).toEqual({
      Responses: [{}, { Item: {} }],
    });
  });

  it("[PQL-13] writes and checks happen together", () => {
    const cluster = filled();
    const statements = [
      `EXISTS(${SELECT}'a' AND n = 1)`,
      INSERT_C,
      "UPDATE Players SET n = n + 5 WHERE player = 'b'",
      "DELETE FROM Players WHERE player = 'nobody'",
    ];
    expect(transact(cluster, statements, { ClientRequestToken: "t" })).toMatchObject({ status: 200, body: {} });
    expect(transact(cluster, statements, { ClientRequestToken: "t" })).toMatchObject({ status: 200 });
    expect(transact(cluster, [`${SELECT}'b'`, "SELECT player FROM Players WHERE player = 'c'"]).body).toEqual({
      Responses: [{ Item: { player: { S: "b" }, n: { N: "7" } } }, { Item: { player: { S: "c" } } }],
    });
    expect(transact(cluster, [INSERT_C], { ClientRequestToken: "t" }).error).toBe(
      "IdempotentParameterMismatchException",
    );
  });

  it("[PQL-13] one statement that fails cancels all, with a reason for each", () => {
    const cluster = filled();
    const answer = transact(cluster, [
      "INSERT INTO Players VALUE {'player': 'a'}",
      INSERT_C,
      {
        Statement: "UPDATE Players SET n = 0 WHERE player = 'b' AND n = 9",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
      `EXISTS(${SELECT}'nobody')`,
    ]);
    expect(answer).toMatchObject({
      error: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [DuplicateItem, None, ConditionalCheckFailed, ConditionalCheckFailed]",
    });
    expect(transact(cluster, [`${SELECT}'c'`]).body).toEqual({ Responses: [{}] });
  });

  it.each([
    [
      [`${SELECT}'a'`, INSERT_C],
      "ExecuteTransaction API does not support both read and write operations in the same request.",
    ],
    [
      [`EXISTS(${SELECT}'a')`, `${SELECT}'b'`],
      "ExecuteTransaction API does not support both read and write operations in the same request.",
    ],
    [
      [INSERT_C, "DELETE FROM Players WHERE player = 'a' RETURNING ALL OLD *"],
      "Validation failed in TransactStatements[1]: RETURNING clause is not supported in ExecuteTransaction.",
    ],
    [
      ["SELECT * FROM Players.byScore WHERE league = 'x'"],
      "Validation failed in TransactStatements[0]: Reads on indices are not supported within transactions.",
    ],
    [
      ["SELECT * FROM Players WHERE n = 1"],
      "Validation failed in TransactStatements[0]: Select statements within ExecuteTransaction must specify the primary key in the where clause.",
    ],
    [
      [INSERT_C, "DELETE FROM Players WHERE player = 'c'"],
      "Transaction request cannot include multiple operations on one item",
    ],
    [["BEGIN"], "Statement wasn't well formed, can't be processed: Expected data manipulation"],
    [
      [],
      "1 validation error detected: Value '[]' at 'transactStatements' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])("[PQL-13] %j is refused", (statements, message) => {
    expect(transact(filled(), statements)).toMatchObject({ status: 400, error: "ValidationException", message });
  });

  it("[PQL-13] a table that is not there is not found", () => {
    expect(transact(filled(), ["DELETE FROM Nowhere WHERE player = 'a'"]).error).toBe("ResourceNotFoundException");
  });
});
