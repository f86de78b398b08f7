/**
 * What a step says: the sentence of its most telling event, or, where nothing was recorded, what was delivered. A step
 * always has a true sentence.
 */

import type { Event, EventKind } from "../service/events.ts";
import type { Message } from "../service/messages.ts";
import { clientRequest } from "../service/request-id.ts";
import type { ActorId, Delivery } from "../sim/message.ts";
import type { Recorded, StepRecord } from "../sim/simulation.ts";
import { LATER_WORDS } from "./later-words.ts";
import { type Narration, narrate } from "./narration.ts";
import { type NarrationContext, narrationContext, zoneOf } from "./narration-context.ts";
import { counting } from "./narration-words.ts";
import type { Reader } from "./reader.ts";

/** Most telling first; a kind that is not named comes after these, in the order it was recorded. */
const TELLING: readonly EventKind[] = [
  "WriteLost",
  "LeaderElected",
  "ResponseReceived",
  "TransactionCommitted",
  "TransactionCancelled",
  "TransactionHandedOver",
  "ItemPrepared",
  "PrepareRefused",
  "WriteConflicted",
  "TransactionReadRefused",
  "MajorityReached",
  "FunctionFailed",
  "BatchGivenUp",
  "CopyApplied",
  "RequestRejected",
  "ConditionFailed",
  "ElectionWon",
  "ElectionStarted",
  "LeaderSteppedDown",
  "FunctionReturned",
  "FunctionInvoked",
  "CopySent",
  "ItemLogged",
  "ItemRead",
  "PageRead",
  "RequestRouted",
  "RequestSent",
  "WriteThrottled",
  "IndexFellBehind",
  "IndexCaughtUp",
  "IndexEntryConfirmed",
  "StreamRecordAppended",
  "IndexEntryQueued",
  "ProgramEnded",
  "ProgramStarted",
  "RequestRetried",
];

/** The event a step is told by, or undefined when it recorded none. */
export function tellingEvent(events: readonly Recorded<Event>[]): Recorded<Event> | undefined {
  for (const kind of TELLING) {
    const found = events.find((e) => e.event.kind === kind);
    if (found !== undefined) return found;
  }
  return events[0];
}

/** The sentence of step `step` of the current branch; of the beginning for step 0. */
export function narrateStep(reader: Reader, step: number): Narration {
  const record = reader.steps[step - 1];
  if (record === undefined) return beginning(reader);
  const events = reader.events.slice(record.firstEvent, record.firstEvent + record.events);
  const telling = tellingEvent(events);
  const context = narrationContext(reader, step === reader.step);
  const lost = record.lostSends[0];
  if (lost !== undefined) {
    const why =
      lost.reason === "cut"
        ? "The link between the Regions is cut."
        : "The link between the Regions loses messages at the moment.";
    return { headline: `A message for ${actorWords(lost.to)} is lost on the way.`, detail: why };
  }
  return telling === undefined ? narrateDelivery(record, context) : narrate(telling.event, context);
}

/** The sentence of a step that recorded nothing: the message, whence and whither. */
export function narrateDelivery(
  { delivery, arrived }: Pick<StepRecord<Message>, "delivery" | "arrived">,
  context: NarrationContext,
): Narration {
  const to = actorWords(delivery.to);
  if (!arrived)
    return {
      headline: `${capital(messageWords(delivery, context))} does not arrive.`,
      detail: `${capital(to)} is down.`,
    };
  if (delivery.via !== "wire")
    return {
      headline: `${capital(to)}: ${messageWords(delivery, context)}.`,
      detail: delivery.via === "timer" ? "It had set itself a timer." : "",
    };
  return {
    headline: `${capital(messageWords(delivery, context))} reaches ${to}.`,
    detail: `It came from ${actorWords(delivery.from)}.`,
  };
}

/** A machine in words, by what it is and where it stands: "az c of P2", "shard S2". */
export function actorWords(id: ActorId): string {
  const parts = id.split("/");
  const [region, second, third, fourth] = parts;
  if (id === "faults") return "the world";
  if (id === "outside") return "outside";
  if (second === "client") return `the client in ${region}`;
  if (second === "router") return `the router in ${region}`;
  if (second === "coordinator") return `the transaction coordinator in az ${third}`;
  if (second === "ledger") return `the ledger in ${region}`;
  if (second === "control-plane") return `the control plane in ${region}`;
  if (second === "program") return "your code";
  if (second === "function") return third ?? "the function";
  if (third?.startsWith("stream")) return parts[4] === "trigger" ? `the poller of ${parts[5]}` : `shard ${fourth}`;
  if (fourth === "backfill") return `the backfill of ${parts[4]} from ${third}`;
  if (fourth === "sweeper") return `the sweeper of ${third}`;
  if (fourth === "index-writer") return `the index writer of ${third}`;
  if (fourth === "replicator") return `the replicator from ${third} to ${parts[4]}`;
  const zone = zoneOf(id);
  const index = second?.split(":")[1];
  return zone === null ? id : `az ${zone} of ${index === undefined ? third : `${index} ${third}`}`;
}

