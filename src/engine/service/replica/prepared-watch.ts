/**
 * A leader does not wait for ever on a transaction that holds one of its items: it asks the ledger what became of it. The
 * ledger sees to what is unfinished by itself; what is over is released here. It happens when a question to prepare
 * came twice, and the second one late. [TX-8]
 */
import { ledgerId } from "../places.ts";
import { patienceOf } from "../transactions/patience.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

/** After so many questions the watch goes on in the background. [FLT-5] */
const INSISTED_TRIES = 5;

/** @param tries times it has gone off already */
export function watchPrepared(state: ReplicaState, storageKey: string, tries: number, context: ReplicaContext): void {
  unwatchPrepared(state, storageKey, context);
  const watch = context.serial();
  const pause = 2 * patienceOf(context.profile).stallMicros;
  const background = tries >= INSISTED_TRIES;
  const timer = context.after(pause, { type: "PreparedTooLong", storageKey, watch }, { background });
  state.watches.set(storageKey, { watch, tries, timer });
}

export function unwatchPrepared(state: ReplicaState, storageKey: string, context: ReplicaContext): void {
  const known = state.watches.get(storageKey);
  if (known === undefined) return;
  context.cancel(known.timer);
  state.watches.delete(storageKey);
}

/** The watch has gone off. */
export function askLedger(state: ReplicaState, storageKey: string, watch: number, context: ReplicaContext): void {
  const known = state.watches.get(storageKey);
  if (known?.watch !== watch) return; // of an earlier life
  state.watches.delete(storageKey);
  const prepared = state.prepared.get(storageKey);
  if (prepared === undefined || state.role !== "leader") return;
  const { transaction } = prepared;
  context.send(ledgerId(state.group.region), { type: "AskLedger", transaction, storageKey, from: context.self });
  watchPrepared(state, storageKey, known.tries + 1, context);
}
