/**
 * What the service would say to a request if it came now, and what it would write: the forms ask for it while a person
 * types. It runs the service's own parser, binder and write, on the leader's copy; nothing is sent. A view for the
 * Worker.
 */
import {
  applyItemWrite,
  type BoundRequest,
  bindRequest,
  bindStatement,
  type DataRequest,
  type DynamoError,
  groupId,
  hashText,
  indexWriteUnits,
  itemBytes,
  keyLabel,
  parseRequest,
  partitionFor,
  type Reader,
  readUnits,
  statementError,
  type TablePlacement,
} from "../engine/index.ts";
import { leaderItem } from "./item-place.ts";

export interface RequestCheckParams {
  readonly region: string;
  readonly operation: string;
  readonly input: unknown;
}

export interface RequestCheck {
  /** What the service would answer, when it would refuse. */
  readonly error: { readonly name: string; readonly message: string } | null;
  /** Where it goes; null for requests that concern no single key. */
  readonly place: {
    readonly table: string;
    readonly label: string;
    readonly hash: number;
    readonly hashText: string;
    readonly partition: string;
    readonly group: string;
  } | null;
  readonly write: WritePreview | null;
  /** Read units of the item as it is now. */
  readonly readUnits: number | null;
}

export interface WritePreview {
  /** Of the item as it would be stored. */
  readonly bytes: number;
  readonly version: number;
  readonly changed: boolean;
  /** Write units of the table, paid once however many copies there are. */
  readonly units: number;
  readonly indexes: readonly { readonly name: string; readonly units: number }[];
  /** Other Regions that get a copy. */
  readonly regions: readonly string[];
}

const NOTHING: RequestCheck = { error: null, place: null, write: null, readUnits: null };

export function requestCheckView(reader: Reader, { region, operation, input }: RequestCheckParams): RequestCheck {
  const parsed = parseRequest(operation, input);
  if (!parsed.ok) return { ...NOTHING, error: faultOf(parsed.error) };
  const { request } = parsed;
  if (request.operation === "CreateTable")
    return reader.table(region, request.schema.name) === undefined
      ? NOTHING
      : refusedAs("ResourceInUseException", `Table already exists: ${request.schema.name}`);
  if (!("tableName" in request) || typeof request.tableName !== "string") return NOTHING;
  const placement = reader.table(region, tableOf(request.tableName));
  if (placement === undefined) return refusedAs("ResourceNotFoundException", "Requested resource not found");
  if (request.operation === "ExecuteStatement") return statementCheck(reader, placement, request);
  if (!namesItems(request)) return NOTHING;
  const bound = bindRequest(request, placement.schema);
  if (!bound.ok) return { ...NOTHING, error: faultOf(bound.error) };
  return bound.bound.kind === "item" ? itemCheck(reader, placement, bound.bound) : NOTHING;
}

function statementCheck(
  reader: Reader,
  placement: TablePlacement,
  request: Parameters<typeof bindStatement>[0],
): RequestCheck {
  const bind = bindStatement(request, placement.schema);
  if (!bind.ok) return { ...NOTHING, error: faultOf(bind.error) };
  const { bound, shape } = bind;
  return bound.kind === "item" ? itemCheck(reader, placement, bound, (error) => statementError(shape, error)) : NOTHING;
}

function itemCheck(
  reader: Reader,
  placement: TablePlacement,
  bound: Extract<BoundRequest, { kind: "item" }>,
  worded: (error: DynamoError) => DynamoError = (error) => error,
): RequestCheck {
  const { schema, region } = placement;
  const { hash, key, storageKey } = bound;
  const group = { region, table: schema.name, index: null, partition: partitionFor(placement.partitions, hash).name };
  const place = {
    table: schema.name,
    label: keyLabel(key),
    hash,
    hashText: hashText(hash),
    partition: group.partition,
    group: groupId(group),
  };
  const stored = leaderItem(reader, group, storageKey);
  const current = stored?.item ?? undefined;
  if (!bound.write)
    return {
      ...NOTHING,
      place,
      readUnits: readUnits(current === undefined ? 0 : itemBytes(current), bound.consistentRead),
    };
  const outcome = applyItemWrite(bound, current);
  if (outcome.outcome === "rejected") return { ...NOTHING, place, error: faultOf(worded(outcome.error)) };
  const { global, local } = indexWriteUnits(schema, current, outcome.after);
  const indexes = Object.entries({ ...global, ...local }).map(([name, units]) => ({ name, units }));
  const write = {
    bytes: outcome.bytesAfter,
    version: (stored?.version ?? 0) + (outcome.changed ? 1 : 0),
    changed: outcome.changed,
    units: outcome.writeUnits,
    indexes,
    regions: placement.regions.filter((one) => one !== region),
  };
  return { ...NOTHING, place, write };
}

/** Requests that are bound to one table's schema, and can be judged by it. */
const BOUND: ReadonlySet<string> = new Set<DataRequest["operation"]>([
  "PutItem",
  "GetItem",
  "UpdateItem",
  "DeleteItem",
  "Query",
  "Scan",
]);

function namesItems(request: { readonly operation: string }): request is DataRequest {
  return BOUND.has(request.operation);
}

function refusedAs(name: string, message: string): RequestCheck {
  return { ...NOTHING, error: { name, message } };
}

function tableOf(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1) : nameOrArn;
}

function faultOf({ name, message }: { readonly name: string; readonly message: string }) {
  return { name, message };
}
