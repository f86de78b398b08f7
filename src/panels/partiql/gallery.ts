/** The PartiQL panel in its fixed states. */
import type { CommandBody, Scenario } from "../../engine/index.ts";
import { playersScenario } from "../../parts/example-worlds.ts";

interface PanelState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
}

const statement = (Statement: string, more: object = {}): CommandBody => ({
  kind: "request",
  region: "us-east-1",
  operation: "ExecuteStatement",
  input: { Statement, ...more },
});
const ALL = statement('SELECT * FROM "Players"', { Limit: 4 });

export const PARTIQL_STATES: readonly PanelState[] = [
  { id: "partiql-empty", title: "PartiQL, no table", scenario: playersScenario({ config: { tables: [] } }), step: 0 },
  { id: "partiql-start", title: "PartiQL, an example is filled in", scenario: playersScenario(), step: 0 },
  {
    id: "partiql-busy",
    title: "PartiQL, a statement on its way",
    scenario: playersScenario({ commands: [ALL] }),
    step: 3,
  },
  {
    id: "partiql-page",
    title: "PartiQL, a page of items",
    scenario: playersScenario({ commands: [ALL] }),
    step: "end",
  },
  {
    id: "partiql-faulted",
    title: "PartiQL, refused",
    scenario: playersScenario({ commands: [statement('UPDATE "Players" SET score = 1')] }),
    step: "end",
  },
];
