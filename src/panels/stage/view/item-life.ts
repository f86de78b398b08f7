// One item over time: which version each copy held when, and the life of its newest version. Read from the recorded
// events up to the cursor; a copy that no event speaks of has held its first version since the start.

import {
  type Delivery,
  type Event,
  type Message,
  type Micros,
  partitionFor,
  type Reader,
  type Recorded,
  type TablePlacement,
  type Zone,
} from "../../../engine/index.ts";
import type { ItemLifeView, LifeRow, PartitionView, StageView } from "../view-shape.ts";
import type { Looks } from "./looks.ts";
import { groupOf } from "./partitions.ts";
import { shardView } from "./streams.ts";

/** Versions that the window should reach back to. */
const VERSIONS_SHOWN = 4;
const WINDOW_LEAST: Micros = 20_000;

type About = readonly Recorded<Event>[];
type Applied = Extract<Event, { readonly kind: "ItemApplied" }>;
interface Change {
  readonly at: Micros;
  readonly version: number;
  readonly text: string;
}

export interface LifeContext {
  readonly reader: Reader;
  readonly looks: Looks;
  readonly table: string;
  readonly label: string;
  readonly hash: number;
  readonly placements: readonly TablePlacement[];
  readonly partitions: (region: string) => readonly PartitionView[];
  readonly indexes: (region: string) => StageView["regions"][number]["indexes"];
  readonly pending: readonly Delivery<Message>[];
}

export function itemLifeView(context: LifeContext): ItemLifeView {
  const { reader, table, label, placements } = context;
  const about = reader
    .eventsOfItem(table, label)
    .filter((seq) => seq < reader.eventCount)
    .map((seq) => reader.events[seq] as Recorded<Event>);
  const to = reader.now;
  const from = windowStart(about, to);
  const held = placements
    .flatMap((p) => context.partitions(p.region))
    .flatMap((p) => p.held.filter((h) => h.label === label));
  const newest = Math.max(0, ...held.map((h) => h.newest));
  const home = placements[0];
  return {
    from,
    to,
    newest,
    rows: [
      ...placements.flatMap((p) => replicaRows(p, about, { ...context, from, to })),
      ...placements.flatMap((p) => indexRows(p, about, { ...context, from, to })),
    ],
    thread: threadOf(about, context),
    shard:
      home === undefined
        ? null
        : shardView(home, partitionFor(home.partitions, context.hash).name, reader, context.looks, context.pending),
  };
}

function windowStart(about: About, now: Micros): Micros {
  const logged = about.filter((r) => r.event.kind === "ItemLogged" && r.event.index === null).map((r) => r.at);
  const first = logged[Math.max(0, logged.length - VERSIONS_SHOWN)] ?? now;
  const span = Math.max(WINDOW_LEAST, now - first);
  return Math.max(0, now - Math.floor(span * 1.15));
}

interface RowContext extends LifeContext {
  readonly from: Micros;
  readonly to: Micros;
}

function replicaRows(placement: TablePlacement, about: About, context: RowContext): LifeRow[] {
  const { region } = placement;
  const partition = partitionFor(placement.partitions, context.hash);
  const view = context.partitions(region).find((p) => p.name === partition.name);
  const at = view?.held.findIndex((h) => h.label === context.label) ?? -1;
  const { letter } = context.looks.of(context.label);
  return context.reader.copies(groupOf(placement, partition)).map((copy, i) => {
    const shown = view?.copies[i];
    const changes = about.flatMap((r) =>
      isApplied(r.event, region, null) && r.event.zone === copy.zone ? [change(r.at, r.event, letter)] : [],
    );
    const version = shown?.versions[at] ?? 0;
    const first = changes[0];
    const before = first === undefined ? version : first.version - 1;
    const newerAt = newestTimes(about);
    return {
      place: `${partition.name}, ${region}`,
      name: `az ${copy.zone}`,
      leader: shown?.leader ?? false,
      down: copy.down,
      index: false,
      holds: version === 0 ? null : `${letter}${version}`,
      behind: shown?.behind[at] ?? 0,
      bars: bars(
        [{ at: 0, version: before, text: before > 0 ? `${letter}${before}` : "" }, ...changes],
        newerAt,
        context,
      ),
    };
  });
}

function indexRows(placement: TablePlacement, about: About, context: RowContext): LifeRow[] {
  const { region } = placement;
  const { letter } = context.looks.of(context.label);
  return context.indexes(region).map((index) => {
    const texts = new Map<number, string>();
    const removed = new Map<number, string>();
    for (const { event } of about)
      if (event.kind === "IndexEntryQueued" && event.region === region && event.index === index.name)
        (event.action === "put" ? texts : removed).set(event.version, event.sortLabel);
    const seen = new Set<number>();
    const changes = about.flatMap((r) => {
      const { event } = r;
      if (!isApplied(event, region, index.name) || event.deleted || seen.has(event.version)) return [];
      seen.add(event.version);
      return [{ at: r.at, version: event.version, text: `${letter} ${texts.get(event.version) ?? event.version}` }];
    });
    const entry = index.entries.find((e) => e.label === context.label);
    const first = changes[0];
    const waiting = index.waiting.filter((w) => w.label === context.label);
    const before: Change[] =
      first === undefined && entry !== undefined
        ? [{ at: 0, version: 1, text: `${letter} ${entry.text}` }]
        : first !== undefined && first.version > 1
          ? [{ at: 0, version: first.version - 1, text: `${letter} ${removed.get(first.version) ?? ""}`.trim() }]
          : [];
    return {
      place: index.name,
      name: region,
      leader: false,
      down: false,
      index: true,
      holds: entry === undefined ? null : `${letter} ${entry.text}`,
      behind: new Set(waiting.map((w) => w.version)).size || (entry?.stale ? 1 : 0),
      bars: bars([...before, ...changes], newestTimes(about), context),
    };
  });
}

