import { expect, test } from "vitest";
import { codeSample, type Sample } from "./code-samples.ts";

const PUT: Sample = {
  operation: "PutItem",
  region: "us-east-1",
  input: {
    TableName: "Players",
    Item: { player: { S: "cleo" }, score: { N: "8610" }, online: { BOOL: true }, "odd name": { SS: ["a", "b"] } },
    ConditionExpression: "attribute_not_exists(player)",
  },
};

test("the SDK's document client needs no types", () => {
  expect(codeSample("sdk", PUT)).toBe(`import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const ddb = DynamoDBDocumentClient.from(
  new DynamoDBClient({ region: "us-east-1" }),
);

await ddb.send(new PutCommand({
  TableName: "Players",
  Item: {
    player: "cleo",
    score: 8610,
    online: true,
    "odd name": new Set(["a", "b"]),
  },
  ConditionExpression: "attribute_not_exists(player)",
}));
`);
});

test("numbers that JavaScript would round are kept as text", () => {
  const text = codeSample("sdk", { ...PUT, input: { TableName: "T", Item: { id: { N: "12345678901234567890" } } } });
  expect(text).toContain('NumberValue.from("12345678901234567890")');
  expect(text).toContain("NumberValue, PutCommand }");
});

test("the CLI takes the wire's JSON in quotes that a shell leaves alone", () => {
  const sample = { ...PUT, input: { TableName: "Players", Key: { player: { S: "o'neil" } }, ConsistentRead: true }, operation: "GetItem" };
  expect(codeSample("cli", sample)).toBe(
    `aws dynamodb get-item \\\n  --region us-east-1 \\\n  --table-name Players \\\n  --key '{"player":{"S":"o'\\''neil"}}' \\\n  --consistent-read\n`,
  );
});

test("boto3's resource takes Python's own values", () => {
  const sample = { ...PUT, input: { ...PUT.input, Item: { player: { S: "cleo" }, score: { N: "8610.5" }, online: { BOOL: false }, none: { NULL: true }, raw: { B: "AA==" } } } } as Sample;
  expect(codeSample("boto3", sample)).toBe(`from base64 import b64decode
from decimal import Decimal
import boto3

table = boto3.resource("dynamodb", region_name="us-east-1").Table("Players")

table.put_item(
    Item={
      "player": "cleo",
      "score": Decimal("8610.5"),
      "online": False,
      "none": None,
      "raw": b64decode("AA=="),
    },
    ConditionExpression="attribute_not_exists(player)",
)
`);
});

test("requests about tables use the plain client", () => {
  const list: Sample = { operation: "ListTables", region: "eu-west-1", input: {} };
  expect(codeSample("sdk", list)).toContain("await ddb.send(new ListTablesCommand({}));");
  expect(codeSample("boto3", list)).toContain("dynamodb.list_tables()");
  expect(codeSample("cli", list)).toBe("aws dynamodb list-tables \\\n  --region eu-west-1\n");
  expect(codeSample("json", list)).toBe("{}");
});
