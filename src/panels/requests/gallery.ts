// The list of requests in fixed states for the gallery: real scenarios at real steps.

import type { CommandBody } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";

const SIZE = { width: 1072, height: 247 };
const WRONG: CommandBody = {
  kind: "request",
  region: "us-east-1",
  operation: "GetItem",
  input: { TableName: "Nowhere", Key: { id: { S: "x" } } },
};
const MIXED = [
  { ...update("cleo", 9340), at: 1 },
  ...[1_500, 1_550, 1_600, 1_650].map((at) => ({ ...get("cleo"), at })),
  { ...WRONG, at: 9_000 },
  { ...get("ana", true), at: 14_000 },
  { ...update("eli", 7500), at: 60_000 },
];

export const REQUESTS_STATES = [
  { id: "requests-empty", title: "Requests, none yet", scenario: playersScenario(), step: 0, ...SIZE },
  {
    id: "requests-mixed",
    title: "Requests, stale, refused and answered",
    scenario: playersScenario({ commands: MIXED }),
    step: "end",
    ...SIZE,
  },
  {
    id: "requests-back",
    title: "Requests, stepped back to before the last answers",
    scenario: playersScenario({ commands: MIXED }),
    step: "end",
    moves: [{ type: "drive", drive: { kind: "seek", step: 24 } }],
    ...SIZE,
  },
  {
    id: "requests-busy",
    title: "Requests, hundreds",
    scenario: playersScenario({ commands: Array.from({ length: 300 }, (_, n) => update("cleo", n)) }),
    step: "end",
    ...SIZE,
  },
] as const;
