/**
 * What a run looks like at the present virtual time, as facts with stable keys: two such lists, one of each run, are
 * compared line by line. Runs in the Worker; the host computes it on the other run when asked for one.
 */
import {
  type GroupName,
  type ItemIdentity,
  type Reader,
  type TablePlacement,
  valueLabel,
  ZONES,
} from "../../engine/index.ts";

export interface CompareParams {
  /** The run it is of; the host goes there. */
  readonly branch?: number;
}

export type FactGroup = "copies" | "logs" | "indexes" | "streams" | "answers" | "functions" | "cost";

export interface Fact {
  /** The same in both runs. */
  readonly key: string;
  readonly group: FactGroup;
  /** What it is: "cleo in eu-west-1". */
  readonly name: string;
  readonly value: string;
  /** The item it is about. */
  readonly look: ItemIdentity | null;
}

export interface CompareView {
  readonly now: number;
  readonly step: number;
  readonly facts: readonly Fact[];
}

/** Items compared: those last touched. */
const ITEMS_MAX = 8;
const ANSWERS_MAX = 10;
const LOOK_BACK = 4000;
const INDEX_ENTRIES_MAX = 400;

export function compareView(reader: Reader, _params: CompareParams): CompareView {
  const facts: Fact[] = [];
  const items = touchedItems(reader);
  for (const region of reader.config.regions) {
    for (const table of reader.tables(region)) {
      facts.push(...copyFacts(reader, region, table, items), ...logFacts(reader, region, table));
      if (region === reader.home)
        facts.push(...indexFacts(reader, region, table, items), ...streamFacts(reader, region, table));
    }
  }
  facts.push(...answerFacts(reader), ...runFacts(reader));
  return { now: reader.now, step: reader.step, facts };
}

interface Touched {
  readonly table: string;
  readonly label: string;
}

