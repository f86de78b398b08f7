/**
 * An item's part in a transaction, as the log of its partition carries it: so a new leader knows what the old one had
 * promised. [TX-5, REP-1]
 */
import type { BoundTransactAction } from "../../dynamo/requests.ts";
import type { ActionResult } from "../../dynamo/transaction-write.ts";
import type { Micros } from "../../sim/message.ts";
import type { TransactionId } from "./transaction-messages.ts";

/** An item that has promised to take part. Until it is committed or released, nobody else writes it. */
export interface PreparedItem {
  readonly transaction: TransactionId;
  readonly timestamp: Micros;
  readonly bound: BoundTransactAction;
}

export type TransactionMark =
  | {
      readonly kind: "prepare";
      readonly storageKey: string;
      readonly label: string;
      readonly prepared: PreparedItem;
    }
  /** The end of the promise: with a write in the same entry, or with a check, when the transaction commits. */
  | {
      readonly kind: "release";
      readonly storageKey: string;
      readonly label: string;
      readonly transaction: TransactionId;
      /** When a check was committed: the transaction's timestamp, which the item keeps. */
      readonly checkedAt: Micros | null;
      /** null: released without effect. */
      readonly result: ActionResult | null;
    };

/** What is looked at of a log entry. */
interface Entry {
  readonly write: { readonly storageKey: string; readonly request: string | null } | null;
  readonly mark?: TransactionMark;
}

/** The item an entry is about; undefined for a new leader's first entry. */
export function keyOfEntry({ write, mark }: Entry): string | undefined {
  return write?.storageKey ?? mark?.storageKey;
}

/** By which names a second try of an entry's request is recognised. */
export function namesOfEntry({ write, mark }: Entry): string[] {
  const names: string[] = [];
  if (write !== null && write.request !== null) names.push(write.request);
  if (mark?.kind === "release") names.push(nameOfPart(mark.transaction, mark.storageKey));
  return names;
}

export function nameOfPart(transaction: TransactionId, storageKey: string): string {
  return `${transaction} ${storageKey}`;
}
