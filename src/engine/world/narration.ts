/**
 * One plain sentence for each kind of event: what happened, then why (VISUAL §13). Complete over the Event union: a new
 * kind does not compile until it has words. What a *step* says is chosen in narration-step.ts.
 */

import { unreachable } from "../base/assert.ts";
import type { Event } from "../service/events.ts";
import type { Fault } from "../service/messages.ts";
import { LATER_WORDS } from "./later-words.ts";
import { type NarrationContext, partitionWords, zoneOf } from "./narration-context.ts";
import { counting, duration, hashWords, listed, type Narration } from "./narration-words.ts";

export type { Narration } from "./narration-words.ts";

type Of<Kind extends Event["kind"]> = Extract<Event, { readonly kind: Kind }>;

/** The sentence of an event. @param context what is known around it; see narration-context.ts */
export function narrate(event: Event, context: NarrationContext): Narration {
  switch (event.kind) {
    case "RequestSent":
      return say(
        `${event.program === null ? `The client in ${event.region}` : "Your code"} sends ${event.operation}${forLabel(event.label)}.`,
        "Every request goes to a request router first.",
      );
    case "RequestRouted":
      return routed(event, context);
    case "RequestRejected":
      return say(`DynamoDB refuses the request with ${event.error}.`, event.message);
    case "RequestRetried":
      return say(
        `The router tries ${asked(event.request, context)} again, attempt ${event.attempt}.`,
        RETRY_REASONS[event.reason],
      );
    case "ResponseReceived":
      return answered(event);
    case "WriteWaited":
      return say(
        `The write to ${event.label} waits.`,
        `Another write to ${event.label} is not committed yet, and one item takes one write at a time.`,
      );
    case "ConditionFailed":
      return say(
        `The condition on ${event.label} does not hold, so nothing is written.`,
        `The leader checked it against ${event.version === null ? "no item: there is none with this key" : `version ${event.version}`}. The call is charged all the same.`,
      );
    case "ItemLogged":
      return say(
        `The leader in az ${event.zone} logs ${written(event)}${event.index === null ? "" : ` in ${event.index}`}.`,
        `It is LSN ${event.lsn} of ${partitionWords(event)}. One copy is not a majority, so nobody is told yet.`,
      );
    case "LogPersisted":
      return say(
        `The copy in az ${event.zone} has logged ${event.labels.length === 0 ? "the new leader's first entry" : listed(event.labels)}.`,
        `Its log of ${partitionWords(event)} now ends at LSN ${event.lsn}. The leader learns of it when the answer arrives.`,
      );
    case "MajorityReached":
      return majority(event, context);
    case "ItemApplied":
      return say(
        `The copy in az ${event.zone} shows ${written(event)}${event.index === null ? "" : ` in ${event.index}`}.`,
        "A read served here now sees it.",
      );
    case "ItemRead":
      return say(
        `The ${event.leader ? "leader" : "follower"} in az ${event.zone} reads ${event.version === null ? `no item ${event.label}` : `${event.label} version ${event.version}`}.`,
        event.leader
          ? "The leader gives out every version number, so it knows the newest."
          : "A follower answers with what it has applied so far, which may be old.",
      );
    case "ReadWaited":
      return say(
        `The read of ${event.label ?? partitionWords(event)} waits.`,
        "The leader is new: until an entry of its own is committed it cannot know which of the last ones were.",
      );
    case "PageRead":
      return say(
        `The ${event.leader ? "leader" : "follower"} in az ${event.zone} reads ${counting(event.scannedCount, event.index === null ? "item" : "entry").replace("entrys", "entries")} of ${partitionWords(event)}.`,
        event.count === event.scannedCount
          ? "All of them are in the answer."
          : `${event.count} of them pass the filter; what was read is charged, not what is returned.`,
      );
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
      return LATER_WORDS.here.narrateTransaction(event);
    case "LeaderSuspected":
      return say(
        `The copy in az ${event.zone} misses the leader${inZone(event.leader)}.`,
        "Two heartbeats did not come. It asks the other copy before it starts an election.",
      );
    case "ElectionStarted":
      return say(
        `The copy in az ${event.zone} asks for votes in term ${event.term}.`,
        `${partitionWords(event)} has no leader that answers. Two of three votes make a new one.`,
      );
    case "VoteCast":
      return say(
        `The copy in az ${event.zone} ${event.granted ? "votes for" : "refuses its vote to"} the one${inZone(event.candidate)}.`,
        event.granted
          ? "A copy votes once in a term, and only for a log that is at least as long as its own."
          : "It has voted in this term already, or its own log is longer.",
      );
    case "ElectionWon":
      return say(
        `The copy in az ${event.zone} wins term ${event.term}, and waits.`,
        "The old leader's lease must run out first, so that there are never two leaders.",
      );
    case "LeaderElected":
      return say(
        `The copy in az ${event.zone} now leads ${partitionWords(event)}.`,
        `Writes go on from LSN ${event.lsn}. Nothing that was acknowledged is lost: a majority held it.`,
      );
    case "LeaderSteppedDown":
      return say(
        `The copy in az ${event.zone} no longer leads ${partitionWords(event)}.`,
        STEP_DOWN_REASONS[event.reason],
      );
    case "LogCut":
      return say(
        `The copy in az ${event.zone} drops ${counting(event.entries, "log entry").replace("entrys", "entries")} from LSN ${event.fromLsn}.`,
        "No majority ever held them, so nobody was told they had been written.",
      );
    case "ReplicaCaughtUp":
      return say(
        `The copy in az ${event.zone} has caught up at LSN ${event.lsn}.`,
        `It holds all that ${partitionWords(event)} logged while it was away.`,
      );
    case "IndexEntryQueued":
      return say(
        `${event.index} has one more change to make for ${event.label}.`,
        event.action === "put"
          ? `The entry at ${event.sortLabel} comes after the write was answered: an index is asynchronous.`
          : `The old entry at ${event.sortLabel} will go.`,
      );
    case "IndexEntryConfirmed":
      return say(
        `${event.index} ${event.action === "put" ? "has" : "no longer has"} ${event.label}${event.action === "put" ? ` version ${event.version}` : `'s old entry`}.`,
        event.applied
          ? "A query on the index sees it now, or soon: each copy of the index applies it in its own time."
          : "The index held something newer already, so nothing was changed.",
      );
    case "IndexFellBehind":
      return say(
        `${event.index} has fallen behind: ${counting(event.waiting, "change")} of ${event.partition} wait for its write capacity.`,
        "From now on the leader refuses writes that this index would have to take.",
      );
    case "IndexCaughtUp":
      return say(
        `${event.index} has caught up with ${event.partition}.`,
        "Writes that it has to take are accepted again.",
      );
    case "WriteThrottled":
      return say(
        `The write of ${event.label} is refused: the index ${event.throttledBy} has no write capacity left.`,
        "The table itself has capacity. A slow index stops the writes that it would have to take, and only those.",
      );
    case "StreamRecordAppended":
      return say(
        `Shard ${event.shard} takes the ${event.eventName} of ${event.label} version ${event.version}.`,
        "A record for each change, once, in the order of the writes to the item.",
      );
    case "StreamRecordsTrimmed":
      return say(
        `Shard ${event.shard} drops ${counting(event.count, "record")}.`,
        "They were 24 hours old. Whoever has not read them never will.",
      );
    case "ShardAsked":
      return say(
        event.what === "records"
          ? `Shard ${event.shard} gives ${counting(event.records, "record")}.`
          : event.what === "iterator"
            ? `Shard ${event.shard} names a place to read from.`
            : `Shard ${event.shard} says where it begins.`,
        event.what === "records"
          ? "With them comes the iterator for the next read. Nobody but the reader knows how far it has got."
          : "The control plane knows which shards a stream has; what is in one, only the shard knows.",
      );
    case "BatchPolled":
      return say(
        `The poller of ${event.functionName} takes ${counting(event.labels.length, "record")} from ${event.shard}.`,
        `The oldest has waited ${duration(event.iteratorAgeMicros)}: the iterator age.`,
      );
    case "FunctionInvoked":
      return say(
        `${event.functionName} runs with ${listed(event.labels)}${event.attempt > 1 ? `, attempt ${event.attempt}` : ""}.`,
        event.cold ? "The environment is new, so it starts cold." : "The environment is warm from the last run.",
      );
    case "FunctionReturned":
      return say(
        `${event.functionName} is done with ${listed(event.labels)} after ${duration(event.micros)}.`,
        "The poller can move on.",
      );
    case "FunctionFailed":
      return say(
        `${event.functionName} fails after ${duration(event.micros)}: ${event.error.name}.`,
        `${sentence(event.error.message)} The shard waits: records of one shard stay in order.`,
      );
    case "BatchCheckpointed":
      return say(
        `The poller of ${event.functionName} moves past ${counting(event.labels.length, "record")}.`,
        `It goes on in ${event.shard} after ${event.upTo}.`,
      );
    case "BatchRetryScheduled":
      return say(
        `The batch of ${event.functionName} will run again in ${duration(event.delayMicros)}, attempt ${event.attempt}.`,
        "All of it runs again, also what had worked, so handlers must bear doing it twice.",
      );
    case "BatchGivenUp":
      return say(
        `${event.functionName} never gets ${counting(event.labels.length, "record")} of ${event.shard}.`,
        event.reason === "retries-exhausted"
          ? "The retries are used up, so the poller skips the batch."
          : "They expired after 24 hours while the batch kept failing.",
      );
    case "ProgramStarted":
      return say(`Your code starts at ${event.entry}.`, "Its clock is the virtual one.");
    case "ConsoleWritten":
      return say("Your code writes to the console.", event.line.text);
    case "ProgramEnded":
      return programEnded(event);
    case "FunctionDeployed":
      return say(`${event.functionName} has new code.`, "The next run uses it, in a new environment.");
    case "CopySent":
      return say(
        `${event.label} version ${event.version} leaves ${event.fromRegion} for ${event.toRegion}.`,
        `The replicator read it from the stream${event.attempt > 1 ? `; this is attempt ${event.attempt}` : ""}. The client was answered long before.`,
      );
    case "CopyApplied":
      return say(
        `${event.label} version ${event.version} reaches ${event.toRegion}, ${duration(event.lagMicros)} after its write.`,
        `Until now ${event.toRegion} answered with what it had.`,
      );
    case "WriteLost":
      return say(
        `In ${event.region}, ${event.label} version ${event.lostVersion} from ${event.lostOrigin} gives way.`,
        `${event.winnerOrigin} wrote version ${event.winnerVersion} later, and the last writer wins. The lost write had been acknowledged.`,
      );
    case "FaultInjected":
      return faulted(event.fault);
    case "ClockJumped":
      return say(`The clock jumped ${duration(event.micros)} ahead.`, "Everything due in between was carried out.");
    default:
      return LATER_WORDS.here.narrateTable(event);
  }
}

