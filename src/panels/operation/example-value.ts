/**
 * A value the service would take for a field, made from what the field is and what the world holds: new elements and
 * untouched forms begin with it. Knows names of members, not of operations.
 */
import type { Item } from "../../engine/index.ts";
import type { FormField } from "./form-draft.ts";
import type { KeyName, TableChoice } from "./view.ts";

/** What must be filled in, filled in. */
export function exampleInput(fields: readonly FormField[], table: TableChoice | undefined): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = field.required === true || field.name === "TableName" ? exampleValue(field, table) : undefined;
    if (value !== undefined) input[field.name] = value;
  }
  return input;
}

/** undefined: nothing can be guessed. */
export function exampleValue(field: FormField, table: TableChoice | undefined): unknown {
  const { type, element, members = [] } = field;
  const named = table === undefined ? undefined : BY_NAME[field.name]?.(table);
  if (named !== undefined) return named;
  switch (type) {
    case "item":
      return table === undefined ? undefined : /^Item$|^Put/.test(field.name) ? exampleItem(table) : exampleKey(table);
    case "enum":
      return field.options?.[0];
    case "integer":
      return field.min ?? 1;
    case "boolean":
      return true;
    case "list":
      return element === undefined ? undefined : [exampleValue(element, table) ?? ""];
    case "map":
      return element === undefined || table === undefined ? undefined : { [table.name]: exampleValue(element, table) };
    case "structure": {
      const input = exampleInput(members, table);
      // One of several, none of them required: the first.
      const [first] = members;
      return Object.keys(input).length > 0 || first === undefined
        ? input
        : { [first.name]: exampleValue(first, table) };
    }
    default:
      return undefined;
  }
}

const BY_NAME: Readonly<Record<string, (table: TableChoice) => unknown>> = {
  TableName: ({ name }) => name,
  ResourceArn: ({ arn }) => arn,
  StreamArn: ({ streamArn }) => streamArn ?? undefined,
  ShardId: ({ shard }) => shard?.id,
  ShardIterator: ({ shard }) => shard?.iterator,
  Item: exampleItem,
  Key: exampleKey,
  Keys: (table) => [exampleKey(table)],
  ConditionExpression: ({ keys }) => `attribute_exists(${keys[0]?.plain === true ? keys[0].name : "#key"})`,
  Statement: exampleSelect,
  TagKeys: () => ["team"],
  Tags: () => [{ Key: "team", Value: "games" }],
  TimeToLiveSpecification: () => ({ AttributeName: "expiresAt", Enabled: true }),
  Policy: ({ arn }) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "dynamodb:GetItem", Resource: arn }],
    }),
};

/** The key of the example, or one made up. */
export function exampleKey({ keys, example }: TableChoice): Item {
  return Object.fromEntries(keys.map((key) => [key.name, { [key.type]: keyText(example, key) }])) as Item;
}

/** Of one item, so that a batch and a transaction take it too. A binary key has no literal: then of every item. */
function exampleSelect(table: TableChoice): string {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const pins = table.keys.map(({ name, type }) => {
    const value = String(Object.values(exampleKey(table)[name] ?? {})[0]);
    return `${quoted(name)} = ${type === "S" ? `'${value.replaceAll("'", "''")}'` : value}`;
  });
  const where = table.keys.some(({ type }) => type === "B") ? "" : ` WHERE ${pins.join(" AND ")}`;
  return `SELECT * FROM ${quoted(table.name)}${where}`;
}

function exampleItem(table: TableChoice): Item {
  return table.example ?? exampleKey(table);
}

function keyText(example: Item | null, { name, type, role }: KeyName): string {
  const value = example?.[name];
  if (value !== undefined) return String(Object.values(value)[0]);
  return type === "S" ? (role === "key" ? "cleo" : "2026-03-04") : type === "N" ? "1" : "Y2xlbw==";
}
