// The past in fixed states for the gallery: real scenarios at real steps.

import type { Scenario } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";

export interface PastState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
}

const ORIGINAL = playersScenario({
  commands: [
    { ...update("eli", 7500), at: 0 },
    { ...update("cleo", 9340), at: 40_000 },
    { ...get("cleo", true), at: 44_000 },
    { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" }, at: 50_000 },
  ],
});
const ids = ORIGINAL.commands.map((c) => c.id);
const WITHOUT: Scenario = {
  ...ORIGINAL,
  branches: [
    { name: "original", parent: null, forkStep: 0, commands: ids },
    { name: "without eli", parent: 0, forkStep: 0, commands: ids.slice(1) },
  ],
  current: 1,
};
const MANY = playersScenario({
  commands: Array.from({ length: 40 }, (_, n) => ({ ...update(n % 2 === 0 ? "cleo" : "gus", 9000 + n), at: n * 9000 })),
});

export const PAST_STATES: readonly PastState[] = [
  { id: "past-empty", title: "Past, no commands yet", scenario: playersScenario(), step: 0 },
  { id: "past-few", title: "Past, four commands, two still to come", scenario: ORIGINAL, step: 30 },
  { id: "past-without", title: "Past, one command left out", scenario: WITHOUT, step: 20 },
  { id: "past-many", title: "Past, forty commands", scenario: MANY, step: 200 },
];
