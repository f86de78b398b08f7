/**
 * What a caller of the API writes down about its requests: when it sent one, and what came back. Shared by the client
 * (a form, a link) and by learners' code, so that both leave the same trace. [CL-1..3]
 */
import { setOwn } from "../base/own.ts";
import { namedKey } from "../dynamo/named-key.ts";
import { STATEMENT_OPERATIONS, STATEMENTS } from "../dynamo/statements.ts";
import type { KeySchema } from "../dynamo/table.ts";
import type { Context } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import type { Event } from "./events.ts";
import type { SourcePlace } from "./function-runtime.ts";
import { keyLabel } from "./labels.ts";
import type { ApiAnswer, ApiCall, Message } from "./messages.ts";
import { routerId } from "./places.ts";
import type { RouterState } from "./router/router-state.ts";

/** A request on its way, as its sender remembers it. */
export interface SentRequest {
  readonly call: ApiCall;
  readonly table: string | null;
  readonly label: string | null;
  readonly sentAt: Micros;
}

/**
 * Records RequestSent.
 * @param region whose front door the request goes to
 * @param source the learner's line that asked; null for a form
 * @param program the machine that runs the learner's code; null for a form
 */
export function recordRequest(
  call: ApiCall,
  region: string,
  source: SourcePlace | null,
  program: ActorId | null,
  context: Context<Message, Event>,
): SentRequest {
  const { request, operation, input } = call;
  const table = tableOfRequest(operation, input);
  const label = labelOfRequest(input, keySchemaOf(region, table, context));
  context.record({ kind: "RequestSent", request, operation, table, label, region, input, source, program });
  return { call, table, label, sentAt: context.now };
}

/** Records ResponseReceived. */
export function recordResponse(sent: SentRequest, answer: ApiAnswer, context: Context<Message, Event>): void {
  const { served, error } = answer;
  const items = served?.items ?? [];
  const { request, operation } = sent.call;
  context.record({
    kind: "ResponseReceived",
    request,
    operation,
    table: sent.table,
    label: RANGE_OPERATIONS.has(operation) || served?.range === true ? null : labelServed(sent, items),
    status: answer.status,
    error: error?.name ?? null,
    message: error?.message ?? null,
    micros: context.now - sent.sentAt,
    replica: served?.replica ?? null,
    leader: served?.leader ?? false,
    items,
    readUnits: served?.readUnits ?? 0,
    writeUnits: served?.writeUnits ?? 0,
    indexUnits: served?.indexUnits ?? {},
    // Of an error: its members beside name and message, e.g. the item that failed a condition.
    body: error === null ? answer.body : (error.members ?? null),
  });
}

/** A Query or a Scan concerns a range, even if it finds one item only. */
const RANGE_OPERATIONS: ReadonlySet<string> = new Set(["Query", "Scan"]);

/** What was served says more than the request, which may be a statement. */
function labelServed(sent: SentRequest, items: readonly { readonly label: string }[]): string | null {
  return items.length === 1 ? (items[0]?.label ?? null) : sent.label;
}

/** Records that no answer came: a ResponseReceived with status 0. @param error as Node names it, "ETIMEDOUT" */
export function recordNoResponse(
  sent: SentRequest,
  error: string,
  message: string,
  context: Context<Message, Event>,
): void {
  const { request, operation } = sent.call;
  context.record({
    kind: "ResponseReceived",
    request,
    operation,
    table: sent.table,
    label: sent.label,
    status: 0,
    error,
    message,
    micros: context.now - sent.sentAt,
    replica: null,
    leader: false,
    items: [],
    readUnits: 0,
    writeUnits: 0,
    indexUnits: {},
    body: null,
  });
}

/** The table a request names, from its name or its ARN; null when it names none, or several. The input is not validated yet. */
export function tableOfRequest(operation: string, input: unknown): string | null {
  const name = STATEMENT_OPERATIONS.has(operation)
    ? STATEMENTS.here.tableOf(input)
    : (memberOf(input, "TableName") ?? onlyKey(memberOf(input, "RequestItems")));
  if (typeof name !== "string") return null;
  return name.startsWith("arn:") ? name.slice(name.lastIndexOf("/") + 1) : name;
}

/**
 * The item a request names by its Key, or by the key inside its Item, as people read it, whatever the order it is written
 * in; null when it names none of such a table: nobody holds an item of another shape, and what is refused for that has
 * none. [CL-2]
 * @param schema null: there is no such table
 */
export function labelOfRequest(input: unknown, schema: KeySchema | null): string | null {
  if (schema === null) return null;
  const written = memberOf(input, "Key") ?? keyInside(memberOf(input, "Item"), schema);
  if (written === undefined) return null;
  const key = namedKey(schema, written);
  return key === null ? null : keyLabel(key);
}

/** What an item has of the key attributes, as they are written. */
function keyInside(item: unknown, { partition, sort }: KeySchema): unknown {
  if (typeof item !== "object" || item === null) return undefined;
  const key: Record<string, unknown> = {};
  for (const { name } of [...partition, ...sort])
    if (Object.hasOwn(item, name)) setOwn(key, name, (item as Record<string, unknown>)[name]);
  return key;
}

/** A caller knows no schemas: it is looked up for the record alone, where the request is going. */
function keySchemaOf(region: string, table: string | null, { machines }: Context<Message, Event>): KeySchema | null {
  if (table === null) return null;
  const router = machines.read(routerId(region)) as Partial<RouterState> | undefined;
  return router?.catalogue?.get(table)?.schema.key ?? null;
}

function memberOf(input: unknown, name: string): unknown {
  if (typeof input !== "object" || input === null || !Object.hasOwn(input, name)) return undefined;
  return (input as Record<string, unknown>)[name];
}

/** A batch names its tables as the keys of a map. */
function onlyKey(map: unknown): string | undefined {
  const keys = typeof map === "object" && map !== null ? Object.keys(map) : [];
  return keys.length === 1 ? keys[0] : undefined;
}
