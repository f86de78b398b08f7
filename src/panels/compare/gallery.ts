// Two runs compared, in fixed states for the gallery: real runs, one forked from the other.

import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import type { SpecimenMove } from "../../state/workplace.ts";

const SIZE = { width: 324, height: 760 };
const WRITES = playersScenario({
  regions: ["us-east-1", "eu-west-1"],
  commands: [
    { ...update("cleo", 9340), at: 1 },
    { ...get("cleo"), at: 1_700 },
    { ...update("ana", 9000), at: 60_000 },
  ],
});

const WITHOUT_THE_WRITE: SpecimenMove = { type: "branch", action: { kind: "without", command: 1 } };
const FORK: SpecimenMove = { type: "branch", action: { kind: "fork", name: "the same again" } };
const COMPARE: SpecimenMove = { type: "branch", action: { kind: "compare", branch: 0 } };
const ZONE_DOWN: SpecimenMove = {
  type: "issue",
  body: { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" } },
};
const seek = (step: number): SpecimenMove => ({ type: "drive", drive: { kind: "seek", step } });
const QUIET: SpecimenMove = { type: "drive", drive: { kind: "quiet" } };

export const COMPARE_STATES = [
  { id: "compare-none", title: "Compare, one run only", scenario: WRITES, step: "end", ...SIZE },
  {
    id: "compare-same",
    title: "Compare, a fork that has changed nothing",
    scenario: WRITES,
    step: "end",
    moves: [FORK, COMPARE],
    ...SIZE,
  },
  {
    id: "compare-one",
    title: "Compare, a run without one write",
    scenario: WRITES,
    step: "end",
    moves: [WITHOUT_THE_WRITE, COMPARE],
    ...SIZE,
  },
  {
    id: "compare-faulted",
    title: "Compare, a run with a zone down",
    scenario: WRITES,
    step: "end",
    moves: [seek(0), ZONE_DOWN, QUIET, COMPARE],
    ...SIZE,
  },
  {
    id: "compare-back",
    title: "Compare, stepped back to before the runs differ",
    scenario: WRITES,
    step: "end",
    moves: [seek(20), ZONE_DOWN, QUIET, COMPARE, seek(12)],
    ...SIZE,
  },
] as const;
