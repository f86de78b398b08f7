/**
 * What every operation declares. The registry of these is the only list of operations anywhere: HTTP targets, IAM
 * actions, request forms and docs read it. [OP-3]
 */
import type { DynamoError } from "../errors.ts";
import type { ParsedRequest } from "../requests.ts";
import type { Item } from "../values.ts";

export type FieldType =
  | "string"
  | "integer"
  | "boolean"
  | "enum"
  /** A map of attribute values. */
  | "item"
  /** One attribute value. */
  | "value"
  /** Checked where expressions are compiled. */
  | "names"
  | "values"
  | "expression"
  | "list"
  | "structure"
  /** String keys to values of one shape. */
  | "map"
  /** A parameter of the API before expressions. */
  | "legacy";

/** One member of a request: enough to draw a form, and to check its JSON type and its constraints. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required?: boolean;
  /** The table that a request of the control plane is about: judged before every other constraint. */
  readonly isSubject?: boolean;
  /** integer: of 64 bits instead of 32. */
  readonly isLong?: boolean;
  /** enum: its values, in the order in which the service lists them. */
  readonly options?: readonly string[];
  /** Bounds, both inclusive: of an integer's value, of a string's or list's length. */
  readonly min?: number;
  readonly max?: number;
  /** string: what it must match, as the service words it. A table ARN always matches. */
  readonly pattern?: string;
  /** list, map: what its elements, or its values, are. */
  readonly element?: Field;
  /** map: what its keys are; a string. */
  readonly key?: Field;
  /** structure: what it is made of. */
  readonly members?: readonly Field[];
  /** structure: its name in the service's model, which some serialization errors spell out. */
  readonly model?: string;
  /** legacy: its JSON shape, checked like any other field's. */
  readonly shape?: Field;
  /** One line for a person. */
  readonly doc: string;
}

/**
 * Who carries it out: a partition (item-write, item-read, query, scan), the router with several partitions (batch), the
 * transaction coordinator, whatever a PartiQL statement turns into, the control plane, or a stream's shards.
 */
export type OperationKind =
  | "item-write"
  | "item-read"
  | "query"
  | "scan"
  | "batch"
  | "transaction"
  | "statement"
  | "control"
  | "stream";

export interface Operation {
  readonly name: ParsedRequest["operation"];
  /** The `X-Amz-Target` header, e.g. `DynamoDB_20120810.PutItem`. */
  readonly target: string;
  /** e.g. `dynamodb:PutItem`. */
  readonly iamAction: string;
  readonly summary: string;
  readonly kind: OperationKind;
  readonly fields: readonly Field[];
  /** What the fields' own rules cannot say. Knows no table. @throws {Refused} */
  readonly parse: (input: CheckedInput) => ParsedRequest;
}

export const TARGET_PREFIX = "DynamoDB_20120810.";
export const STREAMS_TARGET_PREFIX = "DynamoDBStreams_20120810.";

/** Name, target and IAM action follow from the operation's name and kind. */
export function operation(name: Operation["name"], rest: Omit<Operation, "name" | "target" | "iamAction">): Operation {
  const prefix = rest.kind === "stream" ? STREAMS_TARGET_PREFIX : TARGET_PREFIX;
  return { name, target: prefix + name, iamAction: `dynamodb:${name}`, ...rest };
}

/** A request whose fields have the right JSON types and satisfy their constraints. Absent members are undefined. */
export interface CheckedInput {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly items: Readonly<Record<string, Item>>;
  /** Items with a value that is not one. */
  readonly itemFaults: Readonly<Record<string, DynamoError>>;
}
