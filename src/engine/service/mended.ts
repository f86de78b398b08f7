/**
 * What tries again and again against something broken does so in the background after a few times in vain: otherwise a
 * world with a cut link, or a function that always fails, would never come to rest. When somebody mends something
 * (heals a link, revives a node, deploys code), these machines are told that their tries count again. When they try is
 * not changed by that: it is about what "quiet" waits for, and about nothing else. [FLT-5, TRIG-10, COPY-4]
 */
import type { Machines } from "../sim/actor.ts";
import type { ActorId } from "../sim/message.ts";
import type { BackfillState } from "./backfill.ts";
import { type ControlPlaneState, changesWaitInBackground } from "./control-plane/control-state.ts";
import { type CopyDeliveryState, copiesWaitInBackground } from "./copy-delivery.ts";
import type { Message } from "./messages.ts";
import { walkWaitsInBackground } from "./partition-walk.ts";
import type { SweeperState } from "./sweeper.ts";
import { type LedgerState, transactionsWaitInBackground } from "./transactions/ledger-state.ts";
import { retryWaitsInBackground, type TriggerState } from "./trigger-state.ts";

const MENDED: Message = { type: "Mended" };

/** @param functionId when code was deployed: only what calls that function; null: everything */
export function tellMended(machines: Machines, functionId: ActorId | null): void {
  for (const { id, kind } of [...machines.all()]) {
    if (waits(kind, machines.read(id), functionId)) machines.wake(id, 0, MENDED);
  }
}

function waits(kind: string, state: object | undefined, functionId: ActorId | null): boolean {
  if (kind === "trigger") {
    const trigger = state as TriggerState;
    return (functionId === null || trigger.function === functionId) && retryWaitsInBackground(trigger);
  }
  if (functionId !== null) return false;
  switch (kind) {
    case "transaction-ledger":
      return transactionsWaitInBackground(state as LedgerState);
    case "replicator":
    case "index-writer":
      return copiesWaitInBackground(state as CopyDeliveryState);
    case "backfill":
      return copiesWaitInBackground(state as BackfillState) || walkWaitsInBackground(state as BackfillState);
    case "sweeper":
      return walkWaitsInBackground(state as SweeperState);
    case "control-plane":
      return changesWaitInBackground(state as ControlPlaneState);
    default:
      return false;
  }
}
