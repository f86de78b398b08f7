import { describe, expect, it } from "vitest";
import { parseRequest } from "../stages.ts";

function refused(operation: string, input: unknown): string {
  const parsed = parseRequest(operation, input);
  return parsed.ok ? "accepted" : `${parsed.error.name}: ${parsed.error.message}`;
}

const get = (RequestItems: unknown): string => refused("BatchGetItem", { RequestItems });
const write = (RequestItems: unknown): string => refused("BatchWriteItem", { RequestItems });
const keys = (count: number, from = 0) => Array.from({ length: count }, (_, i) => ({ a: { S: `${from + i}` } }));
const puts = (count: number) => keys(count).map((Item) => ({ PutRequest: { Item } }));
const invalid = (message: string) => `ValidationException: ${message}`;
const violated = (message: string) => invalid(`1 validation error detected: ${message}`);

describe("batches", () => {
  it("[OP-16] have a map of tables, with names and lengths in bounds", () => {
    expect(get(undefined)).toBe(
      violated("Value null at 'requestItems' failed to satisfy constraint: Member must not be null"),
    );
    expect(get({})).toBe(
      violated(
        "Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    );
    expect(get({ Players: {} })).toBe(
      violated(
        "Value null at 'requestItems.Players.member.keys' failed to satisfy constraint: Member must not be null",
      ),
    );
    expect(get({ Players: { Keys: [] } })).toBe(
      violated(
        "Value '[]' at 'requestItems.Players.member.keys' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    );
    expect(get({ "no table!": { Keys: keys(1) } })).toMatch(
      /^ValidationException: 1 validation error detected: Value '\{.+\}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: \[Member must have length less than or equal to \d+, Member must have length greater than or equal to \d, Member must satisfy regular expression pattern: \[a-zA-Z0-9_\.-\]\+\]$/,
    );
    expect(write({ Players: puts(26) })).toMatch(
      /^ValidationException: 1 validation error detected: Value '\{Players=\[WriteRequest\(putRequest=PutRequest\(item=\{.+\}\), deleteRequest=null\), .+\]\}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: \[Member must have length less than or equal to 25, Member must have length greater than or equal to 1\]$/,
    );
  });

  it("[OP-16] [VAL-2] name what is wrong as the service's Java does", () => {
    expect(write({ One: [], Two: [] })).toBe(
      violated(
        "Value '{One=[], Two=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]",
      ),
    );
    const model = "com.amazonaws.dynamodb.v20120810.";
    expect(get([])).toBe(
      `SerializationException: Unrecognized collection type java.util.Map<java.lang.String, ${model}KeysAndAttributes>`,
    );
    expect(write([])).toBe(
      `SerializationException: Unrecognized collection type java.util.Map<java.lang.String, java.util.List<${model}WriteRequest>>`,
    );
  });

  it("[OP-16] count their items over all tables", () => {
    expect(get({ One: { Keys: keys(60) }, Two: { Keys: keys(41) } })).toBe(
      invalid("Too many items requested for the BatchGetItem call"),
    );
    expect(write({ One: puts(13), Two: puts(13) })).toBe(
      invalid("Too many items requested for the BatchWriteItem call"),
    );
    expect(get({ One: { Keys: keys(60) }, Two: { Keys: keys(40) } })).toBe("accepted");
    expect(write({ One: puts(13), Two: puts(12) })).toBe("accepted");
  });

  it("[OP-16] read no item twice", () => {
    expect(get({ One: { Keys: [...keys(2), ...keys(1)] } })).toBe(
      invalid("Provided list of item keys contains duplicates"),
    );
    expect(get({ One: { Keys: keys(2) }, Two: { Keys: keys(2) } })).toBe("accepted");
  });

  it("[OP-16] are refused whole for one value that is none, bare", () => {
    expect(get({ One: { Keys: [{ a: {} }] } })).toBe(
      invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
    );
    expect(write({ One: [{ PutRequest: { Item: { a: { N: "x" } } } }] })).toBe(
      invalid("The parameter cannot be converted to a numeric value: x"),
    );
    expect(write({ One: [{}] })).toBe(
      invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
    );
    expect(write({ One: [{ ...puts(1)[0], DeleteRequest: { Key: { a: { S: "1" } } } }] })).toBe(
      invalid(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
      ),
    );
    expect(write({ One: [{ PutRequest: { Item: { a: { S: "x".repeat(409_600) } } } }] })).toBe(
      invalid("Item size has exceeded the maximum allowed size"),
    );
  });

  it("[OP-17] project per table, with placeholders of its own", () => {
    const asked = { Keys: keys(1), ProjectionExpression: "#n", ExpressionAttributeNames: { "#n": "name" } };
    expect(get({ One: asked })).toBe("accepted");
    expect(get({ One: asked, Two: { Keys: keys(1), ProjectionExpression: "#n" } })).toBe(
      invalid(
        "Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; attribute name: #n",
      ),
    );
  });
});
