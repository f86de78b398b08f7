// The route of one request and of what followed from it: solid where something arrived, dashed where it is on its way,
// dotted where it must still go. Taken from recorded events and pending messages; nothing is guessed from time.

import {
  clientId,
  type Delivery,
  type Event,
  indexWriterId,
  type Message,
  type Reader,
  type Recorded,
  replicaId,
  routerId,
  type TablePlacement,
  triggerId,
  ZONES,
  type Zone,
} from "../../../engine/index.ts";
import type { PathLeg } from "../view-shape.ts";

type Of<K extends Event["kind"]> = Extract<Event, { readonly kind: K }>;

export interface PathContext {
  readonly reader: Reader;
  readonly placements: readonly TablePlacement[];
  readonly pending: readonly Delivery<Message>[];
  /** The followed item: a request about many goes to many places, and is drawn to its. */
  readonly label: string | null;
}

/** The last request that came for an item up to the cursor, or null: by its key, or as one of several it read or wrote. */
export function lastRequestOf(reader: Reader, table: string, label: string): string | null {
  const seqs = reader.eventsOfItem(table, label);
  for (let i = seqs.length - 1; i >= 0; i--) {
    const seq = seqs[i] as number;
    if (seq >= reader.eventCount) continue;
    const event = reader.events[seq]?.event;
    if (event === undefined || !("request" in event) || event.request === null || !ASKED_FOR.has(event.kind)) continue;
    // A read of an index did not come to where the item lies.
    if (!("index" in event) || event.index === null) return event.request;
  }
  return null;
}

const ASKED_FOR: ReadonlySet<string> = new Set([
  "RequestRouted",
  "RequestSent",
  "PageRead",
  "ItemRead",
  "ItemPrepared",
  "PrepareRefused",
]);

export function pathOf(request: string, context: PathContext): PathLeg[] {
  const { reader } = context;
  const events = reader
    .eventsOfRequest(request)
    .filter((seq) => seq < reader.eventCount)
    .map((seq) => reader.events[seq] as Recorded<Event>);
  const sent = find(events, "RequestSent");
  if (sent === undefined) return [];
  const caller = sent.program ?? clientId(sent.region);
  const routed = routedFor(events, context.label) ?? last(events, "RequestRouted");
  const handed = find(events, "TransactionRouted") !== undefined;
  const turnedAway = find(events, "RequestRejected") !== undefined;
  const router = routerId(sent.region);
  const legs: PathLeg[] = [
    {
      kind: "request",
      from: caller,
      to: router,
      state: routed !== undefined || handed || turnedAway ? "done" : "moving",
    },
  ];
  if (handed) return [...legs, ...transactionLegs(events, router, context)];
  if (routed === undefined) return legs;
  const reached =
    events.some(({ event }) => REACHED.has(event.kind)) || (find(events, "ResponseReceived")?.replica ?? null) !== null;
  legs.push({ kind: "request", from: router, to: routed.replica, state: reached ? "done" : "moving" });
  const logged = last(events, "ItemLogged");
  return logged === undefined ? legs : [...legs, ...consequences(logged, context)];
}

/** The way to the replica that read the item among others. */
function routedFor(events: readonly Recorded<Event>[], label: string | null): Of<"RequestRouted"> | undefined {
  const page = events.find(({ event }) => event.kind === "PageRead" && label !== null && event.labels.includes(label));
  const ways = events.flatMap(({ event }) => (event.kind === "RequestRouted" ? [event] : []));
  return page === undefined ? undefined : ways.findLast(({ replica }) => replica === page.actor);
}

/** To every item's leader that has said something, and what followed from the writes. */
function transactionLegs(events: readonly Recorded<Event>[], router: string, context: PathContext): PathLeg[] {
  const asked = new Set(events.filter(({ event }) => ASKED.has(event.kind)).map(({ actor }) => actor));
  const legs = [...asked].map((to): PathLeg => ({ kind: "request", from: router, to, state: "done" }));
  return [...legs, ...events.flatMap(({ event }) => (event.kind === "ItemLogged" ? consequences(event, context) : []))];
}

const ASKED: ReadonlySet<string> = new Set(["ItemPrepared", "PrepareRefused", "ItemRead", "TransactionReadRefused"]);

const REACHED: ReadonlySet<string> = new Set([
  "ItemLogged",
  "ItemRead",
  "PageRead",
  "ConditionFailed",
  "WriteWaited",
  "ReadWaited",
]);

function consequences(logged: Of<"ItemLogged">, context: PathContext): PathLeg[] {
  const { reader } = context;
  const placement = context.placements.find((p) => p.region === logged.region);
  if (placement === undefined || logged.index !== null) return [];
  const leader = replicaId(logged, logged.zone as Zone);
  const about = reader
    .eventsOfItem(logged.table, logged.label)
    .filter((seq) => seq < reader.eventCount)
    .map((seq) => (reader.events[seq] as Recorded<Event>).event);
  const committed = about.some(
    (e) => e.kind === "MajorityReached" && e.region === logged.region && e.lsn === logged.lsn,
  );
  return [
    ...replication(logged, leader, context),
    ...indexLegs(logged, leader, placement, about, committed && !onItsWay(logged, context)),
    ...streamLegs(logged, leader, placement, about, context),
    ...regionLegs(logged, leader, placement, about),
  ];
}

