/** What a table says of itself, from where it stands and what its ledger knows. [CP-4, TABLE-5, TABLE-8] */

import { present } from "../../base/assert.ts";
import { ownOf, setOwn } from "../../base/own.ts";
import type { TableSchema } from "../../dynamo/table.ts";
import {
  type CapacityFacts,
  describeTable,
  type IndexFacts,
  type IndexStatus,
} from "../../dynamo/table-description.ts";
import type { Micros } from "../../sim/message.ts";
import { calendarMicros } from "../epoch.ts";
import type { TablePlacement } from "../placement.ts";
import { type GroupName, replicaId, ZONES } from "../places.ts";
import { localIndexOf } from "../replica/local-indexes.ts";
import type { ReplicaState } from "../replica/replica-state.ts";
import { groupsOf } from "../table-machines.ts";
import type { CapacityLedger, ControlContext, ControlPlaneState, TableLedger } from "./control-state.ts";
import { indexWork, workOf } from "./work.ts";
import type { TableWork } from "./work-kinds.ts";

const DAY_MICROS: Micros = 86_400_000_000;

/** The wire's TableDescription. @param shown what to show instead: UpdateTable answers with what was before */
export function describePlacement(
  state: ControlPlaneState,
  table: string,
  context: ControlContext,
  shown?: { readonly schema: TableSchema; readonly capacity: TableLedger["capacity"] },
): Readonly<Record<string, unknown>> {
  const placement = present(state.tables.get(table), table);
  const ledger = present(state.ledgers.get(table), table);
  const { schema, capacity: capacities } = shown ?? { schema: placement.schema, capacity: ledger.capacity };
  const counts = countItems(placement, context);
  const indexes: Record<string, IndexFacts> = {};
  for (const { name, kind } of schema.indexes) {
    const capacity = ownOf(capacities, name);
    setOwn(indexes, name, {
      ...(counts.get(name) ?? NOTHING),
      ...(kind === "local" ? {} : indexPhase(indexWork(state, table, name))),
      ...(kind === "local" || capacity === undefined ? {} : { capacity: capacityFacts(capacity, context.now) }),
    });
  }
  const classChanges = ledger.classChanges;
  const lastClassChange = classChanges?.at(-1);
  const toOnDemandAt = ledger.toOnDemandAt.at(-1);
  return describeTable(schema, {
    region: placement.region,
    tableId: placement.tableId,
    status: placement.status,
    createdAtMicros: calendarMicros(placement.createdAt),
    ...(counts.get("") ?? NOTHING),
    streamLabel: ledger.latestStreamLabel,
    capacity: capacityFacts(present(capacities[""], "a table has a capacity"), context.now),
    toOnDemandAtMicros: toOnDemandAt === undefined ? null : calendarMicros(toOnDemandAt),
    ...(classChanges === null
      ? {}
      : { tableClass: { lastUpdateAtMicros: lastClassChange === undefined ? null : calendarMicros(lastClassChange) } }),
    ...(ledger.kmsKeyArn === null ? {} : { kmsKeyArn: ledger.kmsKeyArn }),
    encrypting: workOf(state, table, "encryption") !== undefined,
    indexes,
  });
}

/** Decreases of the same UTC day. */
export function decreasesToday(capacity: CapacityLedger, now: Micros): readonly Micros[] {
  const today = Math.floor(calendarMicros(now) / DAY_MICROS);
  return capacity.decreases.filter((at) => Math.floor(calendarMicros(at) / DAY_MICROS) === today);
}

function capacityFacts(capacity: CapacityLedger, now: Micros): CapacityFacts {
  const instant = (at: Micros | null | undefined) => (at === null || at === undefined ? null : calendarMicros(at));
  return {
    decreasesToday: decreasesToday(capacity, now).length,
    lastIncreaseAt: instant(capacity.lastIncreaseAt),
    lastDecreaseAt: instant(capacity.decreases.at(-1)),
    onDemand: capacity.onDemand,
    warm: { ...capacity.warm, status: capacity.warmAt > now ? "UPDATING" : "ACTIVE" },
  };
}

/** An index that nothing is done to says what its table says. */
function indexPhase(work: TableWork | undefined): { readonly status?: IndexStatus; readonly backfilling?: boolean } {
  switch (work?.kind) {
    case "index-allocate":
      return { status: "CREATING", backfilling: false };
    case "index-backfill":
      return { status: "CREATING", backfilling: true };
    case "index-update":
      return { status: "UPDATING" };
    case "index-delete":
      return { status: "DELETING" };
    default:
      return {};
  }
}

const NOTHING = { itemCount: 0, sizeBytes: 0 };

/** DynamoDB refreshes these about every six hours; ours are read from the copies as they are. "" is the table. */
function countItems(
  placement: TablePlacement,
  context: ControlContext,
): Map<string, { readonly itemCount: number; readonly sizeBytes: number }> {
  const counts = new Map<string, { readonly itemCount: number; readonly sizeBytes: number }>();
  const add = (name: string, items: number, bytes: number): void => {
    const { itemCount, sizeBytes } = counts.get(name) ?? NOTHING;
    counts.set(name, { itemCount: itemCount + items, sizeBytes: sizeBytes + bytes });
  };
  for (const { group } of groupsOf(placement)) {
    const copy = newestCopy(group, context);
    if (copy === undefined) continue;
    add(group.index ?? "", copy.liveItems, copy.liveBytes);
    for (const [key, { bytes }] of copy.localEntries.entries()) add(localIndexOf(key), 1, bytes);
  }
  return counts;
}

/** The copy that has applied most; one that is down only when all are. Undefined before the table has machines. */
function newestCopy(group: GroupName, { machines }: ControlContext): ReplicaState | undefined {
  const ids = ZONES.map((zone) => replicaId(group, zone));
  const up = ids.filter((id) => !machines.isDown(id));
  const copies = (up.length > 0 ? up : ids).map((id) => machines.read(id) as ReplicaState | undefined);
  return copies.reduce((best, copy) => ((copy?.appliedLsn ?? -1) > (best?.appliedLsn ?? -1) ? copy : best), undefined);
}
