/**
 * Sentences for what becomes of tables: their life, their indexes, streams and expiry. A part of narration.ts and
 * narration-step.ts, which hand over what is left; complete like they are.
 */
import { unreachable } from "../base/assert.ts";
import type { Event } from "../service/events.ts";
import type { Message } from "../service/messages.ts";
import { counting, type Narration } from "./narration-words.ts";

type TableEventKind =
  | "TableCreating"
  | "TableActive"
  | "TableUpdating"
  | "TableUpdated"
  | "TableDeleting"
  | "TableDeleted"
  | "SchemaChanged"
  | "IndexCreating"
  | "BackfillStarted"
  | "BackfillProgressed"
  | "IndexEntrySkipped"
  | "IndexActive"
  | "IndexDeleting"
  | "IndexDeleted"
  | "StreamEnabled"
  | "StreamDisabled"
  | "StreamGone"
  | "ShardClosed"
  | "TimeToLiveChanged"
  | "ItemExpired"
  | "PartitionSwept";

export type TableEvent = Extract<Event, { readonly kind: TableEventKind }>;
type Of<Kind extends TableEventKind> = Extract<Event, { readonly kind: Kind }>;

export function narrateTable(event: TableEvent): Narration {
  switch (event.kind) {
    case "TableCreating":
      return say(
        `Table ${event.table} is being created with ${counting(event.partitions, "partition")}.`,
        "It takes requests once it is ACTIVE.",
      );
    case "TableActive":
      return say(`Table ${event.table} is ACTIVE in ${event.region}.`, "It takes requests now.");
    case "TableUpdating":
      return say(
        `Table ${event.table} is UPDATING: ${CHANGES[event.change] ?? "it changes"}.`,
        "It serves all the while.",
      );
    case "TableUpdated":
      return say(`Table ${event.table} is ACTIVE again.`, "The next change may come.");
    case "TableDeleting":
      return say(`Table ${event.table} is being deleted.`, "It takes no more requests.");
    case "TableDeleted":
      return say(`Table ${event.table} is gone from ${event.region}.`, "");
    case "SchemaChanged":
      return say(
        `${event.partition} knows what its table is now, from LSN ${event.lsn} on.`,
        "The change went through its log, so every later leader knows it too.",
      );
    case "IndexCreating":
      return say(`Index ${event.index} is being created: partitions of its own are set up.`, "Nobody can read it yet.");
    case "BackfillStarted":
      return say(
        `The backfill of ${event.index} begins in ${counting(event.partitions, "partition")}.`,
        "It walks over the items that are there; what is written meanwhile comes the usual way.",
      );
    case "BackfillProgressed":
      return event.done
        ? say(
            `The backfill of ${event.index} has seen all of ${event.partition}: ${counting(event.walked, "item")}.`,
            `It put ${event.written} of them into the index.`,
          )
        : say(
            `The backfill of ${event.index} has seen ${counting(event.walked, "item")} of ${event.partition}.`,
            `It put ${event.written} of them into the index, and reads on.`,
          );
    case "IndexEntrySkipped":
      return say(
        `The backfill leaves ${event.label} out of ${event.index}.`,
        `${SKIPPED[event.reason]} The item stays in the table.`,
      );
    case "IndexActive":
      return say(
        `Index ${event.index} is ACTIVE.`,
        "It can be read, and a write that does not fit its key is refused.",
      );
    case "IndexDeleting":
      return say(`Index ${event.index} is being deleted.`, "Nobody reads it and nothing is written to it any more.");
    case "IndexDeleted":
      return say(`Index ${event.index} is gone.`, "");
    case "StreamEnabled":
      return say(`The stream of ${event.table} is on.`, `It shows ${event.viewType}, and only what was written since.`);
    case "StreamDisabled":
      return say(`The stream of ${event.table} is off.`, "What is in it can be read for 24 hours.");
    case "StreamGone":
      return say(`A stream of ${event.table} is gone.`, "It was switched off 24 hours ago.");
    case "ShardClosed":
      return say(`${event.shard} is closed.`, "No record will come any more.");
    case "TimeToLiveChanged":
      return say(
        `Expiry by ${event.attribute} is ${event.status} on ${event.table}.`,
        event.status === "ENABLED"
          ? "Items whose time is over will be deleted in the background, some time after."
          : "",
      );
    case "ItemExpired":
      return say(
        `${event.label} has expired, so ${event.partition} deletes it.`,
        "It could be read until now. Nobody pays for the deletion.",
      );
    case "PartitionSwept":
      return say(
        `The sweeper found ${counting(event.expired, "expired item")} in ${event.partition}.`,
        "It looks again later, in case one could not be deleted.",
      );
    default:
      return unreachable(event);
  }
}

