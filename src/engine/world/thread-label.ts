/** A few words for each event on the causal thread of an item: "leader logs it in az b", "majority reached". */

import type { Event } from "../service/events.ts";
import { LATER_WORDS } from "./later-words.ts";
import { zoneOf } from "./narration-context.ts";
import { counting, duration, sequenceTail } from "./narration-words.ts";

/** Short label of an event; starts in lower case, no full stop, 40 characters at most for usual names. */
export function threadLabel(event: Event): string {
  switch (event.kind) {
    case "RequestSent":
      return `${event.program === null ? "client" : "code"} sends ${event.operation}`;
    case "RequestRouted":
      return event.index === null
        ? `router finds ${event.partition}`
        : `router finds ${event.index} ${event.partition}`;
    case "RequestRejected":
      return `refused: ${event.error}`;
    case "RequestRetried":
      return `router tries again, attempt ${event.attempt}`;
    case "ResponseReceived":
      return event.error === null ? `client has ${event.status} OK` : `client has ${event.error}`;
    case "WriteWaited":
      return "waits for the write before it";
    case "ConditionFailed":
      return "condition does not hold";
    case "ItemLogged":
      return event.index === null ? `leader logs it in az ${event.zone}` : `${event.index} leader logs it`;
    case "LogPersisted":
      return event.index === null ? `az ${event.zone} has it` : `${event.index} az ${event.zone} has it`;
    case "MajorityReached":
      return event.index === null ? "majority reached" : `${event.index} majority reached`;
    case "ItemApplied":
      return event.index === null ? `az ${event.zone} shows it` : `${event.index} az ${event.zone} shows it`;
    case "ItemRead":
      return `az ${event.zone} reads ${event.version === null ? "no item" : `version ${event.version}`}`;
    case "ReadWaited":
      return "waits for the new leader's first entry";
    case "PageRead":
      return `az ${event.zone} reads ${counting(event.scannedCount, "row")}`;
    case "TransactionRouted":
    case "TransactionStarted":
    case "ItemPrepared":
    case "PrepareRefused":
    case "TransactionCommitted":
    case "TransactionCancelled":
    case "ItemReleased":
    case "TransactionCompleted":
    case "TransactionHandedOver":
    case "WriteConflicted":
    case "ReadConfirmed":
    case "TransactionReadRefused":
      return LATER_WORDS.here.transactionThreadLabel(event);
    case "LeaderSuspected":
      return `az ${event.zone} misses the leader`;
    case "ElectionStarted":
      return `az ${event.zone} asks for votes`;
    case "VoteCast":
      return `az ${event.zone} ${event.granted ? "votes" : "does not vote"} for az ${zoneOf(event.candidate) ?? "?"}`;
    case "ElectionWon":
      return `az ${event.zone} wins, waits for the lease`;
    case "LeaderElected":
      return `az ${event.zone} leads ${event.partition}`;
    case "LeaderSteppedDown":
      return `az ${event.zone} steps down`;
    case "LogCut":
      return `az ${event.zone} drops uncommitted entries`;
    case "ReplicaCaughtUp":
      return `az ${event.zone} has caught up`;
    case "IndexEntryQueued":
      return `${event.index} has it to do`;
    case "IndexEntryConfirmed":
      return event.action === "put" ? `${event.index} has the entry` : `${event.index} dropped the old entry`;
    case "IndexFellBehind":
      return `${event.index} falls behind`;
    case "IndexCaughtUp":
      return `${event.index} has caught up`;
    case "WriteThrottled":
      return `refused, ${event.throttledBy} is full`;
    case "StreamRecordAppended":
      return `shard ${event.shard}, record ${sequenceTail(event.sequenceNumber)}`;
    case "StreamRecordsTrimmed":
      return `${event.shard} drops ${counting(event.count, "record")}`;
    case "ShardAsked":
      return event.what === "records"
        ? `${event.shard} gives ${counting(event.records, "record")}`
        : `${event.shard} answers`;
    case "BatchPolled":
      return `poller takes ${counting(event.labels.length, "record")}`;
    case "FunctionInvoked":
      return event.attempt > 1 ? `${event.functionName} runs, attempt ${event.attempt}` : `${event.functionName} runs`;
    case "FunctionReturned":
      return `${event.functionName} is done`;
    case "FunctionFailed":
      return `${event.functionName} fails`;
    case "BatchCheckpointed":
      return `${event.functionName}'s poller moves on`;
    case "BatchRetryScheduled":
      return `again in ${duration(event.delayMicros)}`;
    case "BatchGivenUp":
      return `${event.functionName} never gets it`;
    case "ProgramStarted":
      return `code starts at ${event.entry}`;
    case "ConsoleWritten":
      return "code writes to the console";
    case "ProgramEnded":
      return event.stopped ? "code was stopped" : event.error === null ? "code has ended" : "code failed";
    case "FunctionDeployed":
      return `${event.functionName} has new code`;
    case "CopySent":
      return `leaves for ${event.toRegion}`;
    case "CopyApplied":
      return `${event.toRegion} has it`;
    case "WriteLost":
      return `lost in ${event.region}`;
    case "FaultInjected":
      return FAULT_LABELS[event.fault.type];
    case "ClockJumped":
      return `clock jumps ${duration(event.micros)}`;
    default:
      return LATER_WORDS.here.tableThreadLabel(event);
  }
}

const FAULT_LABELS: Readonly<Record<Extract<Event, { readonly kind: "FaultInjected" }>["fault"]["type"], string>> = {
  "kill-node": "a copy goes down",
  "revive-node": "a copy is back",
  "kill-zone": "a zone goes down",
  "revive-zone": "a zone is back",
  "cut-link": "the link is cut",
  "slow-link": "the link is slow",
  "heal-link": "the link is whole again",
};
