/** The machines that carry out a Region's transactions: a coordinator in each zone, and the ledger. [TX-4] */
import type { Machines } from "../../sim/actor.ts";
import { coordinatorId, ledgerId, placeIn, ZONES } from "../places.ts";
import { newCoordinatorState } from "./coordinator-state.ts";
import { newLedgerState } from "./ledger-state.ts";

export function spawnCoordinators(machines: Pick<Machines, "spawn">, region: string): void {
  for (const zone of ZONES) {
    const id = coordinatorId(region, zone);
    machines.spawn("transaction-coordinator", id, placeIn(region, zone), newCoordinatorState(region, zone));
  }
  machines.spawn("transaction-ledger", ledgerId(region), placeIn(region), newLedgerState(region));
}
