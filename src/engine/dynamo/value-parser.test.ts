import { describe, expect, it } from "vitest";
import { refusal } from "../testing/dynamo-fixtures.ts";
import { Refused } from "./errors.ts";
import { parseValue } from "./value-parser.ts";

function parsed(value: unknown): unknown {
  try {
    return parseValue(value);
  } catch (thrown) {
    if (thrown instanceof Refused) return `${thrown.error.name}: ${thrown.error.message}`;
    throw thrown;
  }
}

const INVALID = "ValidationException: One or more parameter values were invalid: ";

describe("attribute values from the wire", () => {
  it.each([
    [{ S: "" }, { S: "" }],
    [{ N: "1.50" }, { N: "1.5" }],
    [{ B: "AQI=" }, { B: "AQI=" }],
    [{ BOOL: false }, { BOOL: false }],
    [{ NULL: true }, { NULL: true }],
    [{ M: { a: { L: [{ N: "01" }] } } }, { M: { a: { L: [{ N: "1" }] } } }],
    [{ SS: ["b", "a"] }, { SS: ["a", "b"] }],
    [{ NS: ["10", "9", "-1"] }, { NS: ["-1", "9", "10"] }],
    [{ BS: ["gA==", "AQ=="] }, { BS: ["AQ==", "gA=="] }],
  ])("[VAL-1] %j is stored as %j", (value, expected) => {
    expect(parsed(value)).toEqual(expected);
  });

  it.each([
    [{}, "ValidationException: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"],
    [
      { S: "a", N: "1" },
      "ValidationException: Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    ],
    [{ NULL: false }, `${INVALID}Null attribute value types must have the value of true`],
    [{ SS: [] }, `${INVALID}An string set  may not be empty`],
    [{ NS: [] }, `${INVALID}An number set  may not be empty`],
    [{ BS: [] }, `${INVALID}Binary sets should not be empty`],
    [{ SS: ["a", "a"] }, `${INVALID}Input collection [a, a] contains duplicates.`],
    [{ NS: ["1", "1.0"] }, "ValidationException: Input collection contains duplicates"],
    [{ N: "" }, "ValidationException: The parameter cannot be converted to a numeric value"],
    [{ N: "b" }, "ValidationException: The parameter cannot be converted to a numeric value: b"],
    [
      { N: `${"1".repeat(39)}` },
      "ValidationException: Attempting to store more than 38 significant digits in a Number",
    ],
    [
      { N: "1e126" },
      "ValidationException: Number overflow. Attempting to store a number with magnitude larger than supported range",
    ],
    [
      { N: "-1e-131" },
      "ValidationException: Number underflow. Attempting to store a number with magnitude smaller than supported range",
    ],
  ])("[VAL-2] %j is refused", (value, expected) => {
    expect(parsed(value)).toBe(expected);
  });

  it.each([
    ["text", "SerializationException: Unexpected value type in payload"],
    [{ S: 5 }, "SerializationException: NUMBER_VALUE cannot be converted to String"],
    [{ S: true }, "SerializationException: TRUE_VALUE cannot be converted to String"],
    [{ N: {} }, "SerializationException: Start of structure or map found where not expected"],
    [{ BOOL: "true" }, "SerializationException: Unexpected token received from parser"],
    [{ L: "x" }, "SerializationException: Unexpected field type"],
    [{ B: "abc" }, "SerializationException: Base64 encoded length is expected a multiple of 4 bytes but found: 3"],
    [{ B: "AB==" }, "SerializationException: Invalid last non-pad Base64 character dectected"],
  ])("[VAL-2] the wrong JSON type %j is a SerializationException", (value, expected) => {
    expect(parsed(value)).toBe(expected);
  });

  it("[VAL-6] values lie 32 levels deep and no more, however deep the hostile input", () => {
    const nested = (around: number, leaf: unknown = { S: "x" }): unknown =>
      around === 0 ? leaf : { L: [nested(around - 1, leaf)] };
    const tooDeep =
      "ValidationException: Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
    expect(parsed(nested(31))).toEqual(nested(31));
    expect(parsed(nested(31, { M: {} }))).toEqual(nested(31, { M: {} }));
    expect(parsed(nested(32))).toBe(tooDeep);
    expect(parsed(nested(2_000))).toBe(tooDeep);
  });

  it("[VAL-8] a set has members, and an empty text or binary may be one", () => {
    expect(parsed({ SS: ["", "a"] })).toEqual({ SS: ["", "a"] });
    expect(parsed({ BS: [""] })).toEqual({ BS: [""] });
    expect(parsed({ SS: [] })).toMatch(/may not be empty$/);
  });

  it("[VAL-9] a name has 1 to 65,535 bytes, at any depth", () => {
    const named = (name: string): unknown => ({ M: { [name]: { S: "x" } } });
    const tooLarge = "ValidationException: Attribute name is too large, must be less than 65536 bytes";
    expect(parsed(named("é".repeat(32_767)))).toEqual(named("é".repeat(32_767)));
    expect(parsed(named("é".repeat(32_768)))).toBe(tooLarge);
    expect(parsed({ L: [named("x".repeat(65_536))] })).toBe(tooLarge);
    expect(parsed({ L: [named("")] })).toBe("ValidationException: Attribute name must not be empty");
  });

  it("[VAL-7] an attribute named __proto__ is an attribute like any other", () => {
    const item = JSON.parse('{"M":{"__proto__":{"S":"x"},"constructor":{"S":"y"}}}');
    expect(JSON.stringify(parsed(item))).toBe('{"M":{"__proto__":{"S":"x"},"constructor":{"S":"y"}}}');
  });

  it("[VAL-2] writes wrap the fault of a value, reads say it bare", () => {
    const fault = "One or more parameter values were invalid: An string set  may not be empty";
    expect(refusal("PutItem", { Item: { pk: { SS: [] } } })).toBe(`1 validation error detected: ${fault}`);
    expect(refusal("GetItem", { Key: { pk: { SS: [] } } })).toBe(fault);
  });
});
