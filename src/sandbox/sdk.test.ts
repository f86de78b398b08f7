/** The AWS SDK inside the sandbox, against a responder of a few lines. */
import { beforeAll, describe, expect, test } from "vitest";
import { loadFunctionRuntime, type SandboxRuntime } from "./function-runtime.ts";
import type { Json, RuntimeRequest } from "./port.ts";
import { type Answer, program, Session } from "./testing.ts";

let runtime: SandboxRuntime;
beforeAll(async () => {
  runtime = await loadFunctionRuntime();
});

const HEAD = `import { ConditionalCheckFailedException, DynamoDB, DynamoDBClient, DescribeTableCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
const client = new DynamoDBClient(); const doc = DynamoDBDocumentClient.from(client);\n`;
const HEAD_LINES = 3;

function play(code: string, answer?: (request: RuntimeRequest) => Answer): Session {
  const session = new Session(runtime, program(HEAD + code));
  session.play({ kind: "start" }, answer);
  return session;
}

const ok = (body: Json): Answer => ({ status: 200, body });
const fault = (name: string, message: string, status = 400): Answer => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message },
});
const finish = (session: Session) => session.outputs.at(-1)?.finished;
const bodies = (session: Session) => session.requests.map((request) => [request.operation, JSON.parse(request.body)]);