const CHANGES: Partial<Readonly<Record<Of<"TableUpdating">["change"], string>>> = {
  throughput: "its provisioned capacity changes",
  billing: "its billing mode changes",
  settings: "its settings change",
  "stream-on": "its stream is switched on",
  "stream-off": "its stream is switched off",
  "index-allocate": "it gets another index",
  "index-delete": "it loses an index",
};

const SKIPPED: Readonly<Record<Of<"IndexEntrySkipped">["reason"], string>> = {
  "wrong type": "An attribute of the index's key has another type there.",
  empty: "An attribute of the index's key is empty there.",
  "too long": "An attribute of the index's key is too long there.",
};

type TableMessage = Extract<
  Message,
  {
    readonly type:
      | "WorkDue"
      | "ChangeTable"
      | "ChangeReply"
      | "ChangeTimeout"
      | "ChangeIndexes"
      | "StreamExpired"
      | "CloseShard"
      | "BackfillDone"
      | "WalkItems"
      | "WalkedItems"
      | "WalkTimeout"
      | "WalkOn"
      | "ExpireItems"
      | "ExpiryAhead"
      | "SweepDue";
  }
>;

/** A message in words, as part of a sentence. */
export function tableMessageWords(message: TableMessage): string {
  switch (message.type) {
    case "WorkDue":
      return `the time for ${message.work} is over`;
    case "ChangeTable":
      return "the word that the table has changed";
    case "ChangeReply":
      return message.revision === null ? "the word that another copy leads" : "the word that the change is known";
    case "ChangeTimeout":
    case "WalkTimeout":
      return "the time for an answer is over";
    case "ChangeIndexes":
      return "the table's indexes as they are now";
    case "StreamExpired":
      return "a stream was switched off 24 hours ago";
    case "CloseShard":
      return "the word that no more records come";
    case "BackfillDone":
      return `the word that ${message.partition} is in ${message.index}`;
    case "WalkItems":
      return "a question for the next items";
    case "WalkedItems":
      return message.items === null
        ? "the word that another copy leads"
        : `an answer with ${counting(message.items.length, "item")}`;
    case "WalkOn":
      return "time for the next items";
    case "ExpireItems":
      return `the word that ${counting(message.storageKeys.length, "item")} may have expired`;
    case "ExpiryAhead":
      return "the word that an item will expire";
    case "SweepDue":
      return "time to look for expired items";
    default:
      return unreachable(message);
  }
}

/** A few words for the causal thread. */
export function tableThreadLabel(event: TableEvent): string {
  switch (event.kind) {
    case "TableCreating":
      return `table ${event.table} is being created`;
    case "TableActive":
      return `table ${event.table} is ACTIVE`;
    case "TableUpdating":
      return `table ${event.table} is UPDATING`;
    case "TableUpdated":
      return `table ${event.table} is ACTIVE again`;
    case "TableDeleting":
      return `table ${event.table} is being deleted`;
    case "TableDeleted":
      return `table ${event.table} is gone`;
    case "SchemaChanged":
      return `${event.partition} knows the new schema`;
    case "IndexCreating":
      return `${event.index} is being created`;
    case "BackfillStarted":
      return `backfill of ${event.index} begins`;
    case "BackfillProgressed":
      return `backfill has seen ${event.walked} of ${event.partition}`;
    case "IndexEntrySkipped":
      return `${event.index} leaves it out`;
    case "IndexActive":
      return `${event.index} is ACTIVE`;
    case "IndexDeleting":
      return `${event.index} is being deleted`;
    case "IndexDeleted":
      return `${event.index} is gone`;
    case "StreamEnabled":
      return "stream is on";
    case "StreamDisabled":
      return "stream is off";
    case "StreamGone":
      return "stream is gone";
    case "ShardClosed":
      return `${event.shard} is closed`;
    case "TimeToLiveChanged":
      return `expiry is ${event.status}`;
    case "ItemExpired":
      return "its time is over";
    case "PartitionSwept":
      return `${event.partition} is swept`;
    default:
      return unreachable(event);
  }
}

function say(headline: string, detail: string): Narration {
  return { headline, detail };
}
