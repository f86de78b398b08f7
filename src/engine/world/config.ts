/**
 * What a world starts with: Regions, clocks, tables that stand already, functions. Plain data, part of the scenario.
 * Everything after the start is a command.
 */
import type { Item } from "../dynamo/values.ts";
import type { LatencyProfileName } from "../service/latency-profiles.ts";
import type { TriggerSettings } from "../service/placement.ts";
import type { Files } from "./commands.ts";

export interface InitialTable {
  /** A CreateTable request, as on the wire. */
  readonly create: unknown;
  /** 1..64. */
  readonly partitions: number;
  /** Partitions of each GSI; 1 when absent. */
  readonly indexPartitions?: Readonly<Record<string, number>>;
  /** Scale model: how large an item collection with local indexes may grow, in bytes; 10 GB when absent, as in AWS. */
  readonly collectionBytesMax?: number;
  /**
   * Enforces the write capacity of provisioned indexes: seconds of unused capacity that each keeps (AWS: 300). Absent:
   * indexes take whatever comes.
   */
  readonly indexBurstSeconds?: number;
  /** Regions with a replica (a global table, 2019.11.21); the first Region alone when absent. */
  readonly regions?: readonly string[];
  readonly triggers?: readonly TriggerSettings[];
  /** Items on every copy from the start, as version 1. */
  readonly items?: readonly Item[];
  /**
   * More of them, as an import brings them: each text is base64 of deflated lines: how many, then the items. They come
   * after `items`, and replace those of the same key. [WORLD-6]
   */
  readonly packed?: readonly string[];
}

export interface FunctionConfig {
  readonly name: string;
  /** File in `files` whose `handler` export is called. */
  readonly entry: string;
}

export interface WorldConfig {
  /** 1..3; the first is the learner's own. */
  readonly regions: readonly string[];
  readonly latency: LatencyProfileName;
  readonly tables: readonly InitialTable[];
  readonly functions: readonly FunctionConfig[];
  /** Code of the functions, and what the editor opens with. */
  readonly files: Files;
}
