// What can be broken and mended, in words, with the command that does it. Offered in the stage bar's menu and in the
// menu of the mark under the pointer.

import type { CommandBody, Fault } from "../../engine/index.ts";
import type { LinkView, RegionView, ReplicaView, StageView } from "./view-shape.ts";

export interface FaultChoice {
  readonly id: string;
  readonly label: string;
  readonly mends: boolean;
  readonly fault: Fault;
}

/** A slowed link: this much longer one way, and one message in ten lost. */
const SLOW_EXTRA_MICROS = 2_000_000;
const SLOW_LOSS_PER_MILLION = 100_000;

export function commandOf(choice: FaultChoice): CommandBody {
  return { kind: "fault", fault: choice.fault };
}

/** For the stage as a whole: the leader in question, each zone of the Region in full, each link. */
export function stageFaults(view: StageView): FaultChoice[] {
  const region = view.regions.find((r) => r.name === view.focus);
  if (region === undefined) return [];
  return [
    ...leaderFaults(view, region),
    ...(["a", "b", "c"] as const).flatMap((zone) => zoneFaults(region, zone)),
    ...view.links.flatMap(linkFaults),
  ];
}

function leaderFaults(view: StageView, region: RegionView): FaultChoice[] {
  const partition = region.partitions.find((p) => p.name === view.partition) ?? region.partitions[0];
  if (partition === undefined) return [];
  const leader = partition.copies.find((c) => c.leader && !c.down);
  const stopped = partition.copies.filter((c) => c.down);
  return [
    ...(leader === undefined
      ? []
      : [
          {
            ...replicaFault(leader, partition.name),
            label: `Stop the leader of ${partition.name} (az ${leader.zone})`,
          },
        ]),
    ...(region.zonesDown.length > 0 ? [] : stopped.map((c) => replicaFault(c, partition.name))),
  ];
}

export function replicaFault(replica: ReplicaView, partition: string): FaultChoice {
  return replica.down
    ? {
        id: `revive ${replica.id}`,
        label: `Start az ${replica.zone} of ${partition} again`,
        mends: true,
        fault: { type: "revive-node", replica: replica.id },
      }
    : {
        id: `kill ${replica.id}`,
        label: `Stop az ${replica.zone} of ${partition}`,
        mends: false,
        fault: { type: "kill-node", replica: replica.id },
      };
}

export function zoneFaults(region: RegionView, zone: "a" | "b" | "c"): FaultChoice[] {
  if (region.partitions.length === 0) return [];
  const down = region.zonesDown.includes(zone);
  return [
    down
      ? {
          id: `revive ${region.name} ${zone}`,
          label: `Bring az ${zone} back`,
          mends: true,
          fault: { type: "revive-zone", region: region.name, zone },
        }
      : {
          id: `kill ${region.name} ${zone}`,
          label: `Take az ${zone} offline`,
          mends: false,
          fault: { type: "kill-zone", region: region.name, zone },
        },
  ];
}

export function linkFaults({ a, b, fault }: LinkView): FaultChoice[] {
  const name = `${a} to ${b}`;
  const slow = fault.extraMicros > 0 || fault.lossPerMillion > 0;
  const cut: FaultChoice = {
    id: `cut ${name}`,
    label: `Cut the link ${name}`,
    mends: false,
    fault: { type: "cut-link", a, b },
  };
  const slowed: FaultChoice = {
    id: `slow ${name}`,
    label: `Slow the link ${name} by 2 s`,
    mends: false,
    fault: { type: "slow-link", a, b, extraMicros: SLOW_EXTRA_MICROS, lossPerMillion: SLOW_LOSS_PER_MILLION },
  };
  const heal: FaultChoice = {
    id: `heal ${name}`,
    label: `Mend the link ${name}`,
    mends: true,
    fault: { type: "heal-link", a, b },
  };
  if (fault.cut) return [heal];
  return slow ? [heal, cut] : [cut, slowed];
}
