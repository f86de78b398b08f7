// The streams panel in fixed states for the gallery: real scenarios at real steps.

import { playersScenario, update } from "../../parts/example-worlds.ts";

const SIZE = { width: 1072, height: 237 };
const CLEO = { followed: { table: "Players", label: "cleo" } };
const TWO = ["us-east-1", "eu-west-1"];

export const STREAMS_STATES = [
  {
    id: "streams-none",
    title: "Streams, a world without tables",
    scenario: playersScenario({ config: { tables: [] } }),
    step: 0,
    ...SIZE,
  },
  { id: "streams-empty", title: "Streams, no record yet", scenario: playersScenario(), step: 0, ...SIZE },
  {
    id: "streams-waiting",
    title: "Streams, a reader behind",
    scenario: playersScenario({ regions: TWO, commands: [update("cleo", 9340), update("cleo", 9350)] }),
    step: 30,
    selection: CLEO,
    ...SIZE,
  },
  {
    id: "streams-back",
    title: "Streams, stepped back to before the second record",
    scenario: playersScenario({ regions: TWO, commands: [update("cleo", 9340), update("cleo", 9350)] }),
    step: "end",
    moves: [{ type: "drive", drive: { kind: "seek", step: 30 } }],
    selection: CLEO,
    ...SIZE,
  },
  {
    id: "streams-busy",
    title: "Streams, many records",
    scenario: playersScenario({
      regions: TWO,
      commands: Array.from({ length: 50 }, (_, n) => update(["cleo", "ana", "eli"][n % 3] ?? "cleo", n)),
    }),
    step: "end",
    selection: CLEO,
    ...SIZE,
  },
  {
    id: "streams-column",
    title: "Streams, in the right column",
    scenario: playersScenario({ regions: TWO, commands: [update("cleo", 9340), update("cleo", 9350)] }),
    step: 30,
    selection: CLEO,
    width: 312,
    height: 560,
  },
] as const;
