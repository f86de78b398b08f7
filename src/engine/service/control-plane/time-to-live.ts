/** Switching the expiry of a table's items on and off, and what is said of it meanwhile. [TTL-1, TTL-2] */
import { present } from "../../base/assert.ts";
import type { ParsedUpdateTimeToLive } from "../../dynamo/control-requests.ts";
import type { Micros } from "../../sim/message.ts";
import type { Message } from "../messages.ts";
import type { TablePlacement } from "../placement.ts";
import { placeIn, sweeperId } from "../places.ts";
import { newSweeperState } from "../sweeper.ts";
import { groupsOf } from "../table-machines.ts";
import { type Answer, inUse, invalid, tableNotFound } from "./answers.ts";
import { spreadChange } from "./change-delivery.ts";
import type { ControlContext, ControlPlaneState, TimeToLiveLedger } from "./control-state.ts";
import { beginWork, endWork } from "./work.ts";
import type { TableWork } from "./work-kinds.ts";

const PAUSE_MICROS: Micros = 3_600_000_000;

export function updateTimeToLive(
  state: ControlPlaneState,
  request: ParsedUpdateTimeToLive,
  context: ControlContext,
): Answer {
  const { tableName: table, enabled, attribute } = request;
  const placement = state.tables.get(table);
  if (placement === undefined) return tableNotFound(table);
  if (placement.status === "CREATING") return inUse(`Table is being created: ${table}`);
  if (placement.status === "DELETING") return inUse(`Table is being deleted: ${table}`);
  const ledger = present(state.ledgers.get(table), table);
  const refusal = refusalOf(ledger.timeToLive, request, context.now);
  if (refusal !== null) return refusal;
  setStatus(state, table, { status: enabled ? "ENABLING" : "DISABLING", attribute, changedAt: context.now }, context);
  beginWork(state, { table, kind: "time-to-live" }, "ttlSwitch", context);
  // The leaders look at the attribute before anybody sweeps: no expiry is missed in between.
  if (enabled) spreadChange(state, { ...placement, timeToLive: attribute }, context);
  return { body: { TimeToLiveSpecification: { Enabled: enabled, AttributeName: attribute } } };
}

/** What is wrong with the content comes before "too soon". (LAB) */
function refusalOf(known: TimeToLiveLedger, asked: ParsedUpdateTimeToLive, now: Micros): Answer | null {
  const on = known.status === "ENABLED" || known.status === "ENABLING";
  if (on && known.attribute !== asked.attribute)
    return invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${known.attribute}`);
  if (on && asked.enabled) return invalid("TimeToLive is already enabled");
  if (known.status === "DISABLED" && !asked.enabled) return invalid("TimeToLive is already disabled");
  if (known.changedAt !== null && now < known.changedAt + PAUSE_MICROS)
    return invalid("Time to live has been modified multiple times within a fixed interval");
  return null;
}

export function describeTimeToLive(state: ControlPlaneState, table: string): Answer {
  const placement = state.tables.get(table);
  if (placement === undefined) return tableNotFound(table);
  const status = placement.status;
  if (status === "CREATING" || status === "DELETING") {
    return invalid(`Cannot describe time to live while table is in ${status} state: Current table state is ${status}`);
  }
  const known = present(state.ledgers.get(table), table).timeToLive;
  return {
    body: {
      TimeToLiveDescription: {
        TimeToLiveStatus: known.status,
        ...(known.status === "DISABLED" ? {} : { AttributeName: known.attribute }),
      },
    },
  };
}

export function finishTimeToLive(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const { table } = work;
  const placement = present(state.tables.get(table), table);
  const { timeToLive } = present(state.ledgers.get(table), table);
  const enabled = timeToLive.status === "ENABLING";
  setStatus(state, table, { ...timeToLive, status: enabled ? "ENABLED" : "DISABLED" }, context);
  if (enabled) spawnSweepers(state, placement, context);
  else {
    for (const { group } of groupsOf(placement)) context.machines.retire(sweeperId(group));
    spreadChange(state, { ...placement, timeToLive: null }, context);
  }
  endWork(state, work, context);
}

function spawnSweepers(state: ControlPlaneState, placement: TablePlacement, context: ControlContext): void {
  const attribute = present(placement.timeToLive, "an attribute");
  for (const { group } of groupsOf(placement)) {
    if (group.index !== null) continue;
    const id = sweeperId(group);
    const leaders = new Map(state.leaders);
    context.machines.spawn("sweeper", id, placeIn(state.region), newSweeperState({ group, attribute, leaders }));
    const look: Message = { type: "SweepDue" };
    context.machines.wake(id, 0, look);
  }
}

function setStatus(
  state: ControlPlaneState,
  table: string,
  timeToLive: TimeToLiveLedger & { readonly attribute: string | null },
  context: ControlContext,
): void {
  const ledger = present(state.ledgers.get(table), table);
  state.ledgers.set(table, { ...ledger, timeToLive });
  const { status } = timeToLive;
  const attribute = present(timeToLive.attribute, "an attribute");
  context.record({ kind: "TimeToLiveChanged", region: state.region, table, attribute, status });
}
