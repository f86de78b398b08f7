// How the stage says things: durations, sizes, hashes, and the accessible names of its marks (VISUAL §11).

import type { LinkView, PacketView, PartitionView, RegionView, ReplicaView, TriggerView } from "./view-shape.ts";

/** A duration in microseconds, short: "640 µs", "2.5 ms", "0.84 s", "3 min". */
export function age(micros: number): string {
  if (micros < 1_000) return `${micros} µs`;
  if (micros < 10_000) return `${trim(micros / 1_000, 1)} ms`;
  if (micros < 1_000_000) return micros < 995_000 ? `${Math.round(micros / 1_000)} ms` : "1 s";
  if (micros < 60_000_000) return `${trim(micros / 1_000_000, micros < 10_000_000 ? 2 : 1)} s`;
  if (micros < 7_200_000_000) return `${Math.round(micros / 60_000_000)} min`;
  return `${Math.round(micros / 3_600_000_000)} h`;
}

/** "71 B", "4.2 KB". */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${trim(bytes / 1_000, 1)} KB`;
  return `${trim(bytes / 1_000_000, 1)} MB`;
}

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${thousands(n)} ${n === 1 ? one : many}`;
}

export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A place on the ring, 0..65536, as four hexadecimal digits; the end is written as the last hash inside. */
export function hexHash(hash: number): string {
  return Math.min(hash, 65_535).toString(16).toUpperCase().padStart(4, "0");
}

export function rangeText({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${hexHash(from)} to ${hexHash(to - 1)}`;
}

export function behindWords(versions: number): string {
  return versions === 0 ? "up to date" : `stale, ${counted(versions, "version")} behind`;
}

export function itemName(
  label: string,
  version: number,
  replica: ReplicaView,
  partition: string,
  region: string,
  behind: number,
): string {
  return `Item ${label}, version ${version}, replica az ${replica.zone} of ${partition}, ${region}, ${behindWords(behind)}`;
}

export function replicaName(replica: ReplicaView, partition: PartitionView, region: string): string {
  const state = [
    replica.down ? "offline" : replica.leader ? "leader" : replica.candidate ? "asking for votes" : "follower",
  ];
  const logged = replica.logged.length;
  if (logged > 0) state.push(`${counted(logged, "entry", "entries")} logged and not applied`);
  const late = replica.behind.filter((b) => b > 0).length;
  if (late > 0) state.push(`${counted(late, "stale item")}`);
  return `Replica az ${replica.zone} of ${partition.name}, ${region}, ${state.join(", ")}, LSN ${replica.lsn}`;
}

export function partitionName(partition: PartitionView): string {
  const election = partition.election === null ? "" : `, ${electionWords(partition)}`;
  return `Partition ${partition.name}, hash ${rangeText(partition)}, ${counted(partition.items, "item")}${election}`;
}

export function electionWords({ election }: PartitionView): string {
  if (election === null) return "";
  if (election.phase === "silent") return "no leader";
  if (election.phase === "asking") return `election, term ${election.term}`;
  return `az ${election.candidate} won, lease`;
}

export function triggerWords(trigger: TriggerView, now: number): string {
  switch (trigger.phase) {
    case "parked":
      return trigger.unread > 0 ? "woken" : "waiting";
    case "polling":
      return "polls soon";
    case "reading":
      return `reading ${trigger.shard}`;
    case "invoking":
      if (trigger.coldStart) return "starting cold";
      return trigger.since === null ? "running" : `running, ${age(Math.max(0, now - trigger.since))} in`;
    case "backing-off":
      return trigger.since === null ? "backing off" : `again in ${age(Math.max(0, trigger.since - now))}`;
  }
}

const PACKET_WORDS: Readonly<Record<PacketView["kind"], string>> = {
  request: "Request",
  response: "Response",
  log: "Log entry",
  ack: "Acknowledgement",
  signal: "Message between replicas",
  feed: "Change",
  records: "Records",
  copy: "Copy",
};

export function packetName(packet: PacketView): string {
  const item =
    packet.label === null ? "" : `, ${packet.label}${packet.version === null ? "" : ` version ${packet.version}`}`;
  return `${PACKET_WORDS[packet.kind]}, ${placeWords(packet.from)} to ${placeWords(packet.to)}${item}, in flight`;
}

/** "us-east-1/Players/P2/a" as "az a of P2, us-east-1". */
export function placeWords(id: string): string {
  const [region = "", second = "", third = "", fourth = "", , sixth = ""] = id.split("/");
  if (second === "client") return `client in ${region}`;
  if (second === "program") return `your code in ${region}`;
  if (second === "router") return `router of ${region}`;
  if (second === "coordinator") return `transaction coordinator in az ${third}, ${region}`;
  if (second === "ledger") return `transaction ledger of ${region}`;
  if (third === "stream") return sixth === "" ? `shard ${fourth}` : sixth;
  if (fourth === "index-writer") return `index of ${third}`;
  if (fourth === "replicator") return `copier of ${third}, ${region}`;
  return fourth.length === 1 ? `az ${fourth} of ${third}, ${region}` : id;
}

export function regionSummary(region: RegionView): string {
  const parts = [`3 zones`, counted(region.partitions.length, "partition")];
  if (region.items > 0) parts.push(counted(region.items, "item"));
  return parts.join("  ·  ");
}

function trim(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.?0+$/, "");
}

/** A link that is cut is not also called slow. */
export function linkState({ fault }: LinkView): "whole" | "slow" | "cut" {
  if (fault.cut) return "cut";
  return fault.extraMicros > 0 || fault.lossPerMillion > 0 ? "slow" : "whole";
}

export function linkName(view: LinkView): string {
  const lag = view.lagMicros === null ? "nothing copied yet" : `${age(view.lagMicros)} behind`;
  const state = linkState(view) === "cut" ? ", cut" : linkState(view) === "slow" ? ", slowed" : "";
  return `Link ${view.a} to ${view.b}${state}, ${lag}, ${counted(view.undelivered, "copy", "copies")} not delivered`;
}
