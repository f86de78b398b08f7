/**
 * The followed item: what it is, the thread of one request through every machine, every copy of it anywhere, and what
 * a read would find now. A pure function of the world at the cursor.
 */
import {
  attributeOf,
  EVENT_FACTS,
  type Fidelity,
  hashText,
  type Item,
  type ItemIdentity,
  itemBytes,
  partitionFor,
  type Reader,
  readUnits,
  threadLabel,
  valuesEqual,
} from "../../engine/index.ts";
import { shortText } from "../../parts/attribute-text.ts";
import { type ItemPlace, itemPlace, leaderItem, newestOf, regionsOf } from "../item-place.ts";
import { copyRows } from "./copies.ts";
import type { CopyRow } from "./copy-row.ts";
import { type RequestOfItem, requestsOfItem, type Thread, threadOf } from "./thread.ts";

export { type MarkFact, type MarkView, markView } from "./mark-view.ts";

export interface InspectorParams {
  readonly table: string;
  readonly label: string;
  /** The request whose thread is shown; null: the newest. */
  readonly request: string | null;
}

export type { CopyChip, CopyRow } from "./copy-row.ts";
export type { RequestOfItem, Thread, ThreadRow } from "./thread.ts";

export interface AttributeLine {
  readonly name: string;
  readonly text: string;
  /** What it was in the version before; null when it is the same, or there was none. */
  readonly before: string | null;
  readonly added: boolean;
  readonly isKey: boolean;
}

export interface ReadOutcome {
  readonly version: number | null;
  /** Copies that would answer so. */
  readonly copies: number;
  readonly stale: boolean;
}

export interface InspectorView {
  readonly table: string;
  readonly label: string;
  readonly look: ItemIdentity;
  /** never: no event and no copy of that name; later: written at a step after the cursor. */
  readonly exists: "now" | "deleted" | "later" | "never";
  /** Step of its first write, when that is after the cursor. */
  readonly firstStep: number | null;
  readonly step: number;
  readonly place: { readonly hash: string; readonly partition: string; readonly region: string } | null;
  readonly version: number | null;
  readonly bytes: number;
  readonly attributes: readonly AttributeLine[];
  readonly requests: readonly RequestOfItem[];
  readonly thread: Thread | null;
  readonly newest: number | null;
  readonly copies: readonly CopyRow[];
  readonly reading: {
    readonly eventual: readonly ReadOutcome[];
    readonly eventualUnits: number;
    readonly strong: ReadOutcome | null;
    readonly strongUnits: number;
  } | null;
  readonly facts: readonly { readonly words: string; readonly fidelity: Fidelity; readonly source: string }[];
}

const FACTS_MAX = 6;

export function inspectorView(reader: Reader, { table, label, request }: InspectorParams): InspectorView {
  const home = regionsOf(reader, table)[0];
  const place = home === undefined ? null : itemPlace(reader, { region: home, table, label });
  const base = {
    table,
    label,
    look: reader.identity(table, label),
    step: reader.step,
    firstStep: null,
    place: null,
    version: null,
    bytes: 0,
    attributes: [],
    requests: [],
    thread: null,
    newest: null,
    copies: [],
    reading: null,
    facts: [],
  };
  if (place === null) return { ...base, exists: "never" };
  const stored = leaderItem(reader, place.group, place.storageKey);
  const requests = requestsOfItem(reader, table, label);
  const chosen = requests.find((one) => one.id === request) ?? requests[0];
  const thread = chosen === undefined ? null : threadOf(reader, place, { table, label, request: chosen.id });
  const copies = copyRows(reader, place, label);
  const exists = stored === undefined ? firstWrite(reader, table, label) : stored.item === null ? "deleted" : "now";
  return {
    ...base,
    exists: typeof exists === "number" ? "later" : exists,
    firstStep: typeof exists === "number" ? exists : null,
    place: { hash: hashText(place.hash), partition: place.group.partition, region: place.group.region },
    version: stored?.version ?? null,
    bytes: stored?.item == null ? 0 : itemBytes(stored.item),
    attributes:
      stored?.item == null ? [] : attributesOf(stored.item, beforeOf(reader, place, stored.version), keyNames(place)),
    requests,
    thread,
    newest: newestVersion(reader, place),
    copies,
    reading: readingOf(reader, place),
    facts: thread === null ? [] : factsOf(reader, thread),
  };
}

function keyNames({ placement }: ItemPlace): string[] {
  const { partition, sort } = placement.schema.key;
  return [...partition, ...sort].map((attribute) => attribute.name);
}

