/**
 * The one-item causal thread: everything one request did to one item, in every machine, and what is still to come.
 * What is to come is worked out from what the machines hold at the cursor, never from a future that was seen before a
 * step back.
 */
import {
  clientRequest,
  type Event,
  indexWriteUnits,
  type LoggedWrite,
  type Reader,
  type Recorded,
  replicaId,
  shardName,
  threadLabel,
  ZONES,
  type Zone,
} from "../../engine/index.ts";
import { lengthText } from "../../parts/times.ts";
import type { StateName } from "../../ui/states.ts";
import type { ItemPlace } from "../item-place.ts";
import { itemPlace } from "../item-place.ts";
import { stalenessOf } from "../read-staleness.ts";

export interface ThreadRow {
  readonly text: string;
  /** Virtual microseconds; null: now or later. */
  readonly at: number | null;
  readonly when: "done" | "now" | "later";
  /** The step that a click goes to; null for what has not happened. */
  readonly step: number | null;
  /** Position in the event log. */
  readonly seq: number | null;
  /** Short fact at the end of the row: "LSN 812". */
  readonly aside: string | null;
  readonly badge: { readonly state: StateName; readonly text: string } | null;
}

export interface Thread {
  readonly request: string;
  /** "request" where it may be either: a transaction, a batch, a statement. */
  readonly kind: "write" | "read" | "request";
  readonly operation: string;
  /** From sending to the answer, or to now. */
  readonly micros: number;
  readonly answered: boolean;
  readonly rows: readonly ThreadRow[];
}

export interface RequestOfItem {
  readonly id: string;
  readonly operation: string;
  readonly at: number;
  readonly step: number;
  readonly region: string;
}

interface About {
  readonly table: string;
  readonly label: string;
  readonly request: string;
}

type Seen = Recorded<Event>;

const REQUESTS_MAX = 20;

/** Requests that concerned the item, newest first. */
export function requestsOfItem(reader: Reader, table: string, label: string): RequestOfItem[] {
  const ids: string[] = [];
  const seqs = reader.eventsOfItem(table, label);
  for (let at = seqs.length - 1; at >= 0 && ids.length < REQUESTS_MAX; at--) {
    const seq = seqs[at] as number;
    if (seq >= reader.eventCount) continue;
    const event = reader.events[seq]?.event;
    if (event === undefined || !("request" in event) || event.request === null || ids.includes(event.request)) continue;
    ids.push(event.request);
  }
  return ids
    .flatMap((id) => {
      const sent = eventsOf(reader, reader.eventsOfRequest(id)).find((one) => one.event.kind === "RequestSent");
      if (sent?.event.kind !== "RequestSent") return [];
      return [{ id, operation: sent.event.operation, at: sent.at, step: sent.step, region: sent.event.region }];
    })
    .sort((a, b) => b.step - a.step);
}

export function threadOf(reader: Reader, home: ItemPlace, about: About): Thread | null {
  const own = eventsOf(reader, reader.eventsOfRequest(about.request)).filter(
    ({ event }) =>
      !("label" in event) || event.label === null || event.label === about.label || event.kind === "RequestSent",
  );
  const sent = own[0];
  if (sent?.event.kind !== "RequestSent") return null;
  const { region, operation } = sent.event;
  const place = itemPlace(reader, { region, table: about.table, label: about.label }) ?? home;
  const logged = own.find(({ event }) => event.kind === "ItemLogged");
  const answer = own.find(({ event }) => event.kind === "ResponseReceived");
  const isWrite = /^(Put|Update|Delete)/.test(operation);
  const caused = logged?.event.kind === "ItemLogged" ? causedBy(reader, place, about, logged.event) : [];
  const seen = [...new Map([...own, ...caused].map((one) => [one.seq, one])).values()].sort((a, b) => a.seq - b.seq);
  const rows = seen.filter((one) => !isRemoval(one, seen)).map((one) => doneRow(reader, one, about));
  const coming =
    answer === undefined || isWrite
      ? toCome(reader, place, about, { seen, answered: answer !== undefined, isWrite })
      : [];
  return {
    request: about.request,
    kind: isWrite ? "write" : /Write|Execute/.test(operation) ? "request" : "read",
    operation,
    micros: (answer?.at ?? reader.now) - sent.at,
    answered: answer !== undefined,
    rows: [...rows, ...coming],
  };
}

/** An entry that moves is queued twice, to be removed and to be put: one row says it. */
function isRemoval({ event }: Seen, seen: readonly Seen[]): boolean {
  return (
    event.kind === "IndexEntryQueued" &&
    event.action === "remove" &&
    seen.some(
      (other) =>
        other.event.kind === "IndexEntryQueued" && other.event.index === event.index && other.event.action === "put",
    )
  );
}

