/**
 * The engine's only door. What is not exported here is nobody's business outside.
 */
export { AssertionFailed, assert, present, unreachable } from "./base/assert.ts";
export { compareUtf8, utf8Length } from "./base/utf8.ts";
export { indexWriteUnits, projectIndexEntry } from "./dynamo/index-entries.ts";
export { applyItemWrite } from "./dynamo/item-write.ts";
export { hashOf, hashText, keyOfItem, storageKeyOf } from "./dynamo/keys.ts";
export type { Field, FieldType, Operation, OperationKind } from "./dynamo/operations/operation.ts";
export { OPERATIONS } from "./dynamo/operations/registry.ts";
export type { BoundRequest, DataRequest } from "./dynamo/requests.ts";
export { itemBytes, readUnits, writeUnits } from "./dynamo/sizes.ts";
export { bindRequest, parseRequest } from "./dynamo/stages.ts";
export type { IndexSchema, KeySchema, TableSchema } from "./dynamo/table.ts";
export {
  type AttributeType,
  type AttributeValue,
  attributeOf,
  type Item,
  itemsEqual,
  valuesEqual,
} from "./dynamo/values.ts";
export { calendarMicros, isoInstant } from "./service/epoch.ts";
export { EVENT_FACTS, type Event, type EventKind, type Fidelity } from "./service/events.ts";
export type { FunctionState } from "./service/function.ts";
export type {
  ConsoleLine,
  FunctionRuntime,
  Json,
  ProgramSource,
  RuntimeError,
  RuntimeErrorKind,
  RuntimeFinish,
  RuntimeInput,
  RuntimeLimits,
  RuntimeOutput,
  RuntimeRequest,
  RuntimeTimer,
  SourcePlace,
} from "./service/function-runtime.ts";
export type { IndexWriterState } from "./service/index-writer.ts";
export { keyLabel, valueLabel } from "./service/labels.ts";
export type { LatencyProfileName } from "./service/latency-profiles.ts";
export type {
  ApiAnswer,
  ApiCall,
  Fault,
  LogEntry,
  LoggedWrite,
  Message,
  RequestId,
  ShardRecord,
} from "./service/messages.ts";
export {
  type HashRange,
  type Partition,
  partitionFor,
  partitionsOf,
  type TablePlacement,
  type TriggerSettings,
} from "./service/placement.ts";
export {
  clientId,
  functionId,
  type GroupName,
  groupId,
  indexWriterId,
  programId,
  replicaId,
  replicatorId,
  routerId,
  shardId,
  shardName,
  triggerId,
  ZONES,
  type Zone,
} from "./service/places.ts";
export { isNewer, type StoredItem } from "./service/record.ts";
export type { ReplicaState } from "./service/replica/replica-state.ts";
export type { ReplicatorState } from "./service/replicator.ts";
export type { StreamShardState } from "./service/stream-shard.ts";
export type { TriggerState } from "./service/trigger.ts";
export type { ActorId, Delivery, Micros } from "./sim/message.ts";
export type { LinkFault } from "./sim/network.ts";
export type { Recorded, StepRecord } from "./sim/simulation.ts";
export { Branch } from "./world/branch.ts";
export { type Command, type CommandBody, type Files, requestIdOf } from "./world/commands.ts";
export type { FunctionConfig, InitialTable, WorldConfig } from "./world/config.ts";
export type { ItemIdentity } from "./world/identities.ts";
export { type DecodedLink, decodeLink, encodeLink, LINK_LENGTH_MAX, LINK_VERSION } from "./world/link.ts";
export { type Narration, narrate } from "./world/narration.ts";
export { type NarrationContext, NO_CONTEXT, narrationContext, zoneOf } from "./world/narration-context.ts";
export { actorWords, narrateDelivery, narrateStep, tellingEvent } from "./world/narration-step.ts";
export { counting, duration, listed } from "./world/narration-words.ts";
export { type CopyView, Reader } from "./world/reader.ts";
export type { Found } from "./world/recover.ts";
export { type BranchPlan, ENGINE_VERSION, newScenario, SCENARIO_SCHEMA, type Scenario } from "./world/scenario.ts";
export { decodeFile, encodeFile, FILE_LENGTH_MAX } from "./world/scenario-file.ts";
export type { RefusalKind, ScenarioRefusal } from "./world/scenario-refusal.ts";
export { parseScenario, SCENARIO_LIMITS } from "./world/scenario-schema.ts";
export { threadLabel } from "./world/thread-label.ts";
export { Timeline } from "./world/timeline.ts";
export { ConfigRefused, World } from "./world/world.ts";
