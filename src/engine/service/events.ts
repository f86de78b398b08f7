/**
 * The union of every teachable fact, in the past tense. An event says what a person could point at; who recorded it,
 * when and why (its cause) is in the header that the simulation adds. `EVENT_FACTS` says how sure we are of each kind.
 * The kinds themselves are in `events/`, a file for each subject.
 */

import type { FactsOf } from "./events/about.ts";
import { EXPIRY_FACTS, type ExpiryEvent } from "./events/expiry-events.ts";
import { FUNCTION_FACTS, type FunctionEvent } from "./events/function-events.ts";
import { INDEX_LIFE_FACTS, type IndexLifeEvent } from "./events/index-life-events.ts";
import { LEADERSHIP_FACTS, type LeadershipEvent } from "./events/leadership-events.ts";
import { PARTITION_FACTS, type PartitionEvent } from "./events/partition-events.ts";
import { REGION_FACTS, type RegionEvent } from "./events/region-events.ts";
import { REQUEST_FACTS, type RequestEvent } from "./events/request-events.ts";
import { STREAM_FACTS, type StreamEvent } from "./events/stream-events.ts";
import { TABLE_FACTS, type TableEvent } from "./events/table-events.ts";
import { TRANSACTION_FACTS, type TransactionEvent } from "./events/transaction-events.ts";
import { WORLD_FACTS, type WorldEvent } from "./events/world-events.ts";

export type { Fidelity } from "./events/about.ts";

export type Event =
  | RequestEvent
  | PartitionEvent
  | TransactionEvent
  | LeadershipEvent
  | StreamEvent
  | FunctionEvent
  | RegionEvent
  | IndexLifeEvent
  | ExpiryEvent
  | TableEvent
  | WorldEvent;

export type EventKind = Event["kind"];

export const EVENT_FACTS: FactsOf<Event> = {
  ...REQUEST_FACTS,
  ...PARTITION_FACTS,
  ...TRANSACTION_FACTS,
  ...LEADERSHIP_FACTS,
  ...STREAM_FACTS,
  ...FUNCTION_FACTS,
  ...REGION_FACTS,
  ...INDEX_LIFE_FACTS,
  ...EXPIRY_FACTS,
  ...TABLE_FACTS,
  ...WORLD_FACTS,
};
