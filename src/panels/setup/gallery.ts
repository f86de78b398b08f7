/** The World panel in its fixed states. */
import type { Scenario } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import { FIRST_PLAN, scenarioOf } from "./world-plan.ts";

interface PanelState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
}

export const STATES: readonly PanelState[] = [
  { id: "empty", title: "The sandbox's first world", scenario: scenarioOf(FIRST_PLAN), step: 0 },
  { id: "one", title: "Index, stream and trigger", scenario: playersScenario({ triggers: true }), step: 0 },
  {
    id: "busy",
    title: "Three Regions, and a history that would be lost",
    scenario: playersScenario({
      regions: ["us-east-1", "eu-west-1", "ap-south-1"],
      commands: [update("ana", 9000), update("cleo", 9340, "eu-west-1"), get("cleo")],
    }),
    step: "end",
  },
  {
    id: "faulted",
    title: "A world with a zone down",
    scenario: playersScenario({
      commands: [{ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "b" } }, update("cleo", 9340)],
    }),
    step: 20,
  },
  {
    id: "stepping-back",
    title: "At the start again: the history is still there",
    scenario: playersScenario({ commands: [update("cleo", 9340)] }),
    step: 0,
  },
  {
    id: "lesson",
    title: "In a lesson",
    scenario: { ...playersScenario(), lesson: "keys-and-partitions/where-an-item-lives" },
    step: 0,
  },
];
