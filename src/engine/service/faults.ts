/**
 * What a person breaks: a node, a zone, a link between Regions. A node that dies keeps its disk; its peers are told at
 * the moment two heartbeats are missing (see replica/election.ts). It also carries clock jumps, which change nothing
 * but the clock. [FLT-1..5]
 */
import { assert } from "../base/assert.ts";
import type { ActorKind, Context } from "../sim/actor.ts";
import type { ActorId } from "../sim/message.ts";
import { HEALTHY_LINK } from "../sim/network.ts";
import type { Event } from "./events.ts";
import { tellMended } from "./mended.ts";
import type { Fault, Message } from "./messages.ts";
import { jitterMicros, lastHeartbeat, SILENCE_MICROS } from "./replica/election.ts";
import type { ReplicaState } from "./replica/replica-state.ts";

type FaultContext = Context<Message, Event>;

/** Has no memory: what is broken is known to the machines themselves. */
export type FaultsState = Record<string, never>;

export const faults: ActorKind<FaultsState, Message, Event> = {
  kind: "faults",
  handle(_state, message, context) {
    if (message.type === "JumpClock") context.record({ kind: "ClockJumped", micros: message.micros });
    else if (message.type === "InjectFault") {
      context.record({ kind: "FaultInjected", fault: message.fault });
      inject(message.fault, context);
    } else assert(false, `faults do not take ${message.type}`);
  },
};

function inject(fault: Fault, context: FaultContext): void {
  switch (fault.type) {
    case "kill-node":
      kill(nodeNamed(fault.replica, context), context);
      return;
    case "revive-node":
      revive(nodeNamed(fault.replica, context), context);
      tellMended(context.machines, null);
      return;
    case "kill-zone":
      kill(nodesIn(fault.region, fault.zone, context), context);
      return;
    case "revive-zone":
      revive(nodesIn(fault.region, fault.zone, context), context);
      tellMended(context.machines, null);
      return;
    case "cut-link":
      context.machines.setLink(fault.a, fault.b, { ...HEALTHY_LINK, cut: true });
      return;
    case "slow-link":
      context.machines.setLink(fault.a, fault.b, {
        cut: false,
        extraMicros: fault.extraMicros,
        lossPerMillion: fault.lossPerMillion,
      });
      tellMended(context.machines, null);
      return;
    case "heal-link":
      context.machines.setLink(fault.a, fault.b, HEALTHY_LINK);
      tellMended(context.machines, null);
      return;
  }
}

function kill(ids: readonly ActorId[], context: FaultContext): void {
  const { machines } = context;
  const dying = ids.filter((id) => !machines.isDown(id));
  for (const id of dying) machines.setDown(id, true);
  const lastHeardAt = lastHeartbeat(context.now);
  const noticed = Math.max(0, lastHeardAt + SILENCE_MICROS - context.now);
  for (const id of dying) {
    // A coordinator has no peers: whoever waits for it asks another one. [TX-8]
    const { peers = [] } = machines.read(id) as Partial<ReplicaState>;
    for (const peer of peers) {
      const jitter = context.random("notice").below(jitterMicros(context.profile));
      const silent: Message = { type: "PeerSilent", peer: id, diedAt: context.now, lastHeardAt };
      machines.wake(peer, noticed + jitter, silent);
    }
  }
}

function revive(ids: readonly ActorId[], context: FaultContext): void {
  const { machines } = context;
  for (const id of ids) {
    if (!machines.isDown(id)) continue;
    machines.setDown(id, false);
    const restarted: Message = { type: "NodeRestarted" };
    machines.wake(id, 0, restarted);
  }
}

/** What stands in a zone and can die with it. */
const NODES: ReadonlySet<string> = new Set(["replica", "transaction-coordinator"]);

/** None when no node has that name: a scenario may name one of a table that is gone. */
function nodeNamed(id: ActorId, context: FaultContext): ActorId[] {
  return [...context.machines.all()].some((m) => NODES.has(m.kind) && m.id === id) ? [id] : [];
}

function nodesIn(region: string, zone: string, context: FaultContext): ActorId[] {
  return [...context.machines.all()]
    .filter((m) => NODES.has(m.kind) && m.place.region === region && m.place.zone === zone)
    .map((m) => m.id);
}
