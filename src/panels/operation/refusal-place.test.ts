import { describe, expect, it } from "vitest";
import { type FormField, formOf } from "./form-draft.ts";
import { placeOfRefusal } from "./refusal-place.ts";

const field = (name: string, type: FormField["type"], rest: Partial<FormField> = {}): FormField => ({
  name,
  type,
  doc: "",
  ...rest,
});
const put = field("Put", "structure", {
  members: [field("TableName", "string"), field("Item", "item"), field("ConditionExpression", "expression")],
});
const FIELDS = [
  field("TableName", "string"),
  field("KeyConditionExpression", "expression"),
  field("ConditionExpression", "expression"),
  field("Limit", "integer"),
  field("TransactItems", "list", { element: field("TransactItem", "structure", { members: [put] }) }),
  field("RequestItems", "map", {
    element: field("Keys", "structure", { members: [field("ConsistentRead", "boolean")] }),
  }),
];
const place = (message: string, input: Record<string, unknown> = {}) =>
  placeOfRefusal(message, FIELDS, formOf(FIELDS, input));

describe("the field a refusal speaks of", () => {
  it("is named whole, or with a small first letter; the longest name wins", () => {
    expect(place("Invalid ConditionExpression: Syntax error; token: …")).toBe("ConditionExpression");
    expect(place("Invalid KeyConditionExpression: …")).toBe("KeyConditionExpression");
    expect(place("1 validation error detected: Value '0' at 'limit' failed to satisfy constraint")).toBe("Limit");
    expect(place("The provided key element does not match the schema")).toBeNull();
  });

  it("is found inside lists, as the service counts them", () => {
    const input = { TransactItems: [{ Put: { TableName: "A" } }, { Put: { TableName: "B" } }] };
    expect(
      place("1 validation error detected: Value 'B' at 'transactItems.2.member.put.tableName' failed …", input),
    ).toBe("TransactItems/1/Put/TableName");
    expect(place("… at 'transactItems.9.member.put.tableName' failed …", input)).toBe("TransactItems");
  });

  it("is found inside maps, also under a name with dots", () => {
    expect(
      place("… at 'requestItems.a.b.member.consistentRead' failed …", {
        RequestItems: { "a.b": { ConsistentRead: true } },
      }),
    ).toBe("RequestItems/0/ConsistentRead");
  });

  it("is a nested one by its name only when there is no other of that name", () => {
    const nested = FIELDS.slice(3);
    const at = (items: unknown[]) =>
      placeOfRefusal("Invalid ConditionExpression: …", nested, formOf(nested, { TransactItems: items }));
    const one = { Put: { ConditionExpression: "x" } };
    expect(at([one])).toBe("TransactItems/0/Put/ConditionExpression");
    expect(at([one, one])).toBeNull();
  });
});
