/**
 * What the request form is made of: the registry's operations and fields; the tables there are, each with an item to
 * begin with; and the last request a form sent, with its answer.
 */
import {
  type Field,
  type Item,
  itemBytes,
  iteratorText,
  OPERATIONS,
  type OperationKind,
  parseRequest,
  type Reader,
  streamArn,
  type TablePlacement,
  tableArn,
  wireShardId,
} from "../../engine/index.ts";
import { itemPlace, leaderItem } from "../item-place.ts";
import { jsonCode } from "./code/json.ts";
import type { FormField } from "./form-draft.ts";

export { type PartiqlOfRequest, type PartiqlParams, partiqlOfRequestView } from "./partiql-view.ts";

export interface OperationForm {
  readonly name: string;
  readonly kind: OperationKind;
  readonly summary: string;
  readonly fields: readonly FormField[];
}

export interface TableChoice {
  readonly name: string;
  readonly arn: string;
  /** null: it has no stream. */
  readonly streamArn: string | null;
  /** A shard of its stream, and an iterator at its beginning. */
  readonly shard: { readonly id: string; readonly iterator: string } | null;
  readonly status: string;
  readonly keys: readonly KeyName[];
  readonly indexes: readonly { readonly name: string; readonly keys: readonly KeyName[] }[];
  /** The followed item, or else the first: what a form begins with. null: the table is empty, or the item is large. */
  readonly example: Item | null;
}

export interface KeyName {
  readonly name: string;
  readonly type: "S" | "N" | "B";
  readonly role: "key" | "sort";
  /** An expression may use it as it is; a reserved word, or one with a dot, needs a placeholder. */
  readonly plain: boolean;
}

export interface LastAnswer {
  readonly request: string;
  readonly operation: string;
  readonly table: string | null;
  readonly label: string | null;
  readonly region: string;
  readonly sentStep: number;
  /** null: it is on its way. */
  readonly answer: {
    readonly step: number;
    /** 0: no answer came in time. */
    readonly status: number;
    readonly error: string | null;
    readonly message: string | null;
    readonly micros: number;
    readonly readUnits: number;
    readonly writeUnits: number;
    /** As JSON, cut when it is long. */
    readonly body: string;
    readonly cut: boolean;
  } | null;
}

export interface OperationView {
  readonly home: string;
  readonly regions: readonly { readonly name: string; readonly tables: readonly TableChoice[] }[];
  readonly last: LastAnswer | null;
}

export interface OperationParams {
  readonly followed: { readonly table: string; readonly label: string } | null;
}

const EXAMPLE_BYTES_MAX = 2_000;
const BODY_LENGTH_MAX = 4_000;

/** Never changes; sent once. */
export function operationFormsView(): readonly OperationForm[] {
  return OPERATIONS.map(({ name, kind, summary, fields }) => ({ name, kind, summary, fields: formFields(fields) }));
}

export function operationView(reader: Reader, params: OperationParams | null): OperationView {
  const followed = params?.followed ?? null;
  return {
    home: reader.home,
    regions: reader.config.regions.map((name) => ({
      name,
      tables: reader.tables(name).map((placement) => tableChoice(reader, placement, followed)),
    })),
    last: lastAnswer(reader),
  };
}

/** Parameters from before expressions are not drawn; a request that has one keeps it as JSON. */
function formFields(fields: readonly Field[]): FormField[] {
  return fields.filter(({ type }) => type !== "legacy").map(formField);
}

function formField({ element, members, type, ...field }: Field): FormField {
  return {
    ...field,
    type: type === "legacy" || type === "value" ? "json" : type,
    ...(element === undefined ? {} : { element: formField(element) }),
    ...(members === undefined ? {} : { members: formFields(members) }),
  };
}

