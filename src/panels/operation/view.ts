/** What the request form is made of: the registry's operations and fields, and the tables there are. */
import { type Field, type FieldType, OPERATIONS, type OperationKind, type Reader } from "../../engine/index.ts";

export interface FormField {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly options: readonly string[];
  readonly doc: string;
}

export interface OperationForm {
  readonly name: string;
  readonly kind: OperationKind;
  readonly summary: string;
  readonly fields: readonly FormField[];
}

export interface TableChoice {
  readonly name: string;
  readonly status: string;
  readonly keys: readonly { readonly name: string; readonly type: "S" | "N" | "B"; readonly role: "key" | "sort" }[];
  readonly indexes: readonly string[];
  /** An item to begin with: attributes and types as the table's items have them. */
  readonly example: Readonly<Record<string, string>>;
}

export interface OperationView {
  readonly operations: readonly OperationForm[];
  readonly regions: readonly { readonly name: string; readonly tables: readonly TableChoice[] }[];
}

export function operationView(reader: Reader): OperationView {
  return {
    operations: OPERATIONS.map(({ name, kind, summary, fields }) => ({ name, kind, summary, fields: fields.filter((field) => field.type !== "legacy").map(formField) })),
    regions: reader.config.regions.map((region) => ({ name: region, tables: reader.tables(region).map((placement) => tableChoice(reader, region, placement)) })),
  };
}

function formField({ name, type, required, options, doc }: Field): FormField {
  return { name, type, required: required === true, options: options ?? [], doc };
}

function tableChoice(reader: Reader, region: string, { schema, status, partitions }: ReturnType<Reader["tables"]>[number]): TableChoice {
  const { partition, sort } = schema.key;
  const first = partitions.flatMap(({ name }) => {
    const copy = reader.copies({ region, table: schema.name, index: null, partition: name })[0];
    for (const stored of copy?.state.items.values() ?? []) if (stored.item !== null) return [stored.item];
    return [];
  })[0];
  const types = first === undefined ? schema.attributeDefinitions.map((one) => [one.name, one.type] as const) : Object.entries(first).map(([name, value]) => [name, Object.keys(value)[0] ?? "S"] as const);
  return {
    name: schema.name,
    status,
    keys: [...partition.map((one) => ({ ...one, role: "key" as const })), ...sort.map((one) => ({ ...one, role: "sort" as const }))],
    indexes: schema.indexes.map((index) => index.name),
    example: Object.fromEntries(types.slice(0, 8)),
  };
}
