/** What follows a write: entries of indexes, records of streams. */
import type { RequestId, ShardAsk } from "../messages.ts";
import type { FactsOf } from "./about.ts";

export type StreamEvent =
  | {
      readonly kind: "IndexEntryQueued";
      readonly region: string;
      readonly table: string;
      readonly index: string;
      readonly partition: string;
      readonly label: string;
      readonly version: number;
      readonly action: "put" | "remove";
      readonly sortLabel: string;
      /** It stands for an item that was there before the index. */
      readonly backfill?: true;
    }
  | {
      readonly kind: "IndexEntryConfirmed";
      readonly region: string;
      readonly table: string;
      readonly index: string;
      readonly label: string;
      readonly version: number;
      readonly action: "put" | "remove";
      readonly applied: boolean;
      /** It stands for an item that was there before the index. */
      readonly backfill?: true;
    }
  | {
      readonly kind: "IndexFellBehind";
      readonly region: string;
      readonly table: string;
      readonly index: string;
      /** Of the table: whose changes wait. */
      readonly partition: string;
      readonly waiting: number;
    }
  | {
      readonly kind: "IndexCaughtUp";
      readonly region: string;
      readonly table: string;
      readonly index: string;
      readonly partition: string;
    }
  | {
      readonly kind: "StreamRecordAppended";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly label: string;
      readonly version: number;
      readonly sequenceNumber: string;
      readonly eventName: string;
      readonly lsn: number;
    }
  | {
      readonly kind: "StreamRecordsTrimmed";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly count: number;
      readonly upTo: string;
    }
  | {
      readonly kind: "ShardAsked";
      readonly request: RequestId;
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly what: ShardAsk["kind"];
      /** Given. */
      readonly records: number;
    };

export const STREAM_FACTS: FactsOf<StreamEvent> = {
  IndexEntryQueued: { fidelity: "documented", source: "DG:gsi, asynchronous" },
  IndexEntryConfirmed: { fidelity: "documented", source: "DG:gsi" },
  IndexFellBehind: { fidelity: "modelled", source: "DG:gsi-throttling; how far behind is ours" },
  IndexCaughtUp: { fidelity: "modelled", source: "DG:gsi-throttling" },
  StreamRecordAppended: { fidelity: "documented", source: "DG-CDC" },
  StreamRecordsTrimmed: { fidelity: "documented", source: "DG-CDC: 24 hours" },
  ShardAsked: { fidelity: "documented", source: "API Streams" },
};
