/**
 * What every operation declares. The registry of these is the only list of operations anywhere: HTTP targets, IAM
 * actions, request forms and docs read it. [OP-3]
 */
import type { DynamoError } from "../errors.ts";
import type { BoundRequest, ParsedRequest } from "../requests.ts";
import type { TableSchema } from "../table.ts";

export type FieldType =
  | "string"
  | "integer"
  | "boolean"
  | "item"
  | "key"
  | "names"
  | "values"
  | "expression"
  | "enum"
  | "list"
  | "structure";

/** One member of a request, enough to draw a form and to validate its JSON type and constraints. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required?: boolean;
  /** enum: its values, in the service's order. */
  readonly options?: readonly string[];
  /** integer: smallest and largest value; string: shortest and longest length. */
  readonly min?: number;
  readonly max?: number;
  /** string: a regular expression as the service words it. */
  readonly pattern?: string;
  /** list: shape of an element; structure: its members. */
  readonly element?: Field;
  readonly members?: readonly Field[];
  /** One line for a person. */
  readonly doc: string;
}

export type OperationKind = "item-write" | "item-read" | "query" | "scan" | "control";

export interface Operation {
  readonly name: string;
  /** `X-Amz-Target`, e.g. `DynamoDB_20120810.PutItem`. */
  readonly target: string;
  /** e.g. `dynamodb:PutItem`. */
  readonly iamAction: string;
  readonly summary: string;
  readonly kind: OperationKind;
  readonly fields: readonly Field[];
  /** Semantic checks after the fields' own constraints held. @throws Refused */
  readonly parse: (input: Readonly<Record<string, unknown>>) => ParsedRequest;
  /** Only for data operations. @throws Refused */
  readonly bind?: (request: never, schema: TableSchema) => BoundRequest;
}

export type Refusal = { readonly ok: false; readonly error: DynamoError };