function touchedItems(reader: Reader): Touched[] {
  const found = new Map<string, Touched>();
  for (let n = reader.eventCount - 1; n >= Math.max(0, reader.eventCount - LOOK_BACK) && found.size < ITEMS_MAX; n--) {
    const event = reader.events[n]?.event;
    if (
      event === undefined ||
      !("label" in event) ||
      !("table" in event) ||
      event.label === null ||
      event.table === null
    )
      continue;
    found.set(`${event.table}|${event.label}`, { table: event.table, label: event.label });
  }
  return [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

function copyFacts(reader: Reader, region: string, table: TablePlacement, items: readonly Touched[]): Fact[] {
  const here = items.filter((i) => i.table === table.schema.name);
  const versions = new Map<string, string[]>();
  for (const partition of table.partitions) {
    const group: GroupName = { region, table: table.schema.name, index: null, partition: partition.name };
    const copies = reader.copies(group);
    for (const { label } of here) {
      const seen = copies.map((copy) => newest(copy.state.items.entriesFrom(""), label));
      if (seen.some((v) => v !== null))
        versions.set(
          label,
          seen.map((v, i) => (copies[i]?.down === true ? "down" : v === null ? "none" : v)),
        );
    }
  }
  return here.flatMap(({ label, table: name }) => {
    const seen = versions.get(label);
    if (seen === undefined) return [];
    const value =
      new Set(seen).size === 1 && seen[0] !== "down"
        ? `${seen[0]} on all three`
        : ZONES.map((zone, i) => `${zone} ${seen[i]}`).join(", ");
    return [
      {
        key: `copies ${region} ${name} ${label}`,
        group: "copies" as const,
        name: region === reader.home ? label : `${label}, ${region}`,
        value,
        look: reader.identity(name, label),
      },
    ];
  });
}

/** Version of an item in a copy, by its label; null when the copy never had it. */
function newest(
  entries: Iterable<[string, { readonly label: string; readonly version: number; readonly item: unknown }]>,
  label: string,
): string | null {
  let n = 0;
  for (const [, stored] of entries) {
    if (stored.label === label) return stored.item === null ? "deleted" : `version ${stored.version}`;
    if (++n >= INDEX_ENTRIES_MAX) return null;
  }
  return null;
}

function logFacts(reader: Reader, region: string, table: TablePlacement): Fact[] {
  return table.partitions.flatMap((partition) => {
    const group: GroupName = { region, table: table.schema.name, index: null, partition: partition.name };
    const leader = reader.leader(group);
    if (leader !== undefined && leader.state.commitLsn === 0 && leader.state.log.last === 0 && leader.state.term === 1)
      return [];
    const value = leader === undefined ? "no leader" : `LSN ${leader.state.commitLsn}, az ${leader.zone} leads`;
    return [
      {
        key: `log ${region} ${table.schema.name} ${partition.name}`,
        group: "logs" as const,
        name: region === reader.home ? partition.name : `${partition.name}, ${region}`,
        value,
        look: null,
      },
    ];
  });
}

function indexFacts(reader: Reader, region: string, table: TablePlacement, items: readonly Touched[]): Fact[] {
  const facts: Fact[] = [];
  const here = items.filter((i) => i.table === table.schema.name);
  for (const index of table.schema.indexes.filter((i) => i.kind === "global")) {
    const sort = (index.key.sort[0] ?? index.key.partition[0])?.name ?? "";
    const entries = new Map<string, string>();
    for (const part of table.indexPartitions[index.name] ?? []) {
      const leader = reader.leader({ region, table: table.schema.name, index: index.name, partition: part.name });
      let n = 0;
      for (const [, stored] of leader?.state.items.entriesFrom("") ?? []) {
        const value = stored.item?.[sort];
        if (value !== undefined) entries.set(stored.label, valueLabel(value));
        if (++n >= INDEX_ENTRIES_MAX) break;
      }
    }
    for (const { label, table: name } of here)
      facts.push({
        key: `index ${index.name} ${label}`,
        group: "indexes",
        name: `${index.name}, ${label}`,
        value: entries.get(label) ?? "no entry",
        look: reader.identity(name, label),
      });
  }
  return facts;
}

function streamFacts(reader: Reader, region: string, table: TablePlacement): Fact[] {
  return table.partitions.flatMap((partition) => {
    const shard = reader.shard(region, table.schema.name, partition.name);
    if (shard === undefined || shard.records.last === 0) return [];
    const last = shard.records.get(shard.records.last);
    const count = shard.records.last;
    const value = `${count} record${count === 1 ? "" : "s"}${last === undefined ? "" : `, last ${last.label} ${last.version}`}`;
    return [
      {
        key: `shard ${partition.name}`,
        group: "streams" as const,
        name: `shard S${partition.name.slice(1)}`,
        value,
        look: null,
      },
    ];
  });
}

function answerFacts(reader: Reader): Fact[] {
  const facts: Fact[] = [];
  for (let n = reader.eventCount - 1; n >= 0 && facts.length < ANSWERS_MAX; n--) {
    const event = reader.events[n]?.event;
    if (event?.kind !== "ResponseReceived") continue;
    const [item] = event.items;
    const version =
      item === undefined || event.items.length > 1
        ? `${event.items.length} items`
        : item.version === null
          ? "no item"
          : `version ${item.version}`;
    const value = event.error ?? `${event.status}, ${version}`;
    facts.push({
      key: `answer ${event.request}`,
      group: "answers",
      name: `${event.operation}${event.label === null ? "" : ` ${event.label}`}`,
      value,
      look: event.table === null || event.label === null ? null : reader.identity(event.table, event.label),
    });
  }
  return facts.reverse();
}

function runFacts(reader: Reader): Fact[] {
  let read = 0;
  let write = 0;
  let lost = 0;
  const runs = new Map<string, number>(reader.config.functions.map((f) => [f.name, 0]));
  for (let n = 0; n < reader.eventCount; n++) {
    const event = reader.events[n]?.event;
    if (event?.kind === "ResponseReceived") {
      read += event.readUnits;
      write += event.writeUnits + Object.values(event.indexUnits).reduce((sum, u) => sum + u, 0);
    } else if (event?.kind === "FunctionInvoked") runs.set(event.functionName, (runs.get(event.functionName) ?? 0) + 1);
    else if (event?.kind === "WriteLost") lost++;
  }
  const functions = [...runs].map(([name, count]) => ({
    key: `function ${name}`,
    group: "functions" as const,
    name,
    value: `${count} run${count === 1 ? "" : "s"}`,
    look: null,
  }));
  return [
    ...functions,
    ...(reader.config.regions.length > 1
      ? [{ key: "lost", group: "copies" as const, name: "writes lost", value: String(lost), look: null }]
      : []),
    { key: "units", group: "cost", name: "units", value: `${read} read, ${write} write`, look: null },
  ];
}