/** The step at which it is first written, when that is a known future; or that it never is. */
function firstWrite(reader: Reader, table: string, label: string): number | "never" {
  for (const seq of reader.eventsOfItem(table, label)) {
    const recorded = reader.events[seq];
    if (recorded?.event.kind === "ItemLogged" && seq >= reader.eventCount) return recorded.step;
  }
  return "never";
}

/** The item before the version: from the stream record or the log of the leader, whichever still has it. */
function beforeOf(reader: Reader, place: ItemPlace, version: number): Item | null | undefined {
  const leader = reader.leader(place.group) ?? reader.copies(place.group)[0];
  if (leader === undefined) return undefined;
  const { log } = leader.state;
  for (let lsn = log.last; lsn >= log.first; lsn--) {
    const write = log.get(lsn)?.write;
    if (write?.storageKey === place.storageKey && write.after.version === version) return write.before;
  }
  const shard = reader.shard(place.group.region, place.group.table, place.group.partition);
  for (let at = shard?.records.last ?? 0; shard !== undefined && at >= shard.records.first; at--) {
    const record = shard.records.get(at);
    if (record?.storageKey === place.storageKey && record.version === version) return record.oldImage;
  }
  return undefined;
}

function attributesOf(item: Item, before: Item | null | undefined, keys: readonly string[]): AttributeLine[] {
  const names = [
    ...keys.filter((name) => item[name] !== undefined),
    ...Object.keys(item).filter((name) => !keys.includes(name)),
  ];
  const lines = names.map((name): AttributeLine => {
    const value = attributeOf(item, name);
    const old = before == null ? undefined : attributeOf(before, name);
    const same = value !== undefined && old !== undefined && valuesEqual(value, old);
    return {
      name,
      text: value === undefined ? "" : shortText(value),
      before: old === undefined || same ? null : shortText(old),
      added: before != null && old === undefined,
      isKey: keys.includes(name),
    };
  });
  const gone = before == null ? [] : Object.keys(before).filter((name) => attributeOf(item, name) === undefined);
  return [
    ...lines,
    ...gone.map((name) => ({
      name,
      text: "",
      before: shortText(before?.[name] ?? { NULL: true }),
      added: false,
      isKey: false,
    })),
  ];
}

function newestVersion(reader: Reader, place: ItemPlace): number | null {
  const all = place.placement.regions.flatMap((region) => {
    const there = reader.table(region, place.group.table);
    if (there === undefined) return [];
    return reader.copies({ ...place.group, region, partition: partitionFor(there.partitions, place.hash).name });
  });
  return newestOf(all, place.storageKey)?.version ?? null;
}

/** Eventual: any of the copies that answer; strong: the leader alone. */
function readingOf(reader: Reader, place: ItemPlace): InspectorView["reading"] {
  const up = reader.copies(place.group).filter((copy) => !copy.down);
  if (up.length === 0) return null;
  const newest = newestOf(up, place.storageKey)?.version ?? null;
  const outcomes = new Map<number | null, number>();
  for (const { state } of up) {
    const stored = state.items.get(place.storageKey);
    const version = stored === undefined || stored.item === null ? null : stored.version;
    outcomes.set(version, (outcomes.get(version) ?? 0) + 1);
  }
  const leader = reader.leader(place.group);
  const led = leader?.state.items.get(place.storageKey);
  const item = led?.item ?? undefined;
  const bytes = item === undefined ? 0 : itemBytes(item);
  const deleted = newestOf(up, place.storageKey)?.item === null;
  return {
    eventual: [...outcomes]
      .map(([version, copies]) => ({ version, copies, stale: deleted ? version !== null : version !== newest }))
      .sort((a, b) => Number(a.stale) - Number(b.stale) || (b.version ?? 0) - (a.version ?? 0)),
    eventualUnits: readUnits(bytes, false),
    strong:
      leader === undefined
        ? null
        : { version: led === undefined || led.item === null ? null : led.version, copies: 1, stale: false },
    strongUnits: readUnits(bytes, true),
  };
}

/** One line for each kind of fact on the thread, what happened first coming first. */
function factsOf(reader: Reader, thread: Thread): InspectorView["facts"] {
  const kinds = new Set<string>();
  const facts: { words: string; fidelity: Fidelity; source: string }[] = [];
  for (const row of thread.rows) {
    const event = row.seq === null ? undefined : reader.events[row.seq]?.event;
    if (event === undefined || kinds.has(event.kind)) continue;
    kinds.add(event.kind);
    facts.push({ words: threadLabel(event), ...EVENT_FACTS[event.kind] });
  }
  // What is modelled is what a reader should know first.
  return facts
    .sort((a, b) => Number(b.fidelity === "modelled") - Number(a.fidelity === "modelled"))
    .slice(0, FACTS_MAX);
}
