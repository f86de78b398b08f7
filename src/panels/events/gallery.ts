// The event log in fixed states for the gallery: real scenarios at real steps.

import { playersScenario, update } from "../../parts/example-worlds.ts";

const SIZE = { width: 1072, height: 247 };
const WRITES = playersScenario({
  regions: ["us-east-1", "eu-west-1"],
  commands: [
    update("cleo", 9340),
    { kind: "fault", fault: { type: "cut-link", a: "us-east-1", b: "eu-west-1" } },
    update("ana", 9000),
  ],
});

export const EVENTS_STATES = [
  { id: "events-empty", title: "Event log, nothing yet", scenario: WRITES, step: 0, ...SIZE },
  {
    id: "events-write",
    title: "Event log, a write half way",
    scenario: WRITES,
    step: 8,
    selection: { followed: { table: "Players", label: "cleo" } },
    ...SIZE,
  },
  {
    id: "events-back",
    title: "Event log, stepped back",
    scenario: WRITES,
    step: "end",
    moves: [{ type: "drive", drive: { kind: "seek", step: 8 } }],
    selection: { followed: { table: "Players", label: "cleo" } },
    ...SIZE,
  },
  {
    id: "events-busy",
    title: "Event log, a busy run",
    scenario: playersScenario({ commands: Array.from({ length: 60 }, (_, n) => update("cleo", n)) }),
    step: "end",
    ...SIZE,
  },
] as const;
