/** What must be true of transactions in a world that has come to rest. Parts of checkers.ts. [TX-7, TX-8, TX-13, TX-15] */
import type { Event } from "../service/events.ts";
import { ledgerId } from "../service/places.ts";
import type { LedgerState } from "../service/transactions/ledger-state.ts";
import { requestIdOf } from "../world/commands.ts";
import type { Reader } from "../world/reader.ts";
import type { Timeline } from "../world/timeline.ts";
import { ACCOUNTS, BALANCE } from "./transaction-workload.ts";

type Answer = Extract<Event, { readonly kind: "ResponseReceived" }>;

/** No copy has a prepared item, and no ledger an unfinished transaction. */
export function nothingIsLeftPrepared(timeline: Timeline, reader: Reader): string[] {
  const { simulation } = timeline.world;
  const found: string[] = [];
  for (const { id, kind } of simulation.all()) {
    if (kind !== "replica") continue;
    const { prepared } = simulation.read(id) as {
      readonly prepared: ReadonlyMap<string, { readonly transaction: string }>;
    };
    for (const { transaction } of prepared.values()) found.push(`${id} still has an item prepared for ${transaction}`);
  }
  for (const region of reader.config.regions) {
    const { entries } = simulation.read(ledgerId(region)) as LedgerState;
    for (const { transaction, outcome } of entries.values())
      if (outcome === null) found.push(`the ledger of ${region} has not finished ${transaction}`);
  }
  return found;
}

/** A committed transaction did all it should, once; another one did nothing; and the client was not told otherwise. */
export function transactionsAreAtomic(_timeline: Timeline, reader: Reader): string[] {
  const found: string[] = [];
  const actions = new Map<string, number>();
  const committed = new Set<string>();
  const done = new Map<string, Set<string>>();
  const wrote = new Map<string, Map<string, Set<string>>>();
  for (const { event } of reader.events) {
    if (event.kind === "TransactionStarted") actions.set(event.request, event.actions);
    if (event.kind === "TransactionCommitted") committed.add(event.request);
    if (event.kind === "ItemReleased" && event.committed)
      done.set(event.request, (done.get(event.request) ?? new Set()).add(event.label));
    if (event.kind === "MajorityReached" && event.request !== null && actions.has(event.request)) {
      const items = wrote.get(event.request) ?? new Map<string, Set<string>>();
      items.set(event.label, (items.get(event.label) ?? new Set()).add(`${event.partition}/${event.lsn}`));
      wrote.set(event.request, items);
    }
  }
  for (const [request, count] of actions) {
    const items = wrote.get(request);
    if (!committed.has(request)) {
      if (items !== undefined) found.push(`${request} was not committed and wrote ${[...items.keys()].join(", ")}`);
      continue;
    }
    if (done.get(request)?.size !== count)
      found.push(`${request} committed ${done.get(request)?.size ?? 0} of ${count} items`);
    for (const [label, entries] of items ?? [])
      if (entries.size !== 1) found.push(`${request} wrote ${label} ${entries.size} times`);
  }
  for (const { event } of reader.events) {
    if (!isAnswer(event) || !actions.has(event.request)) continue;
    const told = event.status === 200;
    if (event.status !== 500 && event.status !== 0 && told !== committed.has(event.request))
      found.push(`${event.request} was answered ${event.status} and is ${told ? "not " : ""}committed`);
  }
  return found;
}

/** Transfers only move money: all accounts together always have the same, at rest and at every transactional read. */
export function moneyIsConserved(timeline: Timeline, reader: Reader): string[] {
  const found: string[] = [];
  const balances = balancesOf(reader);
  if (balances.length === 0) return [];
  const total = ACCOUNTS.length * BALANCE;
  const sum = balances.reduce((all, each) => all + each, 0);
  if (sum !== total) found.push(`the accounts have ${sum} of ${total}`);
  if (balances.some((balance) => balance < 0)) found.push(`an account is overdrawn: ${balances.join(", ")}`);
  const reads = new Set(
    timeline.branch.commands.flatMap((c) =>
      c.kind === "request" && c.operation === "TransactGetItems" ? [requestIdOf(c)] : [],
    ),
  );
  for (const { event } of reader.events) {
    if (!isAnswer(event) || !reads.has(event.request) || event.status !== 200) continue;
    const { Responses } = event.body as { Responses: { Item?: { balance: { N: string } } }[] };
    const seen = Responses.reduce((all, { Item }) => all + Number(Item?.balance.N ?? 0), 0);
    if (seen !== total) found.push(`${event.request} read ${seen} of ${total}`);
  }
  return found;
}

function balancesOf(reader: Reader): number[] {
  const table = reader.table(reader.home, "Players");
  if (table === undefined) return [];
  return table.partitions.flatMap(({ name: partition }) => {
    const copies = reader.copies({ region: reader.home, table: "Players", index: null, partition });
    return [...(copies[0]?.state.items.values() ?? [])].flatMap(({ item }) => {
      const balance = (item?.balance as { N: string } | undefined)?.N;
      return balance === undefined ? [] : [Number(balance)];
    });
  });
}

