import { execFileSync } from "node:child_process";
import { marshall, NumberValueImpl } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Item } from "../../../engine/index.ts";
import { arbitraryItem } from "../../../parts/testing/arbitrary-item.ts";
import { LINE_LENGTH } from "./code-tree.ts";
import { requestCode } from "./same-request.ts";

const PUT = {
  operation: "PutItem",
  region: "us-east-1",
  isStream: false,
  input: {
    TableName: "Players",
    Item: { player: { S: "cleo" }, score: { N: "8610" }, league: { S: "gold" }, online: { BOOL: true } },
    ConditionExpression: "attribute_not_exists(player)",
  },
};

describe("the same request in other languages", () => {
  it("is the SDK's document command with plain values", () => {
    expect(requestCode("SDK v3", PUT).shown).toBe(`await ddb.send(new PutCommand({
  TableName: "Players",
  Item: {
    player: "cleo",
    score: 8610,
    league: "gold",
    online: true,
  },
  ConditionExpression:
    "attribute_not_exists(player)",
}))`);
  });

  it("is copied with what it needs to run", () => {
    expect(
      requestCode("SDK v3", {
        ...PUT,
        operation: "GetItem",
        input: { TableName: "Players", Key: { player: { N: "0.10" } } },
      }).copied,
    ).toBe(`import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, NumberValue, GetCommand } from "@aws-sdk/lib-dynamodb";

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "us-east-1" }));

await ddb.send(new GetCommand({
  TableName: "Players",
  Key: { player: NumberValue.from("0.10") },
}));
`);
    expect(requestCode("boto3", PUT).copied).toBe(`import boto3

table = boto3.resource("dynamodb", region_name="us-east-1").Table("Players")

table.put_item(
  Item={
    "player": "cleo",
    "score": 8610,
    "league": "gold",
    "online": True,
  },
  ConditionExpression=
    "attribute_not_exists(player)",
)
`);
  });

  it("is a command of the CLI", () => {
    expect(
      requestCode("CLI", {
        ...PUT,
        operation: "DeleteItem",
        input: { TableName: "Players", Key: { player: { S: "o'neil" } } },
      }).shown,
    ).toBe(`aws dynamodb delete-item \\
  --table-name Players \\
  --key '{"player":{"S":"o'\\''neil"}}' \\
  --region us-east-1`);
  });

  it("uses the plain clients for tables", () => {
    const request = {
      operation: "CreateTable",
      isStream: false,
      region: "eu-west-1",
      input: {
        TableName: "Orders",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        DeletionProtectionEnabled: false,
      },
    };
    expect(requestCode("SDK v3", request).copied).toContain(
      'import { DynamoDBClient, CreateTableCommand } from "@aws-sdk/client-dynamodb";',
    );
    expect(requestCode("boto3", request).shown).toBe(`client.create_table(
  TableName="Orders",
  KeySchema=[
    {
      "AttributeName": "id",
      "KeyType": "HASH",
    },
  ],
  DeletionProtectionEnabled=False,
)`);
    expect(requestCode("CLI", request).shown).toContain("--no-deletion-protection-enabled");
  });

  it("writes binaries, sets and exact numbers in Python's own types", () => {
    const input = {
      TableName: "T",
      Key: { id: { B: "AQI=" } },
      ExpressionAttributeValues: { ":a": { NS: ["1", "2.50"] }, ":b": { NULL: true } },
    };
    expect(
      requestCode("boto3", { operation: "UpdateItem", region: "us-east-1", isStream: false, input }).copied,
    ).toBe(`from base64 import b64decode
from decimal import Decimal
import boto3

table = boto3.resource("dynamodb", region_name="us-east-1").Table("T")

table.update_item(
  Key={"id": b64decode("AQI=")},
  ExpressionAttributeValues={
    ":a": {1, Decimal("2.50")},
    ":b": None,
  },
)
`);
  });

  it("is valid JavaScript that marshalls to the very same item, whatever the item", () => {
    fc.assert(
      fc.property(arbitraryItem, (item) => {
        // The SDK itself cannot marshall attributes of these names.
        fc.pre(!/__proto__|constructor/.test(JSON.stringify(item)));
        const { shown } = requestCode("SDK v3", {
          operation: "PutItem",
          region: "us-east-1",
          isStream: false,
          input: { TableName: "T", Item: item },
        });
        expect(sentItem(shown)).toEqual(normal(item));
      }),
    );
  });

  it("reaches the CLI as the very same words, whatever they hold", () => {
    const items = fc.sample(arbitraryItem, { numRuns: 20, seed: 7 });
    for (const item of items) {
      const json = JSON.stringify(item);
      if (json.includes("\\u0000")) continue;
      const script = `aws() { printf '%s\\0' "$@"; }\n${requestCode("CLI", { operation: "PutItem", region: "us-east-1", isStream: false, input: { TableName: "T", Item: item } }).shown}`;
      const words = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0");
      expect(words).toEqual([
        "dynamodb",
        "put-item",
        "--table-name",
        "T",
        "--item",
        Object.keys(item).length === 0 ? "{}" : json,
        "--region",
        "us-east-1",
        "",
      ]);
    }
  });

  it("is JSON that reads back as the request", () => {
    fc.assert(
      fc.property(arbitraryItem, (item) => {
        expect(JSON.parse(requestCode("JSON", { ...PUT, input: { Item: item } }).shown)).toEqual({ Item: item });
      }),
    );
  });

  it.each(["SDK v3", "boto3", "JSON"] as const)("keeps short %s within its lines", (language) => {
    const { input, ...rest } = PUT;
    const { ConditionExpression: _condition, ...short } = input;
    for (const line of requestCode(language, { ...rest, input: short }).shown.split("\n"))
      expect(line.length).toBeLessThanOrEqual(LINE_LENGTH);
  });
});

/** Runs the code with a client that only keeps what it is sent, and marshalls as the document client does. */
function sentItem(code: string): unknown {
  let sent: { Item: Record<string, unknown> } | null = null;
  class PutCommand {
    constructor(input: { Item: Record<string, unknown> }) {
      sent = input;
    }
  }
  const run = new Function("ddb", "PutCommand", "NumberValue", "Buffer", code.replace("await ", ""));
  run({ send: () => null }, PutCommand, NumberValueImpl, Buffer);
  return normal(marshall((sent as unknown as { Item: Record<string, unknown> }).Item) as unknown as Item);
}

/** Bytes as base64, and own properties only. */
function normal(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, normal(part)]));
  return value;
}
