/**
 * A SELECT bound to a table: one Query when it names one partition key, one walk over several Queries' ranges when it
 * names several, else a Scan. [PQL-7, PQL-10]
 */
import { bindRange, findIndex } from "../bind-range.ts";
import { refuse } from "../errors.ts";
import type { KeyCondition } from "../expressions/ast.ts";
import { rangeContains } from "../keys.ts";
import type { BoundRange, ParsedQuery, ParsedScan, StatementCall } from "../requests.ts";
import type { KeySchema, TableSchema } from "../table.ts";
import { type AttributeValue, compareValues } from "../values.ts";
import type { SelectStatement } from "./ast.ts";
import { decodeToken } from "./next-token.ts";
import { planQuery, type QueryPlan } from "./plan.ts";
import { PARTIQL_WORDING } from "./refusals.ts";
import { conditionOf } from "./resolve.ts";

/** With several partition keys a page has no more items than this (DG: ql-operators). */
const PAGE_OF_MANY_KEYS = 10;

/** @throws {Refused} */
export function bindSelect(
  call: StatementCall & { readonly limit: number | null; readonly nextToken: string | null },
  statement: SelectStatement,
  schema: TableSchema,
): BoundRange {
  const { from, columns, orderBy } = statement;
  const index = findIndex(from.index, schema);
  if (index?.kind === "global" && call.consistentRead) refuse(PARTIQL_WORDING.consistentGlobal);
  const walked = index?.key ?? schema.key;
  const where = statement.where === null ? null : conditionOf("FilterExpression", statement.where, call.parameters);
  const plan = planQuery(where, walked);
  checkOrder(statement, plan, walked);
  const scan: ParsedScan = {
    operation: "Scan",
    tableName: call.tableName,
    returnConsumedCapacity: call.returnConsumedCapacity,
    indexName: from.index,
    consistentRead: call.consistentRead,
    filter: plan === null ? where : plan.filter,
    // Columns are cut out of whole attributes when the page is answered: their names differ from a projection's.
    projection: columns === null ? null : [...new Set(columns.map(([name]) => name))].map((name) => [name]),
    select: null,
    limit: call.limit,
    exclusiveStartKey: call.nextToken === null ? null : decodeToken(call.nextToken, call.fingerprint),
    segment: null,
  };
  if (plan === null) return bindRange(scan, schema);
  const forward = orderBy.find(({ name }) => name === walked.sort[0]?.name)?.descending !== true;
  const queries = ordered(plan.queries, statement, walked);
  return bindQueries({ ...scan, operation: "Query", forward }, queries, schema);
}

/** The ranges are bound one by one; where the walk goes on, the ranges before are over. */
function bindQueries(
  base: Omit<ParsedQuery, "keyConditions">,
  queries: readonly (readonly KeyCondition[])[],
  schema: TableSchema,
): BoundRange {
  const bind = (keyConditions: readonly KeyCondition[], from: Partial<ParsedQuery>) =>
    bindRange({ ...base, keyConditions, ...from }, schema, true);
  const [only] = queries;
  if (queries.length === 1 && only !== undefined) return bind(only, {});
  const limit = Math.min(base.limit ?? PAGE_OF_MANY_KEYS, PAGE_OF_MANY_KEYS);
  const bounds = queries.map((query) => bind(query, { limit, exclusiveStartKey: null }));
  const startAfter = bindRange({ ...base, operation: "Scan", segment: null }, schema).startAfter;
  const started = startAfter === null ? 0 : bounds.findIndex(({ range }) => rangeContains(range, startAfter));
  if (started < 0) refuse(PARTIQL_WORDING.tokenInvalid);
  const left = bounds.slice(started);
  return {
    ...(left[0] as BoundRange),
    startAfter,
    further: left.slice(1).map(({ range, hash }) => ({ range, hash: hash ?? 0 })),
  };
}

/** ORDER BY names key attributes, and needs the partition key pinned; with several keys it begins with it. */
function checkOrder({ orderBy, where }: SelectStatement, plan: QueryPlan | null, key: KeySchema): void {
  if (orderBy.length === 0) return;
  if (where === null) refuse(PARTIQL_WORDING.orderWithoutWhere);
  const names = [...key.partition, ...key.sort].map(({ name }) => name);
  const stranger = orderBy.find(({ name }) => !names.includes(name));
  if (stranger !== undefined) {
    refuse(`Variable reference ${stranger.name} in ORDER BY clause must be part of the primary key`);
  }
  if (plan === null) refuse(PARTIQL_WORDING.orderWithoutKey);
  if (plan.queries.length > 1 && orderBy[0]?.name !== key.partition[0]?.name) {
    refuse(
      "The partition key must come first in the ORDER BY clause when the WHERE clause names several of its values",
    );
  }
}

function ordered(
  queries: QueryPlan["queries"],
  { orderBy }: SelectStatement,
  key: KeySchema,
): readonly (readonly KeyCondition[])[] {
  const by = orderBy.find(({ name }) => name === key.partition[0]?.name);
  if (by === undefined) return queries;
  const first = (query: readonly KeyCondition[]) => (query[0] as { readonly value: AttributeValue }).value;
  const sign = by.descending ? -1 : 1;
  return [...queries].sort((a, b) => sign * (compareValues(first(a), first(b)) ?? 0));
}