function messageWords(delivery: Delivery<Message>, context: NarrationContext): string {
  const { message } = delivery;
  switch (message.type) {
    case "SubmitRequest":
    case "ApiRequest":
    case "ControlRequest":
      return `the request ${message.call.operation}`;
    case "ApiResponse":
      return `the answer ${message.answer.status}`;
    case "StorageRequest":
      return `the router's part of ${context.request(clientRequest(message.request))?.operation ?? "the request"}`;
    case "StorageReply":
      return `the answer to ${context.request(clientRequest(message.request))?.operation ?? "the request"}`;
    case "StorageTimeout":
      return "the time for an answer is over";
    case "RetryStorage":
      return "time to try again";
    case "RunProgram":
      return "your code was started";
    case "StopProgram":
      return "your code was stopped";
    case "DeployFunction":
      return "new code was put in";
    case "InjectFault":
      return "a fault";
    case "JumpClock":
      return "the clock jumps";
    case "Catalogue":
      return `what the router knows of table ${message.table}`;
    case "AppendEntries":
      return message.entries.length === 0
        ? `the word that LSN ${message.commitLsn} is committed`
        : `a copy of ${counting(message.entries.length, "log entry").replace("entrys", "entries")}`;
    case "AppendAck":
      return message.ok
        ? `the word that az ${zoneOf(message.from)} has LSN ${message.lastLsn}`
        : `a request to send again from LSN ${message.lastLsn}`;
    case "ApplyUpTo":
      return `it is time to show what is committed up to LSN ${message.lsn}`;
    case "PeerSilent":
      return `heartbeats of ${actorWords(message.peer)} are missing`;
    case "LeaderCheck":
      return "the question whether the leader still answers";
    case "LeaderCheckReply":
      return message.heard ? "the word that the leader still answers" : "the word that the leader is silent";
    case "RequestVote":
      return `a call for votes in term ${message.term}`;
    case "Vote":
      return message.granted ? `a vote in term ${message.term}` : `a refused vote in term ${message.term}`;
    case "OldLeaseOver":
      return "the old leader's lease is over";
    case "LeaseRunsOut":
      return "its lease has run out";
    case "TryElection":
      return "it looks whether an election is needed";
    case "NodeRestarted":
      return "it has restarted";
    case "Hello":
      return "the word that a copy is back";
    case "FeedChanges":
      return message.changes.length === 0
        ? "a message without changes"
        : `a message with ${counting(message.changes.length, "committed change")}`;
    case "FeedAck":
      return `the word that changes up to LSN ${message.lsn} were taken`;
    case "FeedWhere":
      return "the question how far it has read";
    case "CopyWrite":
      return message.source.kind === "index"
        ? `an entry of ${message.source.index} for ${message.source.itemLabel}`
        : `${message.stored.label} version ${message.stored.version} from ${message.source.region}`;
    case "CopyReply":
      return message.outcome === "applied"
        ? "the word that a copy was written"
        : message.outcome === "older"
          ? "the word that something newer is there already"
          : "the word that another copy leads";
    case "CopyTimeout":
      return "the time for an answer is over";
    case "ReleaseEntries":
      return "the index entries are worked out";
    case "AdmitEntries":
      return "the index has write capacity again";
    case "IndexBacklog":
      return message.indexes.length === 0
        ? "the word that no index is behind any more"
        : `the word that ${message.indexes.join(" and ")} cannot keep up`;
    case "AppendChanges":
      return `${counting(message.changes.length, "change")} to append`;
    case "TrimShard":
      return "records of 24 hours ago are to go";
    case "RecordsAvailable":
      return "the word that there are new records";
    case "ReadShard":
      return "a poll for new records";
    case "ShardRecords":
      return message.records.length === 0
        ? "an empty answer to a poll"
        : `an answer with ${counting(message.records.length, "record")}`;
    case "StreamCall":
      return `${message.call.operation}, for whoever knows the streams`;
    case "AskShard":
      return message.ask.kind === "records" ? "a read of its records" : "a question about the shard";
    case "PollShard":
      return "time to poll the shard";
    case "InvokeFunction":
      return `a batch of ${counting(message.records.length, "record")}`;
    case "InvokeResult":
      return message.finish.ok ? "the word that the batch is done" : "the word that the batch failed";
    case "FunctionTimeout":
      return "the time for its run is over";
    case "RetryBatch":
      return "time to run the batch again";
    case "Mended":
      return "the word that something was mended";
    case "TurnOver":
      return "one stretch of code is over";
    case "ApiTimeout":
      return "the SDK has waited long enough for an answer";
    case "RuntimeTimer":
      return "a timer of your code is due";
    case "TransactionRequest":
    case "TransactionReply":
    case "CoordinatorTimeout":
    case "TransactionStep":
    case "TransactionStepReply":
    case "StepTimeout":
    case "PreparedTooLong":
    case "LedgerBegin":
    case "LedgerBegun":
    case "LedgerDecide":
    case "LedgerDecided":
    case "LedgerFinish":
    case "LedgerOutcome":
    case "LedgerStalled":
    case "ResumeTransaction":
    case "AskLedger":
    case "TransactionOver":
      return LATER_WORDS.here.transactionMessageWords(message);
    default:
      return LATER_WORDS.here.tableMessageWords(message);
  }
}

function beginning(reader: Reader): Narration {
  const tables = reader.tables(reader.home);
  const [only] = tables;
  if (only === undefined) return { headline: "An empty world.", detail: "Create a table to begin." };
  const partitions = tables.reduce((sum, t) => sum + t.partitions.length, 0);
  const head = `${tables.length === 1 ? "One table" : `${tables.length} tables`}, ${partitions === 1 ? "one partition, three copies" : `${partitions} partitions, three copies of each`}.`;
  return { headline: head, detail: "Nothing has happened yet." };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
