/**
 * What the diagram draws of one step: its events as dots, its message as a line. Runs in the Worker; positions are
 * lanes and times, never pixels.
 */
import {
  clientRequest,
  type Delivery,
  type Event,
  type ItemIdentity,
  type Message,
  type Reader,
  type Recorded,
  storageLabel,
  threadLabel,
} from "../../engine/index.ts";
import type { LanePlan } from "./lanes.ts";

export type MarkLook = "dot" | "majority" | "response" | "trouble" | "gone";

export interface EventMark {
  readonly seq: number;
  readonly step: number;
  readonly at: number;
  readonly lane: number;
  readonly look: MarkLook;
  /** Short words for its name: "leader logs it in az b". */
  readonly says: string;
  /** Item it is about. */
  readonly label: string | null;
  readonly who: ItemIdentity | null;
  /** Written beside it; absent for most. */
  readonly text?: string;
}

export interface MessageLine {
  readonly seq: number;
  /** Step that delivered it; 0 while it is on its way. */
  readonly step: number;
  readonly from: number;
  readonly to: number;
  readonly sentAt: number;
  readonly at: number;
  readonly who: ItemIdentity | null;
  /** The item followed is what it carries. */
  readonly main: boolean;
  /** Never arrived: the other end was down, or the link lost it. */
  readonly lost?: true;
  /** Bookkeeping between copies: drawn lighter. */
  readonly quiet?: true;
}

/** Messages that carry no news: polls, receipts. Drawing them would hide what happens. */
const SILENT: ReadonlySet<Message["type"]> = new Set([
  "FeedAck",
  "FeedWhere",
  "RecordsAvailable",
  "ReadShard",
  "CopyReply",
  "Catalogue",
]);

export class MarkMaker {
  private readonly elsewhere = new Map<string, boolean>();

  constructor(
    private readonly reader: Reader,
    private readonly plan: LanePlan,
    private readonly followed: { readonly table: string; readonly label: string } | null,
  ) {}

  event(recorded: Recorded<Event>): EventMark | null {
    const { event, seq, step, at } = recorded;
    const lane = this.plan.laneOfEvent(recorded);
    if (lane < 0 || this.isElsewhere("request" in event ? event.request : null)) return null;
    const about = this.aboutEvent(event) ?? this.aboutCause(seq);
    const text = wordsBeside(event, about?.label ?? null);
    return {
      seq,
      step,
      at,
      lane,
      look: lookOf(event),
      says: threadLabel(event),
      label: about?.label ?? null,
      who: this.who(about),
      ...(text === null ? {} : { text }),
    };
  }

  /** @param step 0 while it is on its way */
  message(delivery: Delivery<Message>, step: number, arrived: boolean): MessageLine | null {
    const { message, seq, sentAt, at } = delivery;
    if (delivery.via !== "wire" || SILENT.has(message.type)) return null;
    if (message.type === "ShardRecords" && message.records.length === 0) return null;
    if (message.type === "FeedChanges" && message.changes.length === 0) return null;
    const from = this.plan.laneOf(delivery.from);
    const to = message.type === "CopyWrite" && message.source.kind === "index" ? -1 : this.plan.laneOf(delivery.to);
    if (from < 0 || to < 0 || from === to || this.isElsewhere(requestOf(message))) return null;
    const about = this.aboutMessage(delivery);
    const main =
      about !== null &&
      this.followed !== null &&
      about.table === this.followed.table &&
      about.label === this.followed.label;
    const quiet = message.type === "AppendEntries" && message.entries.length === 0;
    return {
      seq,
      step,
      from,
      to,
      sentAt,
      at,
      who: this.who(about),
      main,
      ...(arrived ? {} : { lost: true as const }),
      ...(quiet ? { quiet: true as const } : {}),
    };
  }

  /** A request that went only to partitions without lanes: half of its way would be missing. */
  private isElsewhere(request: string | null): boolean {
    if (request === null) return false;
    const known = this.elsewhere.get(request);
    if (known !== undefined) return known;
    const routed = this.reader.eventsOfRequest(request).flatMap((at) => {
      const event = this.reader.events[at]?.event;
      return event?.kind === "RequestRouted" ? [this.plan.laneOf(event.replica)] : [];
    });
    const answer = routed.length > 0 && routed.every((lane) => lane < 0);
    this.elsewhere.set(request, answer);
    return answer;
  }

  private who(about: About | null): ItemIdentity | null {
    return about === null ? null : this.reader.identity(about.table, about.label);
  }

