// The transport in fixed states for the gallery: real scenarios at real steps.

import type { Scenario } from "../../engine/index.ts";
import { playersScenario, update } from "../../parts/example-worlds.ts";
import type { SelectionState } from "../../state/selection.ts";

export interface TransportState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly selection?: Partial<SelectionState>;
  readonly width?: number;
  readonly height?: number;
}

const WRITE = playersScenario({ commands: [{ ...update("cleo", 9340), at: 0 }] });
const GATE = { candidates: ["us-east-1/Players/P2/a"], picked: null, locked: false, answer: null };

export const TRANSPORT_STATES: readonly TransportState[] = [
  { id: "transport-empty", title: "Transport, nothing to play", scenario: playersScenario(), step: 0 },
  { id: "transport-ready", title: "Transport, in the middle", scenario: WRITE, step: 6 },
  { id: "transport-end", title: "Transport, nothing left", scenario: WRITE, step: "end" },
  {
    id: "transport-held",
    title: "Transport, held by a prediction",
    scenario: WRITE,
    step: 6,
    selection: { gate: GATE },
  },
  { id: "transport-wide", title: "Transport, with room", scenario: WRITE, step: 6, width: 1008 },
  { id: "transport-narrow", title: "Transport, narrow", scenario: WRITE, step: 6, width: 560 },
  { id: "transport-tight", title: "Transport, beside wide code", scenario: WRITE, step: 6, width: 492 },
];
