/**
 * Facts about a selected mark that is not an item: a replica, a partition, a link, a function, an event, a step, a
 * request. One shape for all: a title, facts, a table of copies where there are some, the raw request and response.
 */
import {
  actorWords,
  duration,
  EVENT_FACTS,
  type Fidelity,
  narrate,
  narrateStep,
  narrationContext,
  type Reader,
  type ReplicaState,
  zoneOf,
} from "../../engine/index.ts";
import { secondsText } from "../../parts/times.ts";
import type { StateName } from "../../ui/states.ts";
import { stalenessOf } from "../read-staleness.ts";

/** As the selection store has it; items have their own view. */
export type InspectedMark =
  | { readonly kind: "replica"; readonly replica: string }
  | { readonly kind: "partition"; readonly group: string }
  | { readonly kind: "event"; readonly seq: number }
  | { readonly kind: "step"; readonly step: number }
  | { readonly kind: "request"; readonly request: string }
  | { readonly kind: "link"; readonly a: string; readonly b: string }
  | { readonly kind: "function"; readonly name: string };

export interface MarkFact {
  readonly term: string;
  readonly text: string;
  readonly state: StateName | null;
  /** A step to go to. */
  readonly step: number | null;
}

export interface MarkView {
  readonly title: string;
  readonly subtitle: string;
  /** Two sentences at most: what it is, or what happened. */
  readonly words: string;
  readonly facts: readonly MarkFact[];
  readonly problem: { readonly name: string; readonly message: string } | null;
  readonly raw: readonly { readonly title: string; readonly text: string }[];
  readonly sure: { readonly fidelity: Fidelity; readonly source: string } | null;
}

const RAW_MAX = 6_000;

/** null: there is no such thing at this step. */
export function markView(reader: Reader, mark: InspectedMark): MarkView | null {
  switch (mark.kind) {
    case "replica":
      return replicaMark(reader, mark.replica);
    case "partition":
      return partitionMark(reader, mark.group);
    case "event":
      return eventMark(reader, mark.seq);
    case "step":
      return stepMark(reader, mark.step);
    case "request":
      return requestMark(reader, mark.request);
    case "link":
      return linkMark(reader, mark);
    case "function":
      return functionMark(reader, mark.name);
  }
}

const NO_MORE = { problem: null, raw: [], sure: null } as const;

function fact(term: string, text: string, more: { readonly state?: StateName; readonly step?: number } = {}): MarkFact {
  return { term, text, state: more.state ?? null, step: more.step ?? null };
}

/** "us-east-1/Players:byScore/I1" and, with a zone, "…/I1/a". */
function groupOf(id: string) {
  const [region = "", name = "", partition = ""] = id.split("/");
  const [table = "", index = null] = name.split(":");
  return { region, table, index, partition };
}

function replicaMark(reader: Reader, id: string): MarkView | null {
  const group = groupOf(id);
  const copy = reader.copies(group).find((one) => one.id === id);
  if (copy === undefined) return null;
  const { state } = copy;
  const leader = reader.leader(group);
  const behind = leader === undefined ? 0 : Math.max(0, leader.state.appliedLsn - state.appliedLsn);
  return {
    ...NO_MORE,
    title: `az ${copy.zone} of ${group.index === null ? "" : `${group.index} `}${group.partition}`,
    subtitle: `${group.table}, ${group.region}`,
    words: copy.down
      ? "This copy is down. What it had on disk is there when it comes back."
      : state.role === "leader"
        ? "It leads: it orders the writes and answers strong reads."
        : "It follows: it keeps the leader's log, and answers eventual reads.",
    facts: [
      fact("role", copy.down ? "down" : state.role, copy.down ? { state: "denied" } : {}),
      fact("log ends at", `LSN ${state.log.last}`),
      fact("known committed", `LSN ${state.commitLsn}`),
      fact("shows writes up to", `LSN ${state.appliedLsn}`, behind > 0 ? { state: "stale" } : {}),
      ...(behind > 0
        ? [fact("behind the leader", `${behind} ${behind === 1 ? "write" : "writes"}`, { state: "stale" })]
        : []),
      fact("term", String(state.term)),
      fact("items", String(state.liveItems)),
      fact("bytes", String(state.liveBytes)),
      ...waitingFacts(state),
    ],
  };
}

function waitingFacts(state: Readonly<ReplicaState>): MarkFact[] {
  const waiting = [...state.locked.values()].reduce((sum, writes) => sum + writes.length, 0);
  return waiting === 0 ? [] : [fact("writes that wait for another of the same item", String(waiting))];
}

