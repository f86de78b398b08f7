/** How requests are called, and how they were served: what messages of every kind speak of. */
import type { ActorId } from "../sim/message.ts";

/** Names a client's request everywhere: "r12". */
export type RequestId = string;

/** Facts about how a request was served. Not on DynamoDB's wire. */
export interface Served {
  readonly replica: ActorId;
  readonly leader: boolean;
  /** Items read or written, with the version seen; null: there was none. */
  readonly items: readonly { readonly label: string; readonly version: number | null }[];
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Write units of each index. */
  readonly indexUnits: Readonly<Record<string, number>>;
  /** A statement that read a range of items: its answer is no item's, even if there is one. */
  readonly range?: true;
}