function replication(logged: Of<"ItemLogged">, leader: string, { reader, pending }: PathContext): PathLeg[] {
  return ZONES.filter((zone) => zone !== logged.zone).map((zone) => {
    const to = replicaId(logged, zone);
    const copy = reader.copies(logged).find((c) => c.zone === zone);
    const holds = copy !== undefined && copy.state.log.last >= logged.lsn;
    const moving = pending.some(
      (d) => d.to === to && d.message.type === "AppendEntries" && d.message.entries.some((e) => e.lsn === logged.lsn),
    );
    return { kind: "log", from: leader, to, state: holds ? "done" : moving ? "moving" : "todo" };
  });
}

function indexLegs(
  logged: Of<"ItemLogged">,
  leader: string,
  placement: TablePlacement,
  about: readonly Event[],
  looked: boolean,
): PathLeg[] {
  const writer = indexWriterId({
    region: logged.region,
    table: logged.table,
    index: null,
    partition: logged.partition,
  });
  return placement.schema.indexes.flatMap((index): PathLeg[] => {
    if (index.kind !== "global") return [];
    const mine = about.filter(
      (e) =>
        (e.kind === "IndexEntryQueued" || e.kind === "IndexEntryConfirmed") &&
        e.region === logged.region &&
        e.index === index.name &&
        e.version === logged.version,
    );
    const queued =
      mine.find((e): e is Of<"IndexEntryQueued"> => e.kind === "IndexEntryQueued" && e.action === "put") ??
      mine.find((e): e is Of<"IndexEntryQueued"> => e.kind === "IndexEntryQueued");
    const confirmed = mine.some((e) => e.kind === "IndexEntryConfirmed");
    // A sparse index, or one whose entry does not change, is not reached at all.
    if (queued === undefined)
      return looked ? [] : [{ kind: "index", from: leader, to: `${writer}#${index.name}`, state: "todo" }];
    return [{ kind: "index", from: leader, to: `${writer}#${index.name}`, state: confirmed ? "done" : "moving" }];
  });
}

/** The change was committed, but the index writer has not got it yet. */
function onItsWay(logged: Of<"ItemLogged">, { pending }: PathContext): boolean {
  const writer = indexWriterId({
    region: logged.region,
    table: logged.table,
    index: null,
    partition: logged.partition,
  });
  return pending.some(
    ({ to, message }) =>
      to === writer && message.type === "FeedChanges" && message.changes.some((c) => c.lsn === logged.lsn),
  );
}

function streamLegs(
  logged: Of<"ItemLogged">,
  leader: string,
  placement: TablePlacement,
  about: readonly Event[],
  { reader, pending }: PathContext,
): PathLeg[] {
  if (placement.schema.stream === null) return [];
  const shard = reader.shardId(logged.region, logged.table, logged.partition);
  const appended = about.find(
    (e): e is Of<"StreamRecordAppended"> =>
      e.kind === "StreamRecordAppended" && e.region === logged.region && e.version === logged.version,
  );
  const coming = pending.some(
    ({ to, message }) =>
      to === shard &&
      (message.type === "AppendChanges" || message.type === "FeedChanges") &&
      message.changes.some((c) => c.lsn === logged.lsn),
  );
  const legs: PathLeg[] = [
    { kind: "stream", from: leader, to: shard, state: appended !== undefined ? "done" : coming ? "moving" : "todo" },
  ];
  for (const { functionName } of placement.triggers) {
    const polled =
      appended !== undefined &&
      about.some(
        (e) =>
          e.kind === "BatchPolled" &&
          e.functionName === functionName &&
          e.first <= appended.sequenceNumber &&
          e.last >= appended.sequenceNumber,
      );
    legs.push({ kind: "trigger", from: shard, to: triggerId(shard, functionName), state: polled ? "done" : "todo" });
  }
  return legs;
}

function regionLegs(
  logged: Of<"ItemLogged">,
  leader: string,
  placement: TablePlacement,
  about: readonly Event[],
): PathLeg[] {
  return placement.regions
    .filter((region) => region !== logged.region)
    .map((region) => {
      const copies = about.filter(
        (e) =>
          (e.kind === "CopySent" || e.kind === "CopyApplied") &&
          e.fromRegion === logged.region &&
          e.toRegion === region &&
          e.version >= logged.version,
      );
      const applied = copies.some((e) => e.kind === "CopyApplied");
      const to = replicaId({ ...logged, region }, "b");
      return { kind: "region", from: leader, to, state: applied ? "done" : copies.length > 0 ? "moving" : "todo" };
    });
}

function find<K extends Event["kind"]>(events: readonly Recorded<Event>[], kind: K): Of<K> | undefined {
  return events.find((r) => r.event.kind === kind)?.event as Of<K> | undefined;
}

function last<K extends Event["kind"]>(events: readonly Recorded<Event>[], kind: K): Of<K> | undefined {
  return [...events].reverse().find((r) => r.event.kind === kind)?.event as Of<K> | undefined;
}
