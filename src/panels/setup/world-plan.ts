/**
 * What a person chooses when a world is set up, and the scenario it makes. One table, at most one index and one
 * trigger: more comes by CreateTable and by code.
 */
import { newScenario, type Scenario } from "../../engine/index.ts";
import { STARTER_HANDLER } from "./starter-handler.ts";

export interface KeyPlan {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

export interface IndexPlan {
  readonly name: string;
  readonly partition: KeyPlan;
  readonly sort: KeyPlan | null;
  readonly projection: "ALL" | "KEYS_ONLY" | "INCLUDE";
  /** For INCLUDE: names, separated by commas. */
  readonly include: string;
}

export type StreamView = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

export interface WorldPlan {
  readonly name: string;
  readonly table: string;
  readonly partition: KeyPlan;
  readonly sort: KeyPlan | null;
  /** 1..12 */
  readonly partitions: number;
  readonly index: IndexPlan | null;
  /** null: no stream. */
  readonly stream: StreamView | null;
  /** Only with a stream. */
  readonly trigger: boolean;
  /** Code of the trigger's function. */
  readonly handler: string;
  /** The learner's own first; each has a replica of the table. */
  readonly regions: readonly string[];
  readonly latency: "instant" | "typical" | "slow";
  /** As typed. */
  readonly seed: string;
}

export const REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"] as const;
export const PARTITIONS_MAX = 12;
export const FUNCTION_NAME = "onScore";
export const HANDLER_FILE = "onScore.ts";

/** What the form proposes for an index that is switched on. */
export const FIRST_INDEX: IndexPlan = {
  name: "byScore",
  partition: { name: "league", type: "S" },
  sort: { name: "score", type: "N" },
  projection: "ALL",
  include: "",
};

export const FIRST_PLAN: WorldPlan = {
  name: "Untitled world",
  table: "Players",
  partition: { name: "player", type: "S" },
  sort: null,
  partitions: 1,
  index: null,
  stream: null,
  trigger: false,
  handler: STARTER_HANDLER,
  regions: ["us-east-1"],
  latency: "typical",
  seed: "4217",
};

/** The CreateTable request of the plan: the service's own parser judges it. */
export function createTableOf(plan: WorldPlan): Readonly<Record<string, unknown>> {
  const { table, partition, sort, index, stream } = plan;
  return {
    TableName: table,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: definitionsOf([partition, sort, index?.partition ?? null, index?.sort ?? null]),
    KeySchema: keySchemaOf(partition, sort),
    ...(index === null ? {} : { GlobalSecondaryIndexes: [indexOf(index)] }),
    ...(stream === null ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } }),
  };
}

/** Each once; one name with two types stays twice, which the service refuses. */
function definitionsOf(keys: readonly (KeyPlan | null)[]) {
  const definitions: { readonly AttributeName: string; readonly AttributeType: string }[] = [];
  for (const key of keys) {
    if (key === null || definitions.some((one) => one.AttributeName === key.name && one.AttributeType === key.type))
      continue;
    definitions.push({ AttributeName: key.name, AttributeType: key.type });
  }
  return definitions;
}

function keySchemaOf(partition: KeyPlan, sort: KeyPlan | null) {
  return [
    { AttributeName: partition.name, KeyType: "HASH" },
    ...(sort === null ? [] : [{ AttributeName: sort.name, KeyType: "RANGE" }]),
  ];
}

function indexOf({ name, partition, sort, projection, include }: IndexPlan) {
  const names = include
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return {
    IndexName: name,
    KeySchema: keySchemaOf(partition, sort),
    Projection:
      projection === "INCLUDE"
        ? { ProjectionType: projection, NonKeyAttributes: names }
        : { ProjectionType: projection },
  };
}

/** null: it is a seed. */
export function seedFault(seed: string): string | null {
  return /^\d{1,10}$/.test(seed) && Number(seed) <= 0xffffffff
    ? null
    : "A seed is a whole number from 0 to 4,294,967,295.";
}

/** @param plan with a valid seed, and a table the service would create */
export function scenarioOf(plan: WorldPlan): Scenario {
  const triggered = plan.trigger && plan.stream !== null;
  return newScenario({
    name: plan.name.trim() === "" ? FIRST_PLAN.name : plan.name.trim(),
    seed: Number(plan.seed),
    config: {
      regions: plan.regions,
      latency: plan.latency,
      tables: [
        {
          create: createTableOf(plan),
          partitions: plan.partitions,
          regions: plan.regions,
          ...(triggered ? { triggers: [TRIGGER] } : {}),
        },
      ],
      functions: triggered ? [{ name: FUNCTION_NAME, entry: HANDLER_FILE }] : [],
      files: triggered ? { [HANDLER_FILE]: plan.handler } : {},
    },
  });
}

const TRIGGER = {
  functionName: FUNCTION_NAME,
  batchSize: 100,
  startingPosition: "TRIM_HORIZON",
  maximumRetryAttempts: -1,
  reportBatchItemFailures: false,
} as const;