function eventsOf(reader: Reader, seqs: readonly number[]): Seen[] {
  return seqs.filter((seq) => seq < reader.eventCount).map((seq) => reader.events[seq] as Seen);
}

/** What the logged write led to, found by its version, its log position and its place in the shard. */
function causedBy(
  reader: Reader,
  place: ItemPlace,
  { table, label }: About,
  logged: Extract<Event, { kind: "ItemLogged" }>,
): Seen[] {
  const { region, partition } = place.group;
  const { lsn, version } = logged;
  const shard = shardName(partition);
  let sequence: string | null = null;
  const reading = new Set<string>();
  return eventsOf(reader, reader.eventsOfItem(table, label)).filter(({ event }) => {
    switch (event.kind) {
      case "ItemApplied":
      case "MajorityReached":
        return event.region === region && event.index === null && event.lsn === lsn && event.version === version;
      case "LogPersisted":
        return (
          event.region === region &&
          event.index === null &&
          event.partition === partition &&
          event.fromLsn <= lsn &&
          lsn <= event.lsn
        );
      case "IndexEntryQueued":
      case "IndexEntryConfirmed":
        return event.region === region && event.version === version;
      case "StreamRecordAppended":
        if (event.region !== region || event.version !== version) return false;
        sequence = event.sequenceNumber;
        return true;
      case "BatchPolled":
        if (
          sequence === null ||
          event.region !== region ||
          event.shard !== shard ||
          event.first > sequence ||
          event.last < sequence
        )
          return false;
        reading.add(event.functionName);
        return true;
      case "FunctionInvoked":
      case "FunctionReturned":
      case "FunctionFailed":
      case "BatchRetryScheduled":
      case "BatchGivenUp":
        return event.region === region && event.shard === shard && reading.has(event.functionName);
      case "BatchCheckpointed": {
        const mine = event.region === region && event.shard === shard && reading.has(event.functionName);
        if (mine && sequence !== null && event.upTo >= sequence) reading.delete(event.functionName);
        return mine;
      }
      case "CopySent":
      case "CopyApplied":
        return event.fromRegion === region && event.version === version;
      case "WriteLost":
        return event.lostOrigin === region && event.lostVersion === version;
      default:
        return false;
    }
  });
}

function doneRow(reader: Reader, { event, at, step, seq }: Seen, { request }: About): ThreadRow {
  return {
    text: threadLabel(event),
    at,
    when: "done",
    step,
    seq,
    aside: asideOf(event),
    badge: badgeOf(reader, event, request),
  };
}

function asideOf(event: Event): string | null {
  if (event.kind === "ItemLogged") return `LSN ${event.lsn}`;
  if (event.kind === "RequestRouted" && event.strong) return "leader";
  if (event.kind === "CopyApplied") return lengthText(event.lagMicros);
  if (event.kind === "FunctionReturned") return lengthText(event.micros);
  return null;
}

function badgeOf(reader: Reader, event: Event, request: string): ThreadRow["badge"] {
  if (event.kind === "MajorityReached") return { state: "committed", text: "2 of 3" };
  if (event.kind === "WriteLost") return { state: "conflict", text: "lost" };
  if (event.kind === "FunctionFailed" || event.kind === "BatchGivenUp") return { state: "denied", text: "failed" };
  if (event.kind === "ConditionFailed" || event.kind === "RequestRejected") return { state: "denied", text: "refused" };
  if (event.kind !== "ResponseReceived") return null;
  if (event.error !== null) return { state: "denied", text: event.status === 0 ? "no answer" : String(event.status) };
  const staleness = stalenessOf(reader, request);
  if (staleness === null) return null;
  return staleness.behind === 0
    ? { state: "committed", text: "0 behind" }
    : { state: "stale", text: `${staleness.behind} behind` };
}

interface Progress {
  readonly seen: readonly Seen[];
  readonly answered: boolean;
  readonly isWrite: boolean;
}