function partitionMark(reader: Reader, id: string): MarkView | null {
  const group = groupOf(id);
  const copies = reader.copies(group);
  const [first] = copies;
  if (first === undefined) return null;
  const leader = reader.leader(group);
  const { range } = first.state;
  const hex = (hash: number) => hash.toString(16).toUpperCase().padStart(4, "0");
  return {
    ...NO_MORE,
    title: group.index === null ? `Partition ${group.partition}` : `Partition ${group.partition} of ${group.index}`,
    subtitle: `${group.table}, ${group.region}`,
    words: `It holds the items whose hash is from ${hex(range.from)} to ${hex(range.to - 1)}, in three copies.`,
    facts: [
      fact(
        "leader",
        leader === undefined ? "none at the moment" : `az ${leader.zone}`,
        leader === undefined ? { state: "denied" } : {},
      ),
      fact("items", String((leader ?? first).state.liveItems)),
      fact("bytes", String((leader ?? first).state.liveBytes)),
      ...copies.map((copy) =>
        fact(
          `az ${copy.zone}`,
          copy.down ? "down" : `${copy.state.role}, shows LSN ${copy.state.appliedLsn} of ${copy.state.log.last}`,
          copy.down ? { state: "denied" } : {},
        ),
      ),
    ],
    sure: { fidelity: "documented", source: "ATC22 §3; the hash function is ours (MD5)" },
  };
}

function eventMark(reader: Reader, seq: number): MarkView | null {
  const recorded = seq < reader.eventCount ? reader.events[seq] : undefined;
  if (recorded === undefined) return null;
  const { event } = recorded;
  const told = narrate(event, narrationContext(reader, false));
  const cause = recorded.cause >= 0 ? reader.events[recorded.cause] : undefined;
  return {
    ...NO_MORE,
    title: event.kind,
    subtitle: `step ${recorded.step}, at ${secondsText(recorded.at)} s`,
    words: [told.headline, told.detail].filter((text) => text !== "").join(" "),
    facts: [
      fact("recorded by", actorWords(recorded.actor)),
      ...(cause === undefined
        ? []
        : [fact("caused by", narrate(cause.event, narrationContext(reader, false)).headline, { step: cause.step })]),
    ],
    raw: [{ title: "The event as recorded", text: json(event) }],
    sure: EVENT_FACTS[event.kind],
  };
}

function stepMark(reader: Reader, step: number): MarkView | null {
  const record = reader.steps[step - 1];
  if (record === undefined || step > reader.step) return null;
  const told = narrateStep(reader, step);
  const { delivery } = record;
  return {
    ...NO_MORE,
    title: `Step ${step}`,
    subtitle: `at ${secondsText(delivery.at)} s`,
    words: [told.headline, told.detail].filter((text) => text !== "").join(" "),
    facts: [
      fact("from", actorWords(delivery.from)),
      fact("to", actorWords(delivery.to)),
      fact("carried", delivery.message.type),
      ...(delivery.via === "wire" ? [fact("on the wire for", duration(delivery.at - delivery.sentAt))] : []),
      ...(record.arrived ? [] : [fact("arrived", "no: the machine was down", { state: "denied" })]),
      ...record.lostSends.map((lost) =>
        fact(`lost: ${lost.type}`, lost.reason === "cut" ? "the link is cut" : "the link loses messages", {
          state: "denied",
        }),
      ),
    ],
  };
}

