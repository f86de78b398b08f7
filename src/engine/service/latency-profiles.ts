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
  | "tableCreateIndexed" // with global indexes
  | "tableDelete"
  | "tableUpdate" // provisioned throughput, table class, encryption
  | "billingSwitch"
  | "streamSwitch"
  | "indexAllocate" // resources for a new index
  | "indexCreate" // a new index, resources and backfill together, at the least
  | "indexUpdate"
  | "indexDelete"
  | "backfillPage" // between two pages of a backfill
  | "warmUpdate"
  | "tagsVisible"
  | "ttlSwitch"
  | "ttlSweep" // sweeps for expired items happen at its multiples
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
  tableCreateIndexed: zero,
  tableDelete: zero,
  tableUpdate: zero,
  billingSwitch: zero,
  streamSwitch: zero,
  indexAllocate: zero,
  indexCreate: zero,
  indexUpdate: zero,
  indexDelete: zero,
  backfillPage: zero,
  warmUpdate: zero,
  tagsVisible: zero,
  ttlSwitch: zero,
  ttlSweep: [60_000_000],
  functionCold: zero,
  functionTurn: zero,
};

const typicalDelays: Record<DelayName, LatencyTable> = {
  followerApply: [150, 400, 900, 2_000, 6_000, 14_000],
  indexBuild: [800, 1_500, 2_600, 5_000, 12_000],
  shardAppend: [900, 1_600, 2_400, 4_000, 9_000],
  replicatorPull: [120_000, 300_000, 480_000, 700_000, 900_000],
  tableCreate: [4_050_000, 5_070_000],
  tableCreateIndexed: [14_000_000, 17_000_000, 22_000_000],
  tableDelete: [5_000_000, 6_100_000],
  tableUpdate: [1_000_000, 2_000_000],
  billingSwitch: [82_000_000, 112_000_000],
  streamSwitch: [4_050_000, 5_070_000],
  indexAllocate: [24_000_000, 56_000_000],
  indexCreate: [507_000_000, 539_000_000],
  indexUpdate: [2_000_000, 4_000_000],
  indexDelete: [2_600_000, 5_100_000],
  backfillPage: [4_000, 9_000, 20_000],
  warmUpdate: [388_000_000],
  tagsVisible: [1_500_000, 1_900_000, 3_000_000],
  ttlSwitch: [600_000_000, 1_800_000_000, 3_600_000_000],
  ttlSweep: [600_000_000],
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
