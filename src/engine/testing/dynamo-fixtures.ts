/** Tables and one-line calls for tests of `dynamo/`: everything defaults, so each option set is the point of the test. */
import { present } from "../base/assert.ts";
import type { DynamoError } from "../dynamo/errors.ts";
import { indexWriteUnits, projectIndexEntry } from "../dynamo/index-entries.ts";
import { answerItemRead } from "../dynamo/item-read.ts";
import { answerItemWrite, applyItemWrite } from "../dynamo/item-write.ts";
import { indexStorageKeyOf, rangeContains, storageKeyOf } from "../dynamo/keys.ts";
import { operationNamed } from "../dynamo/operations/registry.ts";
import { evaluatePage, finishRange, remainingRange, startBudget } from "../dynamo/range-read.ts";
import type { BoundRange, BoundRequest, DataRequest, PageOutcome, ParsedRequest } from "../dynamo/requests.ts";
import { itemBytes } from "../dynamo/sizes.ts";
import { bindRequest, parseRequest } from "../dynamo/stages.ts";
import type { IndexSchema, TableSchema } from "../dynamo/table.ts";
import type { Item } from "../dynamo/values.ts";

/** Partition key `pk` (S), sort key `sk` (S) unless told otherwise. */
export function table(options: Partial<TableSchema> & { readonly sortKey?: "S" | "N" | "B" | null } = {}): TableSchema {
  const { sortKey = "S", ...rest } = options;
  return {
    name: "Music",
    key: { partition: [{ name: "pk", type: "S" }], sort: sortKey === null ? [] : [{ name: "sk", type: sortKey }] },
    attributeDefinitions: [],
    indexes: [],
    billingMode: "PAY_PER_REQUEST",
    throughput: { readUnits: 0, writeUnits: 0 },
    stream: null,
    deletionProtection: false,
    tableClass: "STANDARD",
    ...rest,
  };
}

/** Index `byArtist`: partition key `artist` (S), no sort key, all attributes. */
export function index(options: Partial<IndexSchema> = {}): IndexSchema {
  return {
    name: "byArtist",
    kind: "global",
    key: { partition: [{ name: "artist", type: "S" }], sort: [] },
    projection: { type: "ALL", nonKeyAttributes: [] },
    throughput: null,
    ...options,
  };
}

/** Parsed and bound, or `Name: message` of the refusal; only the name of a control operation. */
export function bound(
  operation: string,
  input: Record<string, unknown>,
  schema: TableSchema = table(),
): BoundRequest | string {
  const parsed = parseRequest(operation, { TableName: schema.name, ...input });
  if (!parsed.ok) return `${parsed.error.name}: ${parsed.error.message}`;
  if (!isDataRequest(parsed.request)) return parsed.request.operation;
  const result = bindRequest(parsed.request, schema);
  return result.ok ? result.bound : `${result.error.name}: ${result.error.message}`;
}

function isDataRequest(request: ParsedRequest): request is DataRequest {
  return ["item-write", "item-read", "query", "scan"].includes(operationNamed(request.operation)?.kind ?? "");
}

/** The refusal's message without its name; fails when the request is accepted. */
export function refusal(operation: string, input: Record<string, unknown>, schema?: TableSchema): string {
  const result = bound(operation, input, schema);
  if (typeof result !== "string") throw new Error(`${operation} was accepted`);
  return result.replace(/^\w+: /, "");
}

/** Sends requests to a table that is one sorted list of items. Responses are wire bodies; refusals are strings. */
export class TinyTable {
  readonly items = new Map<string, Item>();

  constructor(readonly schema: TableSchema = table()) {}

  send(operation: string, input: Record<string, unknown>): Record<string, unknown> | string {
    const request = bound(operation, input, this.schema);
    if (typeof request === "string") return request;
    const answer = this.carryOut(request);
    return "error" in answer ? `${answer.error.name}: ${answer.error.message}` : answer.body;
  }

  carryOut(request: BoundRequest): { readonly body: Record<string, unknown> } | { readonly error: DynamoError } {
    if (request.kind === "range") return { body: { ...finishRange(request, this.pages(request)).response } };
    if (!request.write) return { body: { ...answerItemRead(request, this.items.get(request.storageKey)).response } };
    const outcome = applyItemWrite(request, this.items.get(request.storageKey));
    if (outcome.outcome === "rejected") return { error: outcome.error };
    if (outcome.after === undefined) this.items.delete(request.storageKey);
    else this.items.set(request.storageKey, outcome.after);
    return { body: answerItemWrite(request, outcome, indexWriteUnits(this.schema, outcome.before, outcome.after)) };
  }

  private pages(request: BoundRange): PageOutcome[] {
    const pages: PageOutcome[] = [];
    for (const range of [remainingRange(request), ...request.further.map((each) => each.range)]) {
      const entries = this.entries(request.indexName)
        .filter(([key]) => rangeContains(range, key))
        .map(([key, item]) => [key, item, itemBytes(item)] as const);
      if (!request.forward) entries.reverse();
      const page = evaluatePage(
        request,
        entries[Symbol.iterator](),
        pages.at(-1)?.budget ?? startBudget(request),
        (entry) => present(this.items.get(storageKeyOf(this.schema.key, entry)), "an entry's item"),
      );
      pages.push(page);
      if (page.stop !== "exhausted") break;
    }
    return pages;
  }

  private entries(indexName: string | null): [string, Item][] {
    const all = [...this.items.values()];
    const index = this.schema.indexes.find(({ name }) => name === indexName);
    const entries = all.flatMap((item): [string, Item][] => {
      if (index === undefined) return [[storageKeyOf(this.schema.key, item), item]];
      const entry = projectIndexEntry(this.schema, index, item);
      return entry === null ? [] : [[indexStorageKeyOf(index.key, this.schema.key, entry.entry), entry.entry]];
    });
    return entries.sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

/** The request's `Attributes`, `Item` or the like; fails on a refusal. */
export function answered(response: Record<string, unknown> | string): Record<string, unknown> {
  if (typeof response === "string") throw new Error(response);
  return present(response, "response");
}