const RETRY_REASONS: Readonly<Record<Of<"RequestRetried">["reason"], string>> = {
  "not-leader": "The copy it asked does not lead, and named another.",
  timeout: "No answer came in time.",
  "no-leader": "The partition has no leader at the moment.",
};

const STEP_DOWN_REASONS: Readonly<Record<Of<"LeaderSteppedDown">["reason"], string>> = {
  "no-majority": "It hears no majority, so it must not answer for the others.",
  "newer-term": "Another copy was elected in a newer term.",
  restart: "It restarted, and leadership is a lease that it does not remember.",
};

function routed(event: Of<"RequestRouted">, context: NarrationContext): Narration {
  const target = event.index === null ? event.partition : `${event.index} ${event.partition}`;
  const headline =
    event.hash === null
      ? `The router sends ${asked(event.request, context)} to ${target}.`
      : `The router hashes ${event.label ?? "the key"} to ${hashWords(event.hash)} and finds ${target}.`;
  const zone = zoneOf(event.replica);
  return say(
    headline,
    event.strong
      ? `Only the leader may answer it, so it goes to az ${zone}.`
      : `Any copy may answer an eventually consistent read; az ${zone} was picked.`,
  );
}

function answered(event: Of<"ResponseReceived">): Narration {
  const after = `after ${duration(event.micros)}`;
  if (event.error !== null)
    return say(`${event.operation} failed with ${event.error}, status ${event.status}, ${after}.`, event.message ?? "");
  const [first] = event.items;
  const found =
    event.items.length === 1 && first !== undefined
      ? `${first.label}${first.version === null ? " is not there" : ` version ${first.version}`}`
      : counting(event.items.length, "item");
  const detail =
    event.writeUnits > 0
      ? `A majority holds ${found}. Other copies, indexes and Regions may still be behind.`
      : event.items.length === 0
        ? ""
        : event.leader
          ? `The answer came from the leader: ${found}.`
          : `A follower answered: ${found}. It may be behind.`;
  return say(`The client has ${event.status} OK for ${event.operation} ${after}.`, detail);
}

