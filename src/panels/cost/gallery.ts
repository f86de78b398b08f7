// The cost tape in fixed states for the gallery: real scenarios at real steps.

import { get, playersScenario, update } from "../../parts/example-worlds.ts";

const SIZE = { width: 324, height: 220 };
const TWO = ["us-east-1", "eu-west-1"];

export const COST_STATES = [
  { id: "cost-empty", title: "Cost tape, nothing paid", scenario: playersScenario(), step: 0, ...SIZE },
  {
    id: "cost-pending",
    title: "Cost tape, a copy still to come",
    scenario: playersScenario({
      regions: TWO,
      commands: [
        { ...get("ana"), at: 1 },
        { ...update("cleo", 9340), at: 10_000 },
      ],
    }),
    step: 18,
    ...SIZE,
  },
  {
    id: "cost-back",
    title: "Cost tape, stepped back to before the write is paid",
    scenario: playersScenario({
      regions: TWO,
      commands: [
        { ...get("ana"), at: 1 },
        { ...update("cleo", 9340), at: 10_000 },
      ],
    }),
    step: "end",
    moves: [{ type: "drive", drive: { kind: "seek", step: 8 } }],
    ...SIZE,
  },
  {
    id: "cost-busy",
    title: "Cost tape, many requests",
    scenario: playersScenario({
      regions: TWO,
      commands: Array.from({ length: 40 }, (_, n) =>
        n % 4 === 3 ? get("ana", n % 8 === 3) : update("cleo", 9000 + n),
      ),
    }),
    step: "end",
    ...SIZE,
  },
  {
    id: "cost-long",
    title: "Cost tape, longer than its place",
    scenario: playersScenario({
      regions: TWO,
      commands: ["ana", "bo", "cleo", "dev"].map((name) => update(name, 9000)),
    }),
    step: "end",
    ...SIZE,
    height: 250,
  },
] as const;
