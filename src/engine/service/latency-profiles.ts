/**
 * The three latency profiles: same machines, different clocks. Tables are quantiles in microseconds. Typical values
 * are modelled on published figures: single-digit milliseconds inside a Region, "usually within a second" between
 * Regions [DG-GT-HOW], tens to hundreds of milliseconds on the wire. [NET-2]
 */
import type { LatencyProfile, LatencyTable } from "../sim/network.ts";

/** Time that passes inside machines. */
export type DelayName =
  | "followerApply" // a follower puts a committed entry into its tree
  | "indexBuild" // the index writer works out and batches entries
  | "shardAppend" // a committed change reaches its shard
  | "replicatorPull" // a replicator collects changes before it sends them
  | "tableCreate"
  | "tableDelete"
  | "functionCold" // first run of a function in a new environment
  | "functionTurn"; // one stretch of the learner's code between two waits

export type LatencyProfileName = "instant" | "typical" | "slow";

const pairs = (table: (ms: number) => LatencyTable): Record<string, LatencyTable> => ({
  "eu-west-1|us-east-1": table(34),
  "us-east-1|us-west-2": table(31),
  "ap-northeast-1|us-east-1": table(74),
  "ap-south-1|us-east-1": table(93),
  "ap-south-1|eu-west-1": table(61),
});

const around = (ms: number): LatencyTable => [0.94, 0.97, 1, 1.04, 1.3].map((f) => Math.floor(ms * 1000 * f));

const zero: LatencyTable = [0];

const delaysAtZero: Record<DelayName, LatencyTable> = {
  followerApply: zero,
  indexBuild: zero,
  shardAppend: zero,
  replicatorPull: zero,
  tableCreate: zero,
  tableDelete: zero,
  functionCold: zero,
  functionTurn: zero,
};

const typicalDelays: Record<DelayName, LatencyTable> = {
  followerApply: [150, 400, 900, 2_000, 6_000, 14_000],
  indexBuild: [800, 1_500, 2_600, 5_000, 12_000],
  shardAppend: [900, 1_600, 2_400, 4_000, 9_000],
  replicatorPull: [120_000, 300_000, 480_000, 700_000, 900_000],
  tableCreate: [4_050_000, 5_070_000],
  tableDelete: [5_000_000, 6_100_000],
  functionCold: [110_000, 140_000, 190_000],
  functionTurn: [900, 1_400, 2_300, 4_000],
};

export const LATENCY_PROFILES: Record<LatencyProfileName, LatencyProfile> = {
  instant: {
    name: "instant",
    sameZone: zero,
    crossZone: zero,
    inRegion: zero,
    crossRegion: zero,
    pairs: {},
    delays: delaysAtZero,
  },
  typical: {
    name: "typical",
    sameZone: [120, 160, 210, 300, 700],
    crossZone: [450, 560, 700, 950, 2_200],
    inRegion: [300, 380, 470, 620, 1_500],
    crossRegion: around(85),
    pairs: pairs(around),
    delays: typicalDelays,
  },
  slow: {
    name: "slow",
    sameZone: [60_000, 90_000, 140_000],
    crossZone: [180_000, 260_000, 420_000],
    inRegion: [120_000, 170_000, 240_000],
    crossRegion: around(1_400),
    pairs: pairs((ms) => around(ms * 20)),
    delays: {
      ...typicalDelays,
      followerApply: [200_000, 700_000, 1_600_000, 3_500_000],
      indexBuild: [500_000, 900_000, 1_800_000],
      shardAppend: [400_000, 700_000, 1_200_000],
      replicatorPull: [900_000, 1_600_000, 2_600_000],
    },
  },
};