/** When each version was first held by a majority anywhere: older ones are stale from then on. */
function newestTimes(about: About): readonly { readonly at: Micros; readonly version: number }[] {
  return about.flatMap((r) =>
    r.event.kind === "MajorityReached" && r.event.index === null ? [{ at: r.at, version: r.event.version }] : [],
  );
}

/** Version bars, cut where a held version became stale. */
function bars(
  changes: readonly Change[],
  newer: readonly { at: Micros; version: number }[],
  { from, to }: RowContext,
): LifeRow["bars"] {
  return changes.flatMap((c, i) => {
    const end = changes[i + 1]?.at ?? to;
    if (c.version <= 0 || c.text === "" || end < from) return [];
    const staleAt = Math.min(...newer.filter((n) => n.version > c.version).map((n) => n.at), Number.MAX_SAFE_INTEGER);
    const begin = Math.max(from, c.at);
    const cut = Math.max(begin, Math.min(end, staleAt));
    const fresh = { from: begin, to: cut, text: c.text, version: c.version, stale: false };
    const old = { from: cut, to: end, text: c.text, version: c.version, stale: true };
    return [fresh, old].filter((bar) => bar.to > bar.from || (bar.from === to && !bar.stale));
  });
}

function isApplied(event: Event, region: string, index: string | null): event is Applied {
  return event.kind === "ItemApplied" && event.region === region && event.index === index;
}

function change(at: Micros, { version, deleted }: Applied, letter: string): Change {
  return { at, version, text: deleted ? "" : `${letter}${version}` };
}

/** The way of the newest version, from the caller to the last copy. */
function threadOf(about: About, { reader, table, label, placements }: LifeContext): ItemLifeView["thread"] {
  const logged = [...about]
    .reverse()
    .find((r) => r.event.kind === "ItemLogged" && r.event.index === null && r.event.request !== null);
  if (logged?.event.kind !== "ItemLogged" || logged.event.request === null) return [];
  const { request, version, region, lsn, zone } = logged.event;
  const mine = reader
    .eventsOfRequest(request)
    .filter((seq) => seq < reader.eventCount)
    .map((seq) => reader.events[seq] as Recorded<Event>);
  const first = (test: (event: Event) => boolean) => about.find((r) => test(r.event));
  const ofRequest = (kind: Event["kind"]) => mine.find((r) => r.event.kind === kind);
  const placement = placements.find((p) => p.region === region);
  const followers = (reader.copies({ region, table, index: null, partition: logged.event.partition }) ?? [])
    .map((c) => c.zone)
    .filter((z): z is Zone => z !== zone);
  const points: { name: string; found: Recorded<Event> | undefined }[] = [
    { name: "client", found: ofRequest("RequestSent") },
    { name: "router", found: ofRequest("RequestRouted") },
    { name: "leader", found: logged },
    {
      name: "majority",
      found: first((e) => e.kind === "MajorityReached" && e.lsn === lsn && e.region === region && e.index === null),
    },
    { name: "answer", found: ofRequest("ResponseReceived") },
    ...followers.map((z) => ({
      name: `az ${z}`,
      found: first(
        (e) => e.kind === "ItemApplied" && e.zone === z && e.lsn === lsn && e.region === region && e.index === null,
      ),
    })),
    ...(placement?.schema.indexes ?? [])
      .filter((i) => i.kind === "global")
      .map((i) => ({
        name: i.name,
        found: first(
          (e) => e.kind === "IndexEntryConfirmed" && e.index === i.name && e.version === version && e.region === region,
        ),
      })),
    ...(placement?.schema.stream === null
      ? []
      : [
          {
            name: "stream",
            found: first((e) => e.kind === "StreamRecordAppended" && e.version === version && e.region === region),
          },
        ]),
    ...(placement?.triggers ?? []).map((t) => ({
      name: t.functionName,
      found: about.find(
        (r) =>
          r.seq > logged.seq &&
          r.event.kind === "BatchCheckpointed" &&
          r.event.functionName === t.functionName &&
          r.event.labels.includes(label),
      ),
    })),
    ...placements
      .filter((p) => p.region !== region)
      .map((p) => ({
        name: p.region,
        found: first((e) => e.kind === "CopyApplied" && e.toRegion === p.region && e.version >= version),
      })),
  ];
  return points.map(({ name, found }) => ({
    name,
    at: found?.at ?? null,
    step: found?.step ?? null,
    state: found === undefined ? "later" : found.step === reader.step ? "now" : "done",
  }));
}