  private aboutMessage({ from, to, message, cause }: Delivery<Message>): About | null {
    if (message.type === "ApiRequest") return this.aboutRequest(message.call.request);
    if (message.type === "StorageRequest" || message.type === "StorageReply") {
      const label = storageLabel(message);
      const replica = message.type === "StorageRequest" ? to : from;
      return label === null
        ? this.aboutRequest(clientRequest(message.request))
        : { table: replica.split("/")[1] ?? "", label };
    }
    if (message.type === "ApiResponse") return this.aboutRequest(message.answer.request);
    return this.aboutCause(cause);
  }

  /** Up the chain of causes to the nearest event that names an item. */
  private aboutCause(cause: number): About | null {
    for (let hops = 0, at = cause; hops < 8 && at >= 0; hops++) {
      const recorded = this.reader.events[at];
      if (recorded === undefined) return null;
      const about = this.aboutEvent(recorded.event);
      if (about !== null) return about;
      at = recorded.cause;
    }
    return null;
  }

  private aboutEvent(event: Event): About | null {
    const table = "table" in event ? event.table : null;
    if ("request" in event && event.request !== null && (table === null || !("label" in event) || event.label === null))
      return this.aboutRequest(event.request);
    if ("label" in event && event.label !== null && table !== null) return { table, label: event.label };
    const label = "labels" in event && event.labels.length > 0 ? this.pick(table, event.labels) : undefined;
    if (label === undefined) return null;
    const of = table ?? this.followed?.table ?? this.reader.tables(this.reader.home)[0]?.schema.name;
    return of === undefined ? null : { table: of, label };
  }

  /** The followed item when it is among them, else the first. */
  private pick(table: string | null, labels: readonly string[]): string | undefined {
    const { followed } = this;
    return followed !== null && (table === null || table === followed.table) && labels.includes(followed.label)
      ? followed.label
      : labels[0];
  }

  private aboutRequest(request: string): About | null {
    for (const at of this.reader.eventsOfRequest(request)) {
      const event = this.reader.events[at]?.event;
      if (event !== undefined && "label" in event && "table" in event && event.label !== null && event.table !== null)
        return { table: event.table, label: event.label };
    }
    return null;
  }
}

function requestOf(message: Message): string | null {
  if (message.type === "ApiRequest") return message.call.request;
  if (message.type === "ApiResponse") return message.answer.request;
  return null;
}

interface About {
  readonly table: string;
  readonly label: string;
}

function lookOf(event: Event): MarkLook {
  switch (event.kind) {
    case "MajorityReached":
      return "majority";
    case "ResponseReceived":
      return event.error === null ? "response" : "trouble";
    case "FaultInjected":
      return event.fault.type.startsWith("revive") || event.fault.type === "heal-link" ? "dot" : "trouble";
    case "FunctionFailed":
    case "BatchGivenUp":
    case "RequestRejected":
    case "ConditionFailed":
    case "LeaderSuspected":
      return "trouble";
    case "WriteLost":
    case "LogCut":
      return "gone";
    default:
      return "dot";
  }
}

/** The few words that stand beside a dot: what a person looks for on its lane. */
function wordsBeside(event: Event, label: string | null): string | null {
  switch (event.kind) {
    case "RequestSent":
      return label === null ? event.operation : `${event.operation} ${label}`;
    case "ResponseReceived":
      return event.error === null
        ? event.operation === "Query" || event.operation === "Scan"
          ? `${event.items.length} ${event.items.length === 1 ? "item" : "items"}`
          : String(event.status)
        : event.error;
    case "RequestRejected":
      return event.error;
    case "ItemLogged":
      return `LSN ${event.lsn}`;
    case "MajorityReached":
      return "2 of 3";
    case "ItemRead":
      return event.version === null ? "no item" : `version ${event.version}`;
    case "PageRead":
      return `reads ${event.scannedCount}`;
    case "ConditionFailed":
      return "condition fails";
    case "StreamRecordAppended":
      return `seq ${event.sequenceNumber.slice(-3)}`;
    case "CopyApplied":
      return `${event.label} arrives`;
    case "WriteLost":
      return `version ${event.lostVersion} lost`;
    case "LeaderElected":
      return `az ${event.zone} leads`;
    case "FaultInjected":
      return threadLabel(event);
    case "ClockJumped":
      return "clock jumps";
    case "FunctionFailed":
      return event.error.name;
    default:
      return null;
  }
}
