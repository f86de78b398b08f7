/**
 * Tells the partitions of a table what has become of it: its newest schema and who listens to it. Each partition's
 * leader logs the change and answers when it is committed; the control plane asks again until every partition has
 * answered, in the background after some tries in vain. Only the newest revision is ever on its way. [CHG-1, FLT-5]
 */
import type { ActorId, Micros } from "../../sim/message.ts";
import { writeRoundTripMicros } from "../copy-delivery.ts";
import { leaderToAsk, noteNotLeader, noteSilence } from "../leader-finder.ts";
import type { Message } from "../messages.ts";
import type { TablePlacement } from "../placement.ts";
import { type GroupName, groupId, indexWriterId, routerId, shardId } from "../places.ts";
import { groupsOf, subscribersOf } from "../table-machines.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";

const INSISTED_ATTEMPTS = 12;
const LONGEST_PAUSE_MICROS: Micros = 2_000_000;

/** The table has changed: routers and index writers are told at once, the partitions by way of their logs. */
export function spreadChange(state: ControlPlaneState, changed: TablePlacement, context: ControlContext): void {
  const placement: TablePlacement = { ...changed, revision: changed.revision + 1 };
  const table = placement.schema.name;
  state.tables.set(table, placement);
  context.send(routerId(state.region), { type: "Catalogue", table, placement });
  tellIndexWriters(placement, context);
  for (const { group } of groupsOf(placement)) {
    if (group.index !== null) continue;
    const id = groupId(group);
    const before = state.changes.get(id);
    if (before !== undefined) context.cancel(before.timer);
    ask(state, group, 1, context);
  }
}

/** Which indexes there are, and what they may write: index writers need no log entry for it. */
export function tellIndexWriters(placement: TablePlacement, context: ControlContext): void {
  for (const { group } of groupsOf(placement)) {
    if (group.index === null && context.machines.exists(indexWriterId(group)))
      context.send(indexWriterId(group), { type: "ChangeIndexes", placement });
  }
}

/** True while some partition has not got the newest revision. */
export function changeIsSpreading(state: ControlPlaneState, table: string): boolean {
  for (const { group } of state.changes.values()) if (group.table === table) return true;
  return false;
}

/** @returns the table whose partition has answered with the newest revision; null when none has */
export function takeChangeReply(
  state: ControlPlaneState,
  message: Extract<Message, { readonly type: "ChangeReply" }>,
  context: ControlContext,
): string | null {
  const pending = state.changes.get(message.group);
  if (pending === undefined) return null;
  const { group } = pending;
  if (message.revision === null) {
    noteNotLeader(state.leaders, group, context.delivery.from, message.leader);
    return null;
  }
  if (message.revision < (state.tables.get(group.table)?.revision ?? 0)) return null;
  context.cancel(pending.timer);
  state.changes.delete(message.group);
  return group.table;
}

export function takeChangeTimeout(
  state: ControlPlaneState,
  message: Extract<Message, { readonly type: "ChangeTimeout" }>,
  context: ControlContext,
): void {
  const pending = state.changes.get(message.group);
  if (pending === undefined || pending.attempt !== message.attempt) return;
  noteSilence(state.leaders, pending.group, pending.to);
  ask(state, pending.group, pending.attempt + 1, context);
}

/** The table is going: nobody is told anything any more. */
export function forgetChanges(state: ControlPlaneState, table: string, context: ControlContext): void {
  for (const [id, { group, timer }] of [...state.changes]) {
    if (group.table !== table) continue;
    context.cancel(timer);
    state.changes.delete(id);
  }
}

export function takeChangesMended(state: ControlPlaneState, context: ControlContext): void {
  for (const { group, timer } of [...state.changes.values()]) {
    if (!timer.background) continue;
    context.cancel(timer);
    ask(state, group, 1, context);
  }
}

function ask(state: ControlPlaneState, group: GroupName, attempt: number, context: ControlContext): void {
  const placement = state.tables.get(group.table);
  if (placement === undefined) return;
  const id = groupId(group);
  const to = leaderToAsk(state.leaders, group);
  context.send(to, {
    type: "ChangeTable",
    group: id,
    replyTo: context.self,
    change: {
      revision: placement.revision,
      schema: placement.schema,
      subscribers: subscribersOf(placement, group),
      draining: drainingOf(state, group),
      timeToLive: placement.timeToLive,
    },
  });
  const first = Math.max(200_000, 2 * writeRoundTripMicros(context.profile, context.profile.inRegion));
  const pause = Math.min(Math.max(LONGEST_PAUSE_MICROS, first), first * (1 << Math.min(attempt - 1, 20)));
  const background = attempt > INSISTED_ATTEMPTS;
  const timer = context.after(pause, { type: "ChangeTimeout", group: id, attempt }, { background });
  state.changes.set(id, { group, to, attempt, timer });
}

/** Shards of a stream that is switched off still get what was written before. [STRM-3] */
function drainingOf(state: ControlPlaneState, group: GroupName): ActorId[] {
  return [...state.streams.values()]
    .filter(({ table, disabledAt }) => table === group.table && disabledAt !== null)
    .map(({ generation }) => shardId(group.region, group.table, group.partition, generation));
}