/** A token's second use did nothing: of requests with one token at most one was committed. */
export function tokensAreUsedOnce(timeline: Timeline, reader: Reader): string[] {
  const committed = new Set(
    reader.events.flatMap(({ event }) => (event.kind === "TransactionCommitted" ? [event.request] : [])),
  );
  const byToken = new Map<string, string[]>();
  for (const c of timeline.branch.commands) {
    const token = c.kind === "request" ? (c.input as { ClientRequestToken?: string }).ClientRequestToken : undefined;
    if (token === undefined || !committed.has(requestIdOf(c as never))) continue;
    byToken.set(token, [...(byToken.get(token) ?? []), requestIdOf(c as never)]);
  }
  return [...byToken].flatMap(([token, requests]) =>
    requests.length > 1 ? [`${token} was committed by ${requests.join(" and ")}`] : [],
  );
}

/**
 * The operations can be put into one order. Who wrote and who read which version says who comes before whom, per item;
 * a cycle among them is no order.
 */
export function transactionsAreSerialisable(timeline: Timeline, reader: Reader): string[] {
  const before = precedence(timeline, reader);
  const state = new Map<string, "open" | "done">();
  const cycle = (node: string, path: readonly string[]): string[] | null => {
    if (state.get(node) === "done") return null;
    if (state.get(node) === "open") return [...path.slice(path.indexOf(node)), node];
    state.set(node, "open");
    for (const next of before.get(node) ?? []) {
      const found = cycle(next, [...path, node]);
      if (found !== null) return found;
    }
    state.set(node, "done");
    return null;
  };
  for (const node of before.keys()) {
    const found = cycle(node, []);
    if (found !== null) return [`no order of ${found.join(" < ")}`];
  }
  return [];
}

function precedence(timeline: Timeline, reader: Reader): Map<string, Set<string>> {
  const { writers, readers } = historyOf(timeline, reader);
  const before = new Map<string, Set<string>>();
  const edge = (a: string | undefined, b: string | undefined): void => {
    if (a === undefined || b === undefined || a === b) return;
    before.set(a, (before.get(a) ?? new Set()).add(b));
  };
  for (const [label, byVersion] of writers) {
    const versions = [...byVersion.keys()].sort((a, b) => a - b);
    for (const [i, version] of versions.entries()) edge(byVersion.get(versions[i - 1] ?? -1), byVersion.get(version));
    for (const { version, request } of readers.get(label) ?? []) {
      edge(byVersion.get(version), request);
      edge(request, byVersion.get(versions.find((v) => v > version) ?? -1));
    }
  }
  return before;
}

interface History {
  /** Item → version → the request that wrote it. */
  readonly writers: Map<string, Map<number, string>>;
  readonly readers: Map<string, { readonly version: number; readonly request: string }[]>;
}

/** Only of the home Region, and of items that nobody else writes: copies from elsewhere are in nobody's order. */
function historyOf(timeline: Timeline, reader: Reader): History {
  const writers: History["writers"] = new Map();
  const readers: History["readers"] = new Map();
  const foreign = new Set<string>();
  const strong = new Set<string>();
  for (const c of timeline.branch.commands) {
    if (c.kind !== "request" || c.region !== reader.home) continue;
    const { ConsistentRead } = c.input as { ConsistentRead?: boolean };
    if (c.operation === "TransactGetItems" || (c.operation === "GetItem" && ConsistentRead === true))
      strong.add(requestIdOf(c));
  }
  const committed = new Set<string>();
  for (const { event } of reader.events) if (event.kind === "TransactionCommitted") committed.add(event.request);
  // The writes of a batch are in nobody's order but each in its own (DG-TX).
  const batches = new Set(
    timeline.branch.commands.flatMap((c) =>
      c.kind === "request" && c.operation === "BatchWriteItem" ? [requestIdOf(c)] : [],
    ),
  );
  const writer = (request: string, label: string): string => (batches.has(request) ? `${request} ${label}` : request);
  const reads = (label: string, version: number | null, request: string): void => {
    if (version !== null) readers.set(label, [...(readers.get(label) ?? []), { version, request }]);
  };
  for (const { event } of reader.events) {
    if (event.kind === "MajorityReached" && event.index === null && event.region === reader.home) {
      if (event.request === null) foreign.add(event.label);
      else if (event.changed)
        writers.set(
          event.label,
          (writers.get(event.label) ?? new Map()).set(event.version, writer(event.request, event.label)),
        );
      else if (event.version > 0) reads(event.label, event.version, writer(event.request, event.label));
    }
    if (event.kind === "ItemPrepared" && committed.has(event.request)) reads(event.label, event.version, event.request);
    if (isAnswer(event) && event.status === 200 && strong.has(event.request))
      for (const { label, version } of event.items) reads(label, version, event.request);
  }
  for (const label of foreign) writers.delete(label);
  return { writers, readers };
}

function isAnswer(event: Event): event is Answer {
  return event.kind === "ResponseReceived";
}
