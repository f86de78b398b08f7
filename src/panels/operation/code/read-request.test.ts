import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Item } from "../../../engine/index.ts";
import { arbitraryItem } from "../../../parts/testing/arbitrary-item.ts";
import { operationFormsView } from "../view.ts";
import { languageOf, readRequest } from "./read-request.ts";
import { LANGUAGES, type Language, requestCode } from "./same-request.ts";

const BY_SHAPE = LANGUAGES.filter((language) => language !== "PartiQL");
const forms = operationFormsView();
const reading = { forms, operation: "PutItem", table: "Players" };
const read = (language: Language, text: string) => readRequest(text, language, reading);
const inputOf = (language: Language, text: string) => {
  const found = read(language, text);
  if (!found.ok) throw new Error(found.fault);
  return { operation: found.operation, input: found.input };
};
const faultOf = (language: Language, text: string) => {
  const found = read(language, text);
  return found.ok ? null : { fault: found.fault, line: found.line };
};
const CLEO = { player: { S: "cleo" }, score: { N: "9340" } };

describe("the code of a request", () => {
  it.each(BY_SHAPE)("in %s reads as the same request again, whatever the item", (language) => {
    fc.assert(
      fc.property(arbitraryItem.filter(isWritable(language)), (item) => {
        const input = {
          TableName: "Players",
          Item: item,
          ConditionExpression: "attribute_not_exists(#a)",
          ExpressionAttributeNames: { "#a": "x" },
        };
        const { shown, copied } = requestCode(language, {
          operation: "PutItem",
          input,
          region: "us-east-1",
          isStream: false,
        });
        for (const text of [shown, copied]) {
          expect(languageOf(text)).toBe(language);
          expect(inputOf(language, text)).toEqual({ operation: "PutItem", input });
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each(BY_SHAPE)("in %s reads as the same request again, for tables and queries", (language) => {
    const requests: [string, Record<string, unknown>][] = [
      [
        "CreateTable",
        {
          TableName: "T",
          KeySchema: [{ AttributeName: "a", KeyType: "HASH" }],
          AttributeDefinitions: [{ AttributeName: "a", AttributeType: "S" }],
          BillingMode: "PAY_PER_REQUEST",
          DeletionProtectionEnabled: false,
          StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
        },
      ],
      [
        "Query",
        {
          TableName: "T",
          KeyConditionExpression: "a = :a",
          ExpressionAttributeValues: { ":a": { S: "it's" } },
          ScanIndexForward: false,
          Limit: 3,
        },
      ],
      ["ListTables", {}],
    ];
    for (const [operation, input] of requests) {
      const { shown, copied } = requestCode(language, { operation, input, region: "eu-west-1", isStream: false });
      for (const text of [shown, copied])
        expect(readRequest(text, language, { ...reading, operation, table: "T" })).toMatchObject({
          ok: true,
          operation,
          input,
        });
    }
  });
});

/** A word of a shell ends at a NUL. */
function isWritable(language: Language): (item: Item) => boolean {
  return (item) => language !== "CLI" || !JSON.stringify(item).includes("\\u0000");
}

describe("code that people write", () => {
  it("for SDK v3: both clients, their methods, constants, marshall, sets, binaries and big numbers", () => {
    const input = { TableName: "Players", Item: CLEO };
    for (const text of [
      `await client.send(new PutItemCommand({ TableName: "Players", Item: { player: { S: "cleo" }, score: { N: "9340" } } }));`,
      `await client.putItem({ TableName: "Players", Item: { player: { S: 'cleo' }, score: { N: "9340" } } });`,
      `const TableName = "Players";\nconst item = { player: \`cleo\`, score: 9_340 };\nawait ddb.send(new PutCommand({ TableName, Item: item, }));`,
      `const table: string = 'Play' + "ers";\nawait doc.put({ TableName: table, Item: { ...{ player: "cleo" }, "score": 9340, gone: undefined } })`,
      `new PutItemCommand({ TableName: "Players", Item: marshall({ player: "cleo", score: 9340 }) })`,
    ])
      expect(inputOf("SDK v3", text)).toEqual({ operation: "PutItem", input });
    expect(
      inputOf(
        "SDK v3",
        `new PutCommand({ TableName: "T", Item: { s: new Set(["a"]), n: new Set([1, 2]), b: new Uint8Array([0, 255]), c: Buffer.from("hi"), big: NumberValue.from("1e100"), long: 12345678901234567890n, neg: -1.50, nil: null, deep: [{ on: !0 === false ? 1 : 2 }] } })`.replace(
          "!0 === false ? 1 : 2",
          "true",
        ),
      ).input.Item,
    ).toEqual({
      s: { SS: ["a"] },
      n: { NS: ["1", "2"] },
      b: { B: "AP8=" },
      c: { B: "aGk=" },
      big: { N: "1e100" },
      long: { N: "12345678901234567890" },
      neg: { N: "-1.50" },
      nil: { NULL: true },
      deep: { L: [{ M: { on: { BOOL: true } } }] },
    });
    expect(read("SDK v3", `new DynamoDBClient({ region: "eu-west-1" }); new ListTablesCommand()`)).toMatchObject({
      operation: "ListTables",
      input: {},
      region: "eu-west-1",
    });
  });

  it("for SDK v3: a query of either client", () => {
    const input = { TableName: "T", KeyConditionExpression: "a = :a", ExpressionAttributeValues: { ":a": { S: "x" } } };
    const query = (value: string, before = "") =>
      inputOf(
        "SDK v3",
        `${before}await ddb.send(new QueryCommand({ TableName: "T", KeyConditionExpression: "a = :a", ExpressionAttributeValues: { ":a": ${value} } }))`,
      );
    expect(query('"x"')).toEqual({ operation: "Query", input });
    expect(query('{ S: "x" }')).toEqual({ operation: "Query", input });
    expect(
      query('{ S: "x" }', 'import { QueryCommand } from "@aws-sdk/lib-dynamodb";\n').input.ExpressionAttributeValues,
    ).toEqual({
      ":a": { M: { S: { S: "x" } } },
    });
  });

  it("for the CLI: quotes, line ends, flags, shorthand", () => {
    expect(
      inputOf(
        "CLI",
        `$ aws dynamodb put-item \\\n  --table-name=Players --item '{"player":{"S":"cleo"},"score":{"N":"9340"}}' --profile me`,
      ),
    ).toEqual({ operation: "PutItem", input: { TableName: "Players", Item: CLEO } });
    expect(
      inputOf(
        "CLI",
        `aws dynamodb create-table --table-name T --attribute-definitions AttributeName=a,AttributeType=S AttributeName=b,AttributeType=N --key-schema AttributeName=a,KeyType=HASH --provisioned-throughput ReadCapacityUnits=5,WriteCapacityUnits=5 --global-secondary-indexes "IndexName=byB,KeySchema=[{AttributeName=b,KeyType=HASH}],Projection={ProjectionType=INCLUDE,NonKeyAttributes=[c,d]}" --no-deletion-protection-enabled`,
      ).input,
    ).toEqual({
      TableName: "T",
      AttributeDefinitions: [
        { AttributeName: "a", AttributeType: "S" },
        { AttributeName: "b", AttributeType: "N" },
      ],
      KeySchema: [{ AttributeName: "a", KeyType: "HASH" }],
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      GlobalSecondaryIndexes: [
        {
          IndexName: "byB",
          KeySchema: [{ AttributeName: "b", KeyType: "HASH" }],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["c", "d"] },
        },
      ],
      DeletionProtectionEnabled: false,
    });
  });

  it("for boto3: a Table, a client, names of values, conditions", () => {
    const input = { TableName: "Players", Item: CLEO };
    for (const text of [
      `table = boto3.resource("dynamodb").Table('Players')\ntable.put_item(Item={"player": "cleo", 'score': Decimal("9340")})`,
      `boto3.resource('dynamodb').Table("Players").put_item(Item=dict(player="cleo", score=9340))`,
      `item = {\n  "player": "cleo",  # her\n  "score": 9_340,\n}\nclient.put_item(TableName="Players", Item=item)`,
      `client.put_item(TableName="Play" "ers", Item={"player": {"S": "cleo"}, "score": {"N": "9340"}},)`,
    ])
      expect(inputOf("boto3", text)).toEqual({ operation: "PutItem", input });
    expect(
      inputOf(
        "boto3",
        `table.query(\n  KeyConditionExpression=Key("player").eq("cleo") & Key("score").between(1, 5),\n  FilterExpression=(Attr("a.b[0]").exists() | ~Attr("c").is_in(["x", "y"])),\n)`,
      ),
    ).toEqual({
      operation: "Query",
      input: {
        TableName: "Players",
        KeyConditionExpression: "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2",
        FilterExpression: "attribute_exists(#n2.#n3[0]) OR (NOT #n4 IN (:v3, :v4))",
        ExpressionAttributeNames: { "#n0": "player", "#n1": "score", "#n2": "a", "#n3": "b", "#n4": "c" },
        ExpressionAttributeValues: {
          ":v0": { S: "cleo" },
          ":v1": { N: "1" },
          ":v2": { N: "5" },
          ":v3": { S: "x" },
          ":v4": { S: "y" },
        },
      },
    });
  });
});

describe("code that cannot be read", () => {
  it("is told with its line, and nothing of it is run", () => {
    expect(faultOf("SDK v3", `new PutCommand({\n  TableName: "T",\n  Item: { at: Date.now() },\n})`)).toEqual({
      fault: "Date.now() would have to be run to know its value. Write the value itself.",
      line: 3,
    });
    expect(faultOf("SDK v3", `const a = a;\nnew PutCommand({ TableName: a })`)?.fault).toContain("a has no value");
    expect(faultOf("SDK v3", `new PutCommand({ TableName: "T", `)?.fault).toContain("Not JavaScript");
    expect(faultOf("SDK v3", "hello")?.fault).toContain("No command found");
    expect(faultOf("SDK v3", "new FlyCommand({})")?.fault).toContain("FlyCommand is no operation");
    expect(faultOf("CLI", `aws dynamodb put-item \\\n --item file://x.json`)).toEqual({
      fault: "A file of your computer cannot be read here. Write its content instead.",
      line: 2,
    });
    expect(faultOf("CLI", "aws dynamodb put-item --colour red")?.fault).toContain("--colour is no option");
    expect(faultOf("CLI", `aws dynamodb put-item --item '{"a":`)?.fault).toContain("never closed");
    expect(faultOf("CLI", `aws dynamodb put-item --table-name $T`)?.fault).toContain("variable of the shell");
    expect(faultOf("boto3", `table.put_item(Item={\n "at": time.time()})`)).toEqual({
      fault: "time.time(…) would have to be run to know its value. Write the value itself.",
      line: 2,
    });
    expect(faultOf("boto3", `table.put_item({"a": 1})`)?.fault).toContain("named arguments");
    expect(faultOf("JSON", `{"TableName": }`)?.fault).toContain("Not JSON");
    expect(faultOf("JSON", "7")?.fault).toContain("object");
  });

  it("never throws, whatever is cut off or typed in the middle", () => {
    const samples = BY_SHAPE.map((language) => ({
      language,
      text: requestCode(language, {
        operation: "PutItem",
        input: { TableName: "T", Item: CLEO },
        region: "us-east-1",
        isStream: false,
      }).copied,
    }));
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.nat(400),
        fc.nat(3),
        fc.string({ maxLength: 4 }),
        ({ language, text }, at, cut, more) => {
          const changed = text.slice(0, at) + more + text.slice(at + cut);
          expect(typeof readRequest(changed, language, reading).ok).toBe("boolean");
        },
      ),
      { numRuns: 600 },
    );
  });
});
