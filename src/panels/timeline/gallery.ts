// The timeline in fixed states for the gallery: real scenarios at real steps.

import type { Scenario } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import type { SelectionState } from "../../state/selection.ts";

export interface TimelineState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly selection?: Partial<SelectionState>;
  readonly width?: number;
  readonly height?: number;
}

const TWO = ["us-east-1", "eu-west-1"];
const CLEO = { table: "Players", label: "cleo" };

const WRITE = playersScenario({
  regions: TWO,
  commands: [
    { ...update("eli", 7500), at: 0 },
    { ...update("cleo", 9340), at: 839_000 },
    { ...get("cleo", true), at: 842_500 },
  ],
});
const ZONE_DOWN = playersScenario({
  commands: [
    { ...update("cleo", 8700), at: 0 },
    { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" }, at: 500 },
    { ...update("cleo", 9340), at: 20_000 },
  ],
});
const GATE = { candidates: ["us-east-1/Players/P2/a"], picked: null, locked: false, answer: null };

export const TIMELINE_STATES: readonly TimelineState[] = [
  { id: "timeline-empty", title: "Timeline, nothing has happened", scenario: playersScenario(), step: 0 },
  { id: "timeline-one", title: "Timeline, one request on its way", scenario: WRITE, step: 3 },
  {
    id: "timeline-write",
    title: "Timeline, a write and what it feeds",
    scenario: WRITE,
    step: 38,
    selection: { followed: { table: "Players", label: "eli" } },
  },
  {
    id: "timeline-not-yet",
    title: "Timeline, nothing of the item that is followed yet",
    scenario: WRITE,
    step: 20,
    selection: { followed: CLEO },
  },
  {
    id: "timeline-regions",
    title: "Timeline, two Regions and quiet time",
    scenario: WRITE,
    step: 130,
    selection: { followed: CLEO },
  },
  { id: "timeline-end", title: "Timeline, all lanes, nobody followed", scenario: WRITE, step: "end" },
  {
    id: "timeline-gate",
    title: "Timeline, hidden until you predict",
    scenario: WRITE,
    step: 84,
    selection: { followed: CLEO, gate: GATE },
  },
  {
    id: "timeline-lost",
    title: "Timeline, a zone is down and messages are lost",
    scenario: ZONE_DOWN,
    step: 40,
    selection: { followed: CLEO },
  },
  {
    id: "timeline-low",
    title: "Timeline, two tracks alone",
    scenario: WRITE,
    step: 84,
    selection: { followed: CLEO },
    height: 72,
  },
  {
    id: "timeline-phone",
    title: "Timeline, on a phone",
    scenario: WRITE,
    step: 84,
    selection: { followed: CLEO },
    width: 390,
    height: 280,
  },
];