function majority(event: Of<"MajorityReached">, context: NarrationContext): Narration {
  const where = event.index === null ? "" : ` of ${event.index}`;
  // A write that is part of a transaction, or a copy, is nobody's answer yet.
  const operation = event.request === null ? null : context.request(event.request)?.operation;
  const answers = operation !== null && !/Transac/.test(operation ?? "");
  const headline = `Two of three copies${where} hold ${written(event)}, so ${answers ? "the leader answers 200 OK" : "it is committed"}.`;
  const without = context.without(event, event.lsn);
  const [third] = without ?? [];
  if (without === null) return say(headline, "Two of three survive the loss of any one.");
  if (third === undefined) return say(headline, "The third copy has logged it too; its word is still on the way.");
  return say(
    headline,
    third.down
      ? `The copy in az ${third.zone} is down and will catch up later.`
      : `The follower in az ${third.zone} has not heard yet.`,
  );
}

function programEnded(event: Of<"ProgramEnded">): Narration {
  if (event.stopped) return say("Your code was stopped.", event.error === null ? "" : sentence(event.error.message));
  if (event.error !== null) return say(`Your code ended with ${event.error.name}.`, sentence(event.error.message));
  return say("Your code has ended.", "");
}

function faulted(fault: Fault): Narration {
  switch (fault.type) {
    case "kill-node":
      return say(
        `The copy${inZone(fault.replica)} of ${placeWords(fault.replica)} goes down.`,
        "Its disk keeps what it logged. Its peers notice when heartbeats are missing.",
      );
    case "revive-node":
      return say(
        `The copy${inZone(fault.replica)} of ${placeWords(fault.replica)} is back.`,
        "It asks the leader for what it missed.",
      );
    case "kill-zone":
      return say(
        `Zone az ${fault.zone} of ${fault.region} goes down.`,
        "Every partition has one copy of three there. Where its two others are up, it still has a majority.",
      );
    case "revive-zone":
      return say(
        `Zone az ${fault.zone} of ${fault.region} is back.`,
        "Its copies ask their leaders for what they missed.",
      );
    case "cut-link":
      return say(
        `The link between ${fault.a} and ${fault.b} is cut.`,
        "Each Region goes on alone; copies wait until it is healed.",
      );
    case "slow-link":
      return say(
        `The link between ${fault.a} and ${fault.b} is slow.`,
        `Messages take ${duration(fault.extraMicros)} longer${fault.lossPerMillion > 0 ? `, and ${fault.lossPerMillion} of a million are lost` : ""}.`,
      );
    case "heal-link":
      return say(`The link between ${fault.a} and ${fault.b} is whole again.`, "What waited is sent again.");
    default:
      return unreachable(fault);
  }
}

function written(event: { readonly label: string; readonly version: number; readonly deleted: boolean }): string {
  return event.deleted ? `the deletion of ${event.label}` : `${event.label} version ${event.version}`;
}

function asked(request: string, context: NarrationContext): string {
  const known = context.request(request);
  return known === null ? "the request" : `${known.operation}${forLabel(known.label)}`;
}

function forLabel(label: string | null): string {
  return label === null ? "" : ` for ${label}`;
}

function inZone(replica: string): string {
  const zone = zoneOf(replica);
  return zone === null ? "" : ` in az ${zone}`;
}

/** "us-east-1/Players/P2/a" → "Players P2". */
function placeWords(replica: string): string {
  const [, table, partition] = replica.split("/");
  return `${table ?? ""} ${partition ?? ""}`.trim().replace(":", " ");
}

function sentence(text: string): string {
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}

function say(headline: string, detail: string): Narration {
  return { headline, detail };
}
