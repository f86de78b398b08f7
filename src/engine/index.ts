/**
 * The engine's door. What is exported neither here nor in `codec.ts` (scenarios read and written) is nobody's business
 * outside. Some of what is behind it comes later: `later.ts` brings it.
 */
export { AssertionFailed } from "./base/assert.ts";
export { crc32 } from "./base/crc32.ts";
export { type KeyRange, keyAfter, OrderedSums } from "./base/ordered-sums.ts";
export { type DynamoError, dynamoError } from "./dynamo/errors.ts";
export { indexWriteUnits, projectIndexEntry } from "./dynamo/index-entries.ts";
export { applyItemWrite } from "./dynamo/item-write.ts";
export { COLLECTION_BYTES, collectionOf, hashOf, hashText, storageKeyOf } from "./dynamo/keys.ts";
export type { Field, OperationKind } from "./dynamo/operations/operation.ts";
export { OPERATIONS } from "./dynamo/operations/registry.ts";
export type { BoundRequest, DataRequest } from "./dynamo/requests.ts";
export { itemBytes, readUnits } from "./dynamo/sizes.ts";
export { bindRequest, parseRequest } from "./dynamo/stages.ts";
export { bindStatement, statementError, toPartiQL } from "./dynamo/statement-tools.ts";
export { STATEMENT_OPERATIONS } from "./dynamo/statements.ts";
export { iteratorText } from "./dynamo/stream-requests.ts";
export type { IndexSchema, KeySchema, TableSchema } from "./dynamo/table.ts";
export { tableArn } from "./dynamo/table-description.ts";
export {
  type AttributeType,
  type AttributeValue,
  attributeOf,
  type Item,
  itemsEqual,
  valuesEqual,
} from "./dynamo/values.ts";
export { streamArn } from "./service/arns.ts";
export { EVENT_FACTS, type Event, type EventKind, type Fidelity } from "./service/events.ts";
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
export { keyLabel, storageLabel, valueLabel } from "./service/labels.ts";
export type { Fault, LogEntry, LoggedWrite, Message, ShardRecord } from "./service/messages.ts";
export { type Partition, partitionFor, partitionsOf, type TablePlacement } from "./service/placement.ts";
export {
  clientId,
  coordinatorId,
  functionId,
  type GroupName,
  groupId,
  indexWriterId,
  ledgerId,
  programId,
  replicaId,
  replicatorId,
  routerId,
  shardName,
  triggerId,
  ZONES,
  type Zone,
} from "./service/places.ts";
export { isNewer, type StoredItem } from "./service/record.ts";
export { localEnd, localIndexOf, localKey } from "./service/replica/local-indexes.ts";
export type { ReplicaState } from "./service/replica/replica-state.ts";
export type { ReplicatorState } from "./service/replicator.ts";
export { clientRequest } from "./service/request-id.ts";
export { wireShardId } from "./service/shard-id.ts";
export type { StreamShardState } from "./service/stream-shard.ts";
export type { TriggerState } from "./service/trigger-state.ts";
export type { ActorId, Delivery, Micros } from "./sim/message.ts";
export type { LinkFault } from "./sim/network.ts";
export type { Recorded } from "./sim/simulation.ts";
export {
  BODY_BYTES_MAX,
  crossOriginHeaders,
  readRequest,
  refusal,
  success,
  type WireAnswer,
  type WireBody,
  type WireCall,
} from "./wire/front-door.ts";
export { requestIdText } from "./wire/request-id.ts";
export { Branch } from "./world/branch.ts";
export { type Command, type CommandBody, type Files, requestIdOf } from "./world/commands.ts";
export type { InitialTable, WorldConfig } from "./world/config.ts";
export { ConfigRefused } from "./world/config-refused.ts";
export type { ItemIdentity } from "./world/identities.ts";
export { LiveWorld } from "./world/live-world.ts";
export { narrate } from "./world/narration.ts";
export { NO_CONTEXT, narrationContext, zoneOf } from "./world/narration-context.ts";
export { actorWords, narrateStep, tellingEvent } from "./world/narration-step.ts";
export { duration } from "./world/narration-words.ts";
export { commandNeedsLater, operationNeedsLater, scenarioNeedsLater } from "./world/needs-later.ts";
export { type CopyView, Reader } from "./world/reader.ts";
export { ENGINE_VERSION, newScenario, type Scenario } from "./world/scenario.ts";
export { piecesOf, readAhead } from "./world/start-items.ts";
export { threadLabel } from "./world/thread-label.ts";
export { Timeline } from "./world/timeline.ts";
export { World } from "./world/world.ts";