describe("[SBX-8] SDK calls become requests of the engine", () => {
  test("a client made with no arguments works, in the program's Region", () => {
    const session = play(
      'await doc.send(new PutCommand({ TableName: "T", Item: { pk: "a", n: 1, s: new Set([1, 2]), b: new Uint8Array([1, 255]), m: { deep: [null, true] } } }));',
    );
    expect(finish(session)).toEqual({ ok: true, result: null });
    expect(session.requests).toEqual([
      {
        id: 1,
        service: "DynamoDB_20120810",
        operation: "PutItem",
        region: "eu-west-1",
        body: expect.any(String),
        attempt: 1,
        invocationId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
        source: { file: "index.ts", line: HEAD_LINES + 1 },
      },
    ]);
    expect(bodies(session)).toEqual([
      [
        "PutItem",
        {
          TableName: "T",
          Item: {
            pk: { S: "a" },
            n: { N: "1" },
            s: { NS: ["1", "2"] },
            b: { B: "Af8=" },
            m: { M: { deep: { L: [{ NULL: true }, { BOOL: true }] } } },
          },
        },
      ],
    ]);
  });

  test("a Region given to the client is the request's Region, and a custom endpoint does not matter", () => {
    const session =
      play(`await new DynamoDBClient({ region: "us-east-1" }).send(new DescribeTableCommand({ TableName: "T" }));
      await new DynamoDBClient({ region: "ap-south-1", endpoint: "http://localhost:8000" }).send(new DescribeTableCommand({ TableName: "T" }));
      await new DynamoDB().describeTable({ TableName: "U" });`);
    expect(session.requests.map((request) => request.region)).toEqual(["us-east-1", "ap-south-1", "eu-west-1"]);
  });

  test("answers come back as values, numbers beyond 2^53 included when asked for", () => {
    const session = play(
      `const { Item } = await doc.send(new GetCommand({ TableName: "T", Key: { pk: "a" } }));
      console.log(Item.n, Item.s, Item.b, Item.m, Item.n === 42);`,
      () =>
        ok({
          Item: {
            pk: { S: "a" },
            n: { N: "42" },
            s: { SS: ["x"] },
            b: { B: "Af8=" },
            m: { M: { deep: { L: [{ NULL: true }] } } },
          },
        }),
    );
    expect(session.printed).toEqual(["42 Set(1) { 'x' } Uint8Array(2) [ 1, 255 ] { deep: [ null ] } true"]);
  });

  test("an error of the service is the SDK's exception, with its name and message", () => {
    const session = play(
      `try { await client.send(new PutItemCommand({ TableName: "T", Item: { pk: { S: "a" } }, ConditionExpression: "attribute_not_exists(pk)" })); }
       catch (error) { console.log(error instanceof ConditionalCheckFailedException, error.name, error.message, error.$metadata.httpStatusCode); }`,
      () => fault("ConditionalCheckFailedException", "The conditional request failed"),
    );
    expect(session.printed).toEqual(["true ConditionalCheckFailedException The conditional request failed 400"]);
    expect(session.requests).toHaveLength(1);
  });

  test("an exception nobody catches names the learner's line", () => {
    const session = play(
      'async function main() {\n  await client.send(\n    new DescribeTableCommand({ TableName: "None" }));\n}\nmain();',
      () => fault("ResourceNotFoundException", "Requested resource not found: Table: None not found"),
    );
    expect(finish(session)).toMatchObject({
      ok: false,
      error: {
        kind: "error",
        name: "ResourceNotFoundException",
        message: "Requested resource not found: Table: None not found",
      },
    });
  });

  test("a throttled call is tried again after a pause of virtual time", () => {
    let tries = 0;
    const session = play(
      'const r = await doc.send(new GetCommand({ TableName: "T", Key: { pk: "a" } })); console.log(r.$metadata.attempts, r.$metadata.totalRetryDelay > 0);',
      () => (++tries < 3 ? fault("ProvisionedThroughputExceededException", "slow down") : ok({})),
    );
    expect(session.printed).toEqual(["3 true"]);
    expect(session.requests.map((request) => request.attempt)).toEqual([1, 2, 3]);
    expect(new Set(session.requests.map((request) => request.invocationId)).size).toBe(1);
    expect(session.requests.map((request) => request.source?.line)).toEqual([4, 4, 4]);
    const timers = session.outputs.flatMap((output) => output.timers);
    expect(timers.length).toBeGreaterThanOrEqual(2);
  });

  test("a call that goes on failing ends in the service's exception", () => {
    const session = play('await doc.send(new GetCommand({ TableName: "T", Key: { pk: "a" } }));', () =>
      fault("InternalServerError", "oops", 500),
    );
    expect(finish(session)).toMatchObject({ ok: false, error: { name: "InternalServerError" } });
    expect(session.requests.length).toBeGreaterThan(1);
  });

  test("a paginator follows LastEvaluatedKey", () => {
    const session = play(
      `let n = 0;
for await (const page of paginateQuery({ client: doc, pageSize: 2 }, { TableName: "T", KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": "a" } }))
  n += page.Items.length;
console.log(n);`,
      (request) => {
        const from = Number(JSON.parse(request.body).ExclusiveStartKey?.sk.N ?? 0);
        const items = [1, 2].map((i) => ({ pk: { S: "a" }, sk: { N: String(from + i) } }));
        return ok({
          Items: items,
          Count: 2,
          ...(from < 4 ? { LastEvaluatedKey: { pk: { S: "a" }, sk: { N: String(from + 2) } } } : {}),
        });
      },
    );
    expect(session.printed).toEqual(["6"]);
    expect(session.requests.map((request) => request.source?.line)).toEqual([
      HEAD_LINES + 2,
      HEAD_LINES + 2,
      HEAD_LINES + 2,
    ]);
  });

  test("calls begun together leave together", () => {
    const session = play(
      'await Promise.all([1, 2, 3].map((n) => doc.send(new GetCommand({ TableName: "T", Key: { pk: n } }))));',
    );
    expect(session.outputs[0]?.requests).toHaveLength(3);
  });

  test("the streams client speaks to the other service", () => {
    const session = new Session(
      runtime,
      program(`import { DynamoDBStreamsClient, ListStreamsCommand } from "@aws-sdk/client-dynamodb-streams";
      console.log(await new DynamoDBStreamsClient().send(new ListStreamsCommand({ TableName: "T" })).then((r) => r.Streams));`),
    );
    session.play({ kind: "start" }, () => ok({ Streams: [{ StreamArn: "arn:1", TableName: "T" }] }));
    expect(session.requests[0]).toMatchObject({ service: "DynamoDBStreams_20120810", operation: "ListStreams" });
    expect(session.printed).toEqual(["[ { StreamArn: 'arn:1', TableName: 'T' } ]"]);
  });

  test("marshall and unmarshall are those of util-dynamodb", () => {
    const session = new Session(
      runtime,
      program(`import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
      console.log(JSON.stringify(marshall({ a: 1, b: ["x"] })), unmarshall({ a: { N: "1" } }));`),
    );
    session.play({ kind: "start" });
    expect(session.printed).toEqual([`{"a":{"N":"1"},"b":{"L":[{"S":"x"}]}} { a: 1 }`]);
  });

  test("an aborted call gives its request up", () => {
    const session = play(`const stop = new AbortController();
      setTimeout(() => stop.abort(), 1);
      try { await client.send(new DescribeTableCommand({ TableName: "T" }), { abortSignal: stop.signal }); } catch (e) { console.log(e.name); }`);
    expect(session.printed).toEqual(["AbortError"]);
    expect(session.outputs.flatMap((output) => output.abortedRequests)).toEqual([1]);
  });

  test("a lost connection is tried again", () => {
    const session = new Session(
      runtime,
      program(`${HEAD}await client.send(new DescribeTableCommand({ TableName: "T" }));`),
    );
    session.give({ kind: "start" });
    session.now += 1000;
    const { timers } = session.give({ kind: "failure", request: 1, name: "ECONNRESET", message: "socket hang up" });
    expect(timers).toHaveLength(1);
    session.now += timers[0]?.delayMicros ?? 0;
    expect(session.give({ kind: "timer", timer: timers[0]?.id ?? 0 }).requests).toMatchObject([
      { id: 2, attempt: 2, operation: "DescribeTable" },
    ]);
  });
});