function requestMark(reader: Reader, request: string): MarkView | null {
  const seen = reader
    .eventsOfRequest(request)
    .filter((seq) => seq < reader.eventCount)
    .map((seq) => reader.events[seq]);
  const sent = seen.find((one) => one?.event.kind === "RequestSent");
  if (sent?.event.kind !== "RequestSent") return null;
  const answered = seen.find((one) => one?.event.kind === "ResponseReceived");
  const answer = answered?.event.kind === "ResponseReceived" ? answered.event : null;
  const { event } = sent;
  const staleness = event.operation === "GetItem" ? stalenessOf(reader, request) : null;
  const label = answer?.label ?? event.label;
  const units = answer === null ? "" : answer.writeUnits > 0 ? `${answer.writeUnits} WCU` : `${answer.readUnits} RCU`;
  return {
    ...NO_MORE,
    title: label === null ? event.operation : `${event.operation} ${label}`,
    subtitle: `request ${request}, ${event.region}`,
    words:
      answer === null
        ? "It has been sent and not answered yet."
        : answer.error === null
          ? `Answered ${answer.status} after ${duration(answer.micros)}.`
          : `Refused after ${duration(answer.micros)}.`,
    facts: [
      fact("sent", `step ${sent.step}, ${secondsText(sent.at)} s`, { step: sent.step }),
      ...(event.source === null ? [] : [fact("asked by", `${event.source.file}, line ${event.source.line}`)]),
      ...(answered === undefined
        ? []
        : [fact("answered", `step ${answered.step}, ${secondsText(answered.at)} s`, { step: answered.step })]),
      ...(answer?.replica == null
        ? []
        : [
            fact(
              "served by",
              `az ${zoneOf(answer.replica) ?? "?"} of ${answer.replica.split("/")[2] ?? ""}${answer.leader ? ", the leader" : ", a follower"}`,
            ),
          ]),
      ...(staleness === null
        ? []
        : [
            staleness.behind === 0
              ? fact("how old", "0 behind: the newest version there was", { state: "committed" })
              : fact(
                  "how old",
                  `${staleness.behind} ${staleness.behind === 1 ? "version" : "versions"} behind, since ${duration(staleness.micros)}`,
                  { state: "stale" },
                ),
          ]),
      ...(units === "" ? [] : [fact("units", units)]),
      ...Object.entries(answer?.indexUnits ?? {}).map(([index, count]) => fact(`units of ${index}`, `${count} WCU`)),
    ],
    problem: answer?.error == null ? null : { name: answer.error, message: answer.message ?? "" },
    raw: [
      { title: "The request as sent", text: json(event.input) },
      ...(answer === null
        ? []
        : [
            {
              title: "The raw response",
              text: answer.error === null ? json(answer.body) : json({ __type: answer.error, message: answer.message }),
            },
          ]),
    ],
    sure: EVENT_FACTS.ResponseReceived,
  };
}

function linkMark(reader: Reader, { a, b }: { readonly a: string; readonly b: string }): MarkView {
  const link = reader.link(a, b);
  const between = reader
    .pending()
    .filter(
      ({ from, to, via }) =>
        via === "wire" &&
        ((from.startsWith(`${a}/`) && to.startsWith(`${b}/`)) || (from.startsWith(`${b}/`) && to.startsWith(`${a}/`))),
    );
  return {
    ...NO_MORE,
    title: `${a} and ${b}`,
    subtitle: "link between Regions",
    words: link.cut
      ? "The link is cut. What is sent is lost; the senders try again."
      : "Copies of writes travel here, both ways, after the writers have their answers.",
    facts: [
      fact(
        "state",
        link.cut ? "cut" : link.extraMicros > 0 || link.lossPerMillion > 0 ? "slow" : "whole",
        link.cut ? { state: "denied" } : {},
      ),
      fact("in flight", `${between.length} ${between.length === 1 ? "message" : "messages"}`),
      ...(link.extraMicros > 0 ? [fact("added delay", duration(link.extraMicros))] : []),
      ...(link.lossPerMillion > 0 ? [fact("lost", `${link.lossPerMillion / 10_000} %`)] : []),
    ],
    sure: EVENT_FACTS.CopySent,
  };
}

function functionMark(reader: Reader, name: string): MarkView | null {
  const region = reader.config.regions.find((one) => reader.function(one, name) !== undefined);
  const state = region === undefined ? undefined : reader.function(region, name);
  if (state === undefined || region === undefined) return null;
  const runs = { FunctionInvoked: 0, FunctionReturned: 0, FunctionFailed: 0 };
  for (let seq = 0; seq < reader.eventCount; seq++) {
    const event = reader.events[seq]?.event;
    if (event?.kind === "FunctionInvoked" || event?.kind === "FunctionReturned" || event?.kind === "FunctionFailed")
      if (event.functionName === name) runs[event.kind]++;
  }
  return {
    ...NO_MORE,
    title: name,
    subtitle: `Lambda function, ${region}`,
    words:
      state.current === null
        ? "It waits for a batch."
        : `It handles ${state.current.message.records.length} ${state.current.message.records.length === 1 ? "record" : "records"} of ${state.current.message.shard}.`,
    facts: [
      fact("invoked", `${runs.FunctionInvoked} times`),
      fact("returned", String(runs.FunctionReturned)),
      fact("failed", String(runs.FunctionFailed), runs.FunctionFailed > 0 ? { state: "denied" } : {}),
      fact("environment", ENVIRONMENT_WORDS[state.environment]),
      fact("waiting invocations", String(state.queue.length)),
      fact("timeout", duration(state.timeoutMicros)),
    ],
    sure: EVENT_FACTS.FunctionInvoked,
  };
}

const ENVIRONMENT_WORDS = {
  none: "none: the next start is cold",
  starting: "starting",
  ready: "warm",
  outdated: "runs the code of before",
} as const;

function json(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? "null";
  return text.length <= RAW_MAX ? text : `${text.slice(0, RAW_MAX)}\n… ${text.length - RAW_MAX} more characters`;
}
