/** What the control plane of a Region knows at the start of a world: it stands in every world, and its code comes later. [CP-1] */
import { NO_OPTIONS, type TableOptions } from "../../dynamo/table-options.ts";
import type { TablePlacement } from "../placement.ts";
import { firstLeaders } from "../table-machines.ts";
import type { ControlPlaneState } from "./control-state.ts";
import { newStream, setStream } from "./stream-life.ts";
import { newLedger } from "./table-ledger.ts";

export function newControlPlaneState(
  region: string,
  tables: readonly { readonly placement: TablePlacement; readonly options?: TableOptions }[],
): ControlPlaneState {
  const state: ControlPlaneState = {
    region,
    tables: new Map(),
    ledgers: new Map(),
    streams: new Map(),
    policies: new Map(),
    works: new Map(),
    changes: new Map(),
    leaders: new Map(),
  };
  for (const { placement, options = NO_OPTIONS } of tables) {
    state.tables.set(placement.schema.name, placement);
    state.ledgers.set(placement.schema.name, newLedger(placement, options));
    if (placement.streamLabel !== null) setStream(state, newStream(placement, "ENABLED", placement.createdAt));
    for (const [group, leader] of firstLeaders(placement)) state.leaders.set(group, leader);
  }
  return state;
}
