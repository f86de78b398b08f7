/**
 * Reads at a replica. A strongly consistent read needs the leader; any replica answers an eventually consistent one
 * from its own tree, however far behind that is. Nothing is added for the picture: what is stale is really stale. A new
 * leader has every committed write but does not know of the last ones that they are: its strong reads wait. [RD-1..5]
 */
import { present } from "../../base/assert.ts";
import { answerItemRead } from "../../dynamo/item-read.ts";
import { storageKeyOf } from "../../dynamo/keys.ts";
import { evaluatePage } from "../../dynamo/range-read.ts";
import type { Item } from "../../dynamo/values.ts";
import type { Json } from "../function-runtime.ts";
import { keyLabel } from "../labels.ts";
import type { RequestId, StorageAnswer, StorageCall } from "../messages.ts";
import { clientRequest } from "../request-id.ts";
import { localEnd, localKey } from "./local-indexes.ts";
import type { ReplicaContext, ReplicaState, WaitingRead } from "./replica-state.ts";

type ReadCall = Extract<StorageCall, { readonly kind: "read" | "page" }>;

export function takeRead(state: ReplicaState, read: WaitingRead, context: ReplicaContext): void {
  const { request, attempt, call, replyTo } = read;
  if (call.bound.consistentRead && state.role === "leader" && state.commitLsn < state.ownFrom) {
    const label = call.kind === "read" ? keyLabel(call.bound.key) : null;
    context.record({ kind: "ReadWaited", ...state.group, request: clientRequest(request), zone: state.zone, label });
    state.waitingReads = [...state.waitingReads, read];
    return;
  }
  context.send(replyTo, { type: "StorageReply", request, attempt, answer: answerRead(state, call, request, context) });
}

/** Leader, whenever something is committed. */
export function answerWaitingReads(state: ReplicaState, context: ReplicaContext): void {
  if (state.waitingReads.length === 0 || state.commitLsn < state.ownFrom) return;
  const reads = state.waitingReads;
  state.waitingReads = [];
  for (const read of reads) takeRead(state, read, context);
}

function answerRead(state: ReplicaState, call: ReadCall, request: RequestId, context: ReplicaContext): StorageAnswer {
  if (call.bound.consistentRead && state.role !== "leader") return { kind: "not-leader", leader: state.leader };
  return call.kind === "read" ? readItem(state, call, request, context) : readPage(state, call, request, context);
}

function readItem(
  state: ReplicaState,
  call: Extract<ReadCall, { kind: "read" }>,
  request: RequestId,
  context: ReplicaContext,
): StorageAnswer {
  const record = state.items.get(call.bound.storageKey);
  const { response, readUnits } = answerItemRead(call.bound, record?.item ?? undefined, record?.bytes);
  const label = keyLabel(call.bound.key);
  const version = record === undefined || record.item === null ? null : record.version;
  context.record(() => ({
    kind: "ItemRead",
    ...state.group,
    request: clientRequest(request),
    zone: state.zone,
    leader: state.role === "leader",
    label,
    version,
  }));
  const served = {
    replica: context.self,
    leader: state.role === "leader",
    items: [{ label, version }],
    readUnits,
    writeUnits: 0,
    indexUnits: {},
  };
  return { kind: "done", response: response as Json, served };
}

function readPage(
  state: ReplicaState,
  call: Extract<ReadCall, { kind: "page" }>,
  request: RequestId,
  context: ReplicaContext,
): StorageAnswer {
  const seen: { label: string; version: number }[] = [];
  const page = evaluatePage(call.bound, liveEntries(state, call, seen), call.budget, (entry) => {
    const record = state.items.get(storageKeyOf(state.schema.key, entry));
    return present(record?.item ?? undefined, "an entry of a local index has its item beside it");
  });
  const items = seen.slice(0, page.scannedCount);
  context.record(() => ({
    kind: "PageRead",
    ...state.group,
    request: clientRequest(request),
    zone: state.zone,
    leader: state.role === "leader",
    count: page.count,
    scannedCount: page.scannedCount,
    bytes: page.evaluatedBytes,
    labels: items.slice(0, 40).map((i) => i.label),
  }));
  const served = {
    replica: context.self,
    leader: state.role === "leader",
    items: items.slice(0, 200),
    readUnits: 0,
    writeUnits: 0,
    indexUnits: {},
  };
  return { kind: "page", page, served };
}

/**
 * Entries of the asked range that hold an item, in the direction of the walk; notes what was passed. Those of a local
 * index are kept under the index's name.
 */
function* liveEntries(
  state: ReplicaState,
  call: Extract<ReadCall, { kind: "page" }>,
  seen: { label: string; version: number }[],
): Generator<readonly [string, Item, number]> {
  const { indexName, indexKind, forward } = call.bound;
  const local = indexKind === "local" ? present(indexName, "a local index has a name") : null;
  const tree = local === null ? state.items : state.localEntries;
  const from = local === null ? call.from : localKey(local, call.from);
  const to = local === null ? call.to : call.to === null ? localEnd(local) : localKey(local, call.to);
  for (const [key, record] of forward ? tree.entriesFrom(from) : tree.entriesBefore(to)) {
    if (forward ? to !== null && key >= to : key < from) return;
    if (record.item === null) continue;
    seen.push({ label: record.label, version: record.version });
    yield [local === null ? key : key.slice(local.length + 1), record.item, record.bytes];
  }
}
