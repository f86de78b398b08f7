/**
 * The simulated network: how long a message takes from one place to another, and whether it arrives at all. It reads
 * latencies from integer quantile tables (no logarithms: browsers disagree on their last digit), one named random
 * stream per pair of places. It knows places and links, not DynamoDB. [NET-1..4]
 */
import type { Random } from "../base/random.ts";
import type { Micros } from "./message.ts";

/** Where an actor runs. A zone-less actor (a router, a client) belongs to the Region as a whole. */
export interface Place {
  readonly region: string;
  readonly zone: string | null;
}

/**
 * A latency distribution: values at evenly spaced quantiles from 0 to 1, in microseconds, ascending. A draw picks a
 * point between two neighbours by linear interpolation in integers.
 */
export type LatencyTable = readonly Micros[];

/** Latencies by the kind of way. Between Regions, a pair may have its own table. */
export interface LatencyProfile {
  readonly name: string;
  readonly sameZone: LatencyTable;
  readonly crossZone: LatencyTable;
  readonly inRegion: LatencyTable;
  readonly crossRegion: LatencyTable;
  /** Tables for pairs of Regions, key "a|b" with a < b. */
  readonly pairs: Readonly<Record<string, LatencyTable>>;
  /** Time spent inside machines (a disk, an index build), by a name that the service gives it. */
  readonly delays: Readonly<Record<string, LatencyTable>>;
}

/** What is wrong with a link between two Regions right now. */
export interface LinkFault {
  readonly cut: boolean;
  /** Extra one-way delay in microseconds. */
  readonly extraMicros: Micros;
  /** Messages lost, per million. */
  readonly lossPerMillion: number;
}

export const HEALTHY_LINK: LinkFault = { cut: false, extraMicros: 0, lossPerMillion: 0 };

/** Canonical name of the link between two Regions. */
export function linkName(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** One draw from a latency table. @param random the stream to draw from */
export function drawLatency(table: LatencyTable, random: Random): Micros {
  const n = table.length;
  if (n === 1) return table[0] as Micros;
  const draw = random.below((n - 1) * 1024);
  const i = draw >> 10;
  const low = table[i] as Micros;
  const high = table[i + 1] as Micros;
  return low + Math.floor(((high - low) * (draw & 1023)) / 1024);
}

/** The table that rules the way between two places. */
export function tableFor(profile: LatencyProfile, from: Place, to: Place): LatencyTable {
  if (from.region !== to.region) return profile.pairs[linkName(from.region, to.region)] ?? profile.crossRegion;
  if (from.zone === null || to.zone === null) return profile.inRegion;
  return from.zone === to.zone ? profile.sameZone : profile.crossZone;
}
