/**
 * Fills a new index from the items of one table partition: walks over them page by page and puts their entries into
 * the index the way an index writer does, with the timestamps of the writes they stand for. Writes go on meanwhile and
 * come by the index writer; whichever is newer stays, so neither has to wait for the other. It keeps no items, and it
 * is gone when it is done. [GSI-3..5, IDX-7]
 */
import { assert, present } from "../base/assert.ts";
import { projectIndexEntry } from "../dynamo/index-entries.ts";
import { indexKeyViolation } from "../dynamo/key-rules.ts";
import type { IndexSchema } from "../dynamo/table.ts";
import type { ActorKind, Context } from "../sim/actor.ts";
import type { ActorId } from "../sim/message.ts";
import { drawLatency } from "../sim/network.ts";
import {
  type CopyDeliveryState,
  type CopyInFlight,
  deliverCopy,
  takeCopyReply,
  takeCopyTimeout,
  takeMended,
} from "./copy-delivery.ts";
import type { Event } from "./events.ts";
import { entryPacing, indexAction } from "./index-writer.ts";
import type { KnownLeaders } from "./leader-finder.ts";
import type { Message } from "./messages.ts";
import {
  askForPage,
  newWalk,
  takePage,
  takeWalkMended,
  takeWalkTimeout,
  type WalkedItem,
  type WalkState,
} from "./partition-walk.ts";
import type { TablePlacement } from "./placement.ts";
import type { GroupName } from "./places.ts";

/** Items asked for at once; their entries are on their way together. */
const PAGE_ITEMS = 16;

export interface BackfillState extends CopyDeliveryState, WalkState {
  readonly controlPlane: ActorId;
  readonly index: IndexSchema;
  readonly placement: TablePlacement;
  readonly inFlight: Map<string, CopyInFlight>;
  /** Live items seen, and entries that the index has taken. */
  walked: number;
  written: number;
  /** The last page has been read. */
  atEnd: boolean;
}

export function newBackfillState(spec: {
  readonly group: GroupName;
  readonly index: string;
  readonly placement: TablePlacement;
  readonly controlPlane: ActorId;
  readonly leaders: KnownLeaders;
}): BackfillState {
  const { placement, controlPlane } = spec;
  const index = present(
    placement.schema.indexes.find(({ name }) => name === spec.index),
    spec.index,
  );
  return {
    ...newWalk(spec.group, spec.leaders),
    controlPlane,
    index,
    placement,
    inFlight: new Map(),
    walked: 0,
    written: 0,
    atEnd: false,
  };
}

type BackfillContext = Context<Message, Event>;

export const backfill: ActorKind<BackfillState, Message, Event> = {
  kind: "backfill",
  handle(state, message, context) {
    const pacing = entryPacing(context.profile);
    switch (message.type) {
      case "WalkOn":
        askForPage(state, PAGE_ITEMS, context);
        return;
      case "WalkedItems": {
        const items = takePage(state, message, context);
        if (items !== null) takeItems(state, items, context);
        return;
      }
      case "WalkTimeout":
        takeWalkTimeout(state, message, PAGE_ITEMS, context);
        return;
      case "CopyReply": {
        const copy = takeCopyReply(state, message, pacing, context);
        if (copy !== null) confirm(state, copy, message.outcome === "applied", context);
        return;
      }
      case "CopyTimeout":
        takeCopyTimeout(state, message, pacing, context);
        return;
      case "Mended":
        takeMended(state, context);
        takeWalkMended(state, PAGE_ITEMS, context);
        return;
      default:
        assert(false, `a backfill does not take ${message.type}`);
    }
  },
};

function takeItems(state: BackfillState, items: readonly WalkedItem[], context: BackfillContext): void {
  state.atEnd = items.length < PAGE_ITEMS;
  for (const item of items) takeItem(state, item, context);
  if (state.inFlight.size === 0) pageDone(state, context);
}

function takeItem(state: BackfillState, [, stored]: WalkedItem, context: BackfillContext): void {
  const { index, placement } = state;
  if (stored.item === null) return;
  state.walked++;
  const { label, version } = stored;
  const { region, table, partition } = state.group;
  const reason = indexKeyViolation(index, stored.item);
  if (reason !== null) {
    context.record({ kind: "IndexEntrySkipped", region, table, index: index.name, partition, label, version, reason });
    return;
  }
  const at = projectIndexEntry(placement.schema, index, stored.item);
  if (at === null) return;
  const { group, storageKey, stored: entry, action, sortLabel } = indexAction(state, index, at, at.entry, stored);
  context.record({
    kind: "IndexEntryQueued",
    region,
    table,
    index: index.name,
    partition: group.partition,
    label,
    version,
    action,
    sortLabel,
    backfill: true,
  });
  const source = { kind: "index", index: index.name, itemLabel: label } as const;
  deliverCopy(state, { group, storageKey, stored: entry, source, tag: 0 }, entryPacing(context.profile), context);
}

function confirm(state: BackfillState, { stored }: CopyInFlight, applied: boolean, context: BackfillContext): void {
  const { region, table } = state.group;
  const { label, version } = stored;
  const index = state.index.name;
  state.written++;
  context.record({
    kind: "IndexEntryConfirmed",
    region,
    table,
    index,
    label,
    version,
    action: "put",
    applied,
    backfill: true,
  });
  if (state.inFlight.size === 0) pageDone(state, context);
}

/** The next page, or the end. */
function pageDone(state: BackfillState, context: BackfillContext): void {
  const { region, table, partition } = state.group;
  const { walked, written, atEnd } = state;
  const index = state.index.name;
  context.record({ kind: "BackfillProgressed", region, table, index, partition, walked, written, done: atEnd });
  if (atEnd) {
    context.send(state.controlPlane, { type: "BackfillDone", table, index, partition });
    return;
  }
  const pause = drawLatency(present(context.profile.delays.backfillPage, "backfillPage"), context.random("page"));
  context.after(pause, { type: "WalkOn" });
}
