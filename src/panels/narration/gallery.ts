// The narration in fixed states for the gallery: real scenarios at real steps.

import type { Scenario } from "../../engine/index.ts";
import { playersScenario, update } from "../../parts/example-worlds.ts";

export interface NarrationState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly width?: number;
  readonly height?: number;
}

const WRITE = playersScenario({ regions: ["us-east-1", "eu-west-1"], commands: [{ ...update("cleo", 9340), at: 0 }] });

export const NARRATION_STATES: readonly NarrationState[] = [
  { id: "narration-start", title: "Narration, the beginning", scenario: playersScenario(), step: 0 },
  { id: "narration-majority", title: "Narration, a majority", scenario: WRITE, step: 6 },
  { id: "narration-receipt", title: "Narration, a step without an event", scenario: WRITE, step: 11 },
];
