/** Calls of the control plane on a cluster that go no further than their answer. For tests only. */
import type { Item } from "../dynamo/values.ts";
import type { ReplicaState } from "../service/replica/replica-state.ts";
import type { Cluster } from "./cluster.ts";

/** Runs until the request is answered, and no further. */
export function askNow(cluster: Cluster, operation: string, input: object) {
  const request = cluster.ask(operation, input);
  while (cluster.answer(request) === undefined) cluster.steps(1);
  return cluster.answer(request) as NonNullable<ReturnType<Cluster["answer"]>>;
}

/** What the leaders of the table's partitions, or of an index's, hold. */
export function itemsIn(cluster: Cluster, index: string | null = null): Map<string, Item> {
  const out = new Map<string, Item>();
  for (const { id, kind } of cluster.simulation.all()) {
    if (kind !== "replica") continue;
    const state = cluster.state<ReplicaState>(id);
    if (state.group.index !== index || state.role !== "leader" || cluster.simulation.isDown(id)) continue;
    for (const [key, { item }] of state.items.entries()) if (item !== null) out.set(key, item);
  }
  return out;
}
