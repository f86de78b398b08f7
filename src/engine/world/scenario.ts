/**
 * A session as data: what a link carries, a file holds, a lesson starts from. Everything else is computed from it.
 * The schema and the codec are beside it (scenario-schema.ts, link.ts).
 */
import type { Command } from "./commands.ts";
import type { WorldConfig } from "./config.ts";

/** Version of the shape of a Scenario. */
export const SCENARIO_SCHEMA = 1;
/** Version of the engine's behaviour: raised when the same scenario may run differently. */
export const ENGINE_VERSION = "1.0";

export interface BranchPlan {
  readonly name: string;
  /** Index of the branch it left, or null for the first. */
  readonly parent: number | null;
  readonly forkStep: number;
  /** Ids of its commands, in the order they are carried out. */
  readonly commands: readonly number[];
}

export interface Scenario {
  readonly schema: typeof SCENARIO_SCHEMA;
  readonly engine: string;
  readonly name: string;
  /** 0..2^32-1. */
  readonly seed: number;
  readonly config: WorldConfig;
  /** Every command of every branch, by id. */
  readonly commands: readonly Command[];
  readonly branches: readonly BranchPlan[];
  /** The branch that is open, and the step it stands at. */
  readonly current: number;
  readonly step: number;
  /** Canonical hash of the world at that step; checked when the scenario is opened elsewhere. */
  readonly hash?: string;
  /** What the person had open: small texts by name, for the page only ("follow": "cleo"). */
  readonly view?: Readonly<Record<string, string>>;
  /** "chapter/slug" of the lesson this is a state of. */
  readonly lesson?: string;
}

/** A scenario at its start: one branch without commands. */
export function newScenario(options: {
  readonly name: string;
  readonly seed: number;
  readonly config: WorldConfig;
}): Scenario {
  return {
    schema: SCENARIO_SCHEMA,
    engine: ENGINE_VERSION,
    ...options,
    commands: [],
    branches: [{ name: "original", parent: null, forkStep: 0, commands: [] }],
    current: 0,
    step: 0,
  };
}