function tableChoice(reader: Reader, placement: TablePlacement, followed: OperationParams["followed"]): TableChoice {
  const { schema, status, region, streamLabel } = placement;
  const example = exampleOf(reader, placement, followed);
  return {
    name: schema.name,
    arn: tableArn(region, schema.name),
    streamArn: streamLabel === null ? null : streamArn(region, schema.name, streamLabel),
    shard: shardOf(reader, placement),
    status,
    keys: keyNames(schema.key),
    indexes: schema.indexes.map((index) => ({ name: index.name, keys: keyNames(index.key) })),
    example: example !== null && itemBytes(example) <= EXAMPLE_BYTES_MAX ? example : null,
  };
}

/** An iterator lives 15 minutes: made anew every ten, so that the view stays the same from frame to frame. */
const ITERATOR_MICROS = 600_000_000;

function shardOf(reader: Reader, { region, schema, streamLabel, partitions }: TablePlacement): TableChoice["shard"] {
  const [first] = partitions;
  if (streamLabel === null || first === undefined) return null;
  const arn = streamArn(region, schema.name, streamLabel);
  const id = wireShardId(arn, first.name);
  const madeAtMicros = reader.now - (reader.now % ITERATOR_MICROS);
  return { id, iterator: iteratorText({ streamArn: arn, shardId: id, after: 0, madeAtMicros }) };
}

function keyNames({ partition, sort }: TablePlacement["schema"]["key"]): KeyName[] {
  const named =
    (role: KeyName["role"]) =>
    (one: { readonly name: string; readonly type: "S" | "N" | "B" }): KeyName => ({
      name: one.name,
      type: one.type,
      role,
      plain: isPlain(one.name),
    });
  return [...partition.map(named("key")), ...sort.map(named("sort"))];
}

/** The parser itself says which names it takes. */
function isPlain(name: string): boolean {
  return parseRequest("Scan", { TableName: "any", ProjectionExpression: name }).ok && /^[A-Za-z_]\w*$/.test(name);
}

function exampleOf(
  reader: Reader,
  { schema, region, partitions }: TablePlacement,
  followed: OperationParams["followed"],
): Item | null {
  if (followed?.table === schema.name) {
    const place = itemPlace(reader, { region, ...followed });
    const stored = place === null ? undefined : leaderItem(reader, place.group, place.storageKey);
    if (stored?.item) return stored.item;
  }
  for (const { name } of partitions) {
    const [copy] = reader.copies({ region, table: schema.name, index: null, partition: name });
    for (const stored of copy?.state.items.values() ?? []) if (stored.item !== null) return stored.item;
  }
  return null;
}

/** Of a form or a link, not of code: code shows its own answers. */
function lastAnswer(reader: Reader): LastAnswer | null {
  for (let seq = reader.eventCount - 1; seq >= 0; seq--) {
    const recorded = reader.events[seq];
    if (recorded?.event.kind !== "RequestSent" || recorded.event.program !== null) continue;
    const { request, operation, table, region } = recorded.event;
    const answer = answerOf(reader, request);
    return {
      request,
      operation,
      table,
      label: answer?.label ?? recorded.event.label,
      region,
      sentStep: recorded.step,
      answer: answer?.answer ?? null,
    };
  }
  return null;
}

function answerOf(
  reader: Reader,
  request: string,
): { readonly label: string | null; readonly answer: LastAnswer["answer"] } | null {
  for (const seq of reader.eventsOfRequest(request)) {
    const recorded = reader.events[seq];
    if (seq >= reader.eventCount || recorded?.event.kind !== "ResponseReceived") continue;
    const { status, error, message, micros, readUnits, writeUnits, indexUnits, label } = recorded.event;
    const body = jsonCode(recorded.event.body ?? {});
    const units = Object.values(indexUnits).reduce((sum, one) => sum + one, writeUnits);
    return {
      label,
      answer: {
        step: recorded.step,
        status,
        error,
        message,
        micros,
        readUnits,
        writeUnits: units,
        body: body.slice(0, BODY_LENGTH_MAX),
        cut: body.length > BODY_LENGTH_MAX,
      },
    };
  }
  return null;
}
