/**
 * The simulation fuzz: a random world with a random workload and random faults runs to rest, and every checker looks
 * at it. `npm run fuzz -- --seed N` repeats one; seeds that failed once are kept by name in fuzz.test.ts.
 */
import "../later.ts";
import { hash32, Random } from "../base/random.ts";
import type { FunctionRuntime, RuntimeOutput } from "../service/function-runtime.ts";
import type { Scenario } from "../world/scenario.ts";
import { Timeline } from "../world/timeline.ts";
import { checkWorld } from "./checkers.ts";
import { randomScenario } from "./fuzz-worlds.ts";

export interface FuzzResult {
  readonly seed: number;
  readonly steps: number;
  readonly violations: readonly string[];
  /** What happened, by its name: requests answered with 200 by operation, and what they led to. */
  readonly happened: Readonly<Record<string, number>>;
  readonly scenario: Scenario;
}

/** A world that has not come to rest after this many steps never will. */
const STEPS_MAX = 60_000;

/** A pure stand-in for QuickJS: every fourth batch fails, by its content and the number of tries. */
export const FLAKY_RUNTIME: FunctionRuntime = {
  run(_program, inputs): RuntimeOutput {
    const last = inputs[inputs.length - 1];
    const nothing = {
      requests: [],
      abortedRequests: [],
      timers: [],
      cancelledTimers: [],
      console: [],
      interruptsUsed: 1,
    };
    const fails = last?.kind === "invoke" && hash32(JSON.stringify(last.event), inputs.length) % 4 === 0;
    if (!fails) return { ...nothing, finished: { ok: true, result: null } };
    const error = {
      kind: "error",
      name: "Error",
      message: "flaky",
      advice: "",
      source: null,
      stack: "",
      environmentLost: false,
    } as const;
    return { ...nothing, finished: { ok: false, error } };
  },
};

export function runSeed(seed: number): FuzzResult {
  const scenario = randomScenario(seed);
  const violations: string[] = [];
  const timeline = new Timeline(scenario, FLAKY_RUNTIME);
  try {
    runToRest(timeline);
    if (!timeline.quiet) violations.push(`still busy after ${STEPS_MAX} steps`);
    else violations.push(...checkWorld(timeline));
    if (seed % 4 === 0) violations.push(...replays(timeline, seed));
  } catch (thrown) {
    violations.push(`threw: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
  }
  return { seed, steps: timeline.step, violations, happened: happenedIn(timeline), scenario };
}

/** Consequences that a world must not be without unnoticed. */
const TELLING: ReadonlySet<string> = new Set([
  "ItemExpired",
  "IndexActive",
  "IndexDeleted",
  "StreamEnabled",
  "StreamDisabled",
  "ReadWaited",
  "LeaderElected",
]);

function happenedIn({ branch }: Timeline): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { event } of branch.events) {
    const name = event.kind === "ResponseReceived" && event.status === 200 ? event.operation : event.kind;
    if (name !== event.kind || TELLING.has(name)) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

export function runToRest(timeline: Timeline): void {
  for (let i = 0; i < STEPS_MAX && !timeline.quiet; i++) timeline.forward();
}

/** Seeking anywhere and running on gives the same world; so does running the scenario again. */
function replays(timeline: Timeline, seed: number): string[] {
  const end = timeline.step;
  const hash = timeline.world.hash();
  timeline.seek(new Random(seed).below(end + 1));
  timeline.seek(end);
  const found = timeline.world.hash() === hash ? [] : ["a seek and a replay give another world"];
  const again = new Timeline(timeline.toScenario(), FLAKY_RUNTIME);
  again.seek(end);
  return again.world.hash() === hash ? found : [...found, "a second run gives another world"];
}