/** What has not happened yet: in flight now, or later. */
function toCome(reader: Reader, place: ItemPlace, about: About, { seen, answered, isWrite }: Progress): ThreadRow[] {
  const has = (kind: Event["kind"]) => seen.some((one) => one.event.kind === kind);
  const { group } = place;
  const flying = reader.pending().filter((delivery) => delivery.via === "wire");
  const rows: ThreadRow[] = [];
  const answerFlies = flying.some(
    ({ message }) =>
      (message.type === "ApiResponse" && message.answer.request === about.request) ||
      (message.type === "StorageReply" && clientRequest(message.request) === about.request),
  );
  const logged = seen.find(({ event }) => event.kind === "ItemLogged")?.event;
  if (logged?.kind !== "ItemLogged") {
    if (answered) return [];
    if (!has("RequestRouted"))
      rows.push(
        comingRow(
          "router finds the partition",
          flying.some(({ message }) => message.type === "ApiRequest" && message.call.request === about.request),
        ),
      );
    const asks = flying.some(
      ({ message }) => message.type === "StorageRequest" && clientRequest(message.request) === about.request,
    );
    if (isWrite && !has("ConditionFailed")) rows.push(comingRow("leader takes it", asks));
    else if (!isWrite && !has("ItemRead") && !has("PageRead")) rows.push(comingRow("a replica reads it", asks));
    rows.push(comingRow("200 OK to client", answerFlies));
    return rows;
  }
  const write = loggedWrite(reader, place, logged.lsn);
  if (!answered) rows.push(comingRow("200 OK to client", answerFlies));
  for (const zone of ZONES) {
    const copy = reader.copies(group).find((one) => one.zone === zone);
    if (copy === undefined || copy.state.log.last >= logged.lsn || logged.zone === zone) continue;
    const to = replicaId(group, zone as Zone);
    const flies = flying.some(
      ({ message, to: addressee }) =>
        addressee === to &&
        message.type === "AppendEntries" &&
        message.entries.some((entry) => entry.lsn === logged.lsn),
    );
    rows.push(
      copy.down
        ? { ...comingRow(`copy to az ${zone}`, false), badge: { state: "denied", text: "down" } }
        : comingRow(`copy to az ${zone}`, flies),
    );
  }
  return write?.changed === false
    ? rows
    : [...rows, ...afterCommit(reader, place, { write, seen, version: logged.version })];
}

/** Index, stream, function and the other Regions: what a committed change goes on to. */
function afterCommit(
  reader: Reader,
  place: ItemPlace,
  {
    write,
    seen,
    version,
  }: { readonly write: LoggedWrite | null; readonly seen: readonly Seen[]; readonly version: number },
): ThreadRow[] {
  const { group, placement } = place;
  const rows: ThreadRow[] = [];
  const writer = reader.indexWriter(group);
  const touched =
    write === null
      ? []
      : Object.keys(indexWriteUnits(placement.schema, write.before ?? undefined, write.after.item ?? undefined).global);
  for (const index of touched) {
    const confirmed = seen.filter(({ event }) => event.kind === "IndexEntryConfirmed" && event.index === index).length;
    const queued = seen.filter(({ event }) => event.kind === "IndexEntryQueued" && event.index === index).length;
    if (confirmed > 0 && confirmed >= queued) continue;
    const flies = [...(writer?.inFlight.values() ?? [])].some(
      (copy) =>
        copy.group.index === index && copy.stored.version === version && copy.stored.label === write?.after.label,
    );
    rows.push(comingRow(`index ${index}`, flies));
  }
  const functions = placement.triggers.map((trigger) => trigger.functionName);
  const appended = seen.some(({ event }) => event.kind === "StreamRecordAppended");
  if (placement.schema.stream !== null && !appended)
    rows.push(
      comingRow([`shard ${shardName(group.partition)}`, ...functions.map((name) => `then ${name}`)].join(", "), false),
    );
  if (appended) {
    for (const name of functions) {
      if (seen.some(({ event }) => event.kind === "BatchCheckpointed" && event.functionName === name)) continue;
      if (seen.some(({ event }) => event.kind === "BatchGivenUp" && event.functionName === name)) continue;
      const runs =
        reader.trigger(group.region, group.table, group.partition, name)?.phase === "invoking" &&
        seen.some(({ event }) => event.kind === "FunctionInvoked" && event.functionName === name);
      rows.push({
        ...comingRow(runs ? `${name} answers` : name, runs),
        ...(runs ? { badge: { state: "inflight", text: "running" } as const } : {}),
      });
    }
  }
  for (const region of placement.regions) {
    if (region === group.region) continue;
    if (
      seen.some(
        ({ event }) =>
          (event.kind === "CopyApplied" && event.toRegion === region) ||
          (event.kind === "WriteLost" && event.region === region),
      )
    )
      continue;
    const replicator = reader.replicator(group.region, region, group.table, group.partition);
    const flies = [...(replicator?.inFlight.values() ?? [])].some(
      (copy) => copy.storageKey === place.storageKey && copy.stored.version === version,
    );
    rows.push(comingRow(region, flies));
  }
  return rows;
}

function loggedWrite(reader: Reader, place: ItemPlace, lsn: number): LoggedWrite | null {
  for (const copy of reader.copies(place.group)) {
    const write = copy.state.log.get(lsn)?.write;
    if (write != null && write.storageKey === place.storageKey) return write;
  }
  return null;
}

function comingRow(text: string, flies: boolean): ThreadRow {
  return {
    text,
    at: null,
    when: flies ? "now" : "later",
    step: null,
    seq: null,
    aside: null,
    badge: flies ? { state: "inflight", text: "in flight" } : null,
  };
}
