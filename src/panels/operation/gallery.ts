/** The request form in its fixed states. */
import type { Scenario } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";

interface PanelState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly selection?: { readonly followed: { readonly table: string; readonly label: string } };
}

const CLEO = { table: "Players", label: "cleo" };
const NEW_ONLY = {
  kind: "request",
  region: "us-east-1",
  operation: "PutItem",
  input: {
    TableName: "Players",
    Item: { player: { S: "cleo" }, score: { N: "9340" } },
    ConditionExpression: "attribute_not_exists(player)",
  },
} as const;

export const STATES: readonly PanelState[] = [
  { id: "empty", title: "An empty table: the form is filled in", scenario: playersScenario({ items: [] }), step: 0 },
  {
    id: "one",
    title: "One item was read",
    scenario: playersScenario({ commands: [get("cleo", true)] }),
    step: "end",
    selection: { followed: CLEO },
  },
  {
    id: "busy",
    title: "Two Regions, a request on its way",
    scenario: playersScenario({
      regions: ["us-east-1", "eu-west-1"],
      commands: [update("ana", 9000), update("cleo", 9340, "eu-west-1")],
    }),
    step: 6,
  },
  {
    id: "faulted",
    title: "The condition failed",
    scenario: playersScenario({ commands: [NEW_ONLY] }),
    step: "end",
    selection: { followed: CLEO },
  },
  {
    id: "stepping-back",
    title: "Stepped back to before the answer",
    scenario: playersScenario({ commands: [update("cleo", 9340), get("cleo")] }),
    step: 4,
    selection: { followed: CLEO },
  },
];
