import { describe, expect, it } from "vitest";
import { OPERATIONS } from "../dynamo/operations/registry.ts";
import type { CommandBody } from "./commands.ts";
import { commandNeedsLater, operationNeedsLater, scenarioNeedsLater } from "./needs-later.ts";
import { newScenario, type Scenario } from "./scenario.ts";

const HOME = "us-east-1";

function scenario(config: Partial<Scenario["config"]>, more: Partial<Scenario> = {}): Scenario {
  const whole = { regions: [HOME], latency: "instant", tables: [], functions: [], files: {}, ...config } as const;
  return { ...newScenario({ name: "A world", seed: 1, config: whole }), ...more };
}

describe("what the later parts are needed for", () => {
  it("[LATER-2] reading and writing items needs none of them, every other operation does", () => {
    const atHand = OPERATIONS.map(({ name }) => name).filter((name) => !operationNeedsLater(name));
    expect(atHand).toEqual([
      "PutItem",
      "GetItem",
      "UpdateItem",
      "DeleteItem",
      "Query",
      "Scan",
      "BatchGetItem",
      "BatchWriteItem",
    ]);
    expect(operationNeedsLater("Nonsense")).toBe(false);
  });

  it.each<[CommandBody, boolean]>([
    [{ kind: "request", region: HOME, operation: "PutItem", input: {} }, false],
    [{ kind: "request", region: HOME, operation: "ExecuteStatement", input: {} }, true],
    [{ kind: "run", region: HOME, entry: "a.ts", files: {} }, true],
    [{ kind: "stop", region: HOME, run: 1 }, false],
    [{ kind: "deploy", functionName: "f", entry: "a.ts", files: {} }, true],
    [{ kind: "fault", fault: { type: "kill-zone", region: HOME, zone: "a" } }, false],
    [{ kind: "fault", fault: { type: "revive-zone", region: HOME, zone: "a" } }, true],
    [{ kind: "jump", micros: 1 }, false],
  ])("[LATER-2] of the command %j", (command, needed) => {
    expect(commandNeedsLater(command)).toBe(needed);
  });

  it("[LATER-2] a world needs them for functions, packed items, a hash, and any of its commands", () => {
    const create = { TableName: "T" };
    expect(scenarioNeedsLater(scenario({ tables: [{ create, partitions: 1 }] }))).toBe(false);
    expect(scenarioNeedsLater(scenario({ tables: [{ create, partitions: 1, packed: [""] }] }))).toBe(true);
    expect(scenarioNeedsLater(scenario({ functions: [{ name: "f", entry: "a.ts" }] }))).toBe(true);
    expect(scenarioNeedsLater(scenario({}, { hash: "0" }))).toBe(true);
    const commands = [{ id: 1, at: 0, kind: "run", region: HOME, entry: "a.ts", files: {} }] as const;
    expect(scenarioNeedsLater(scenario({}, { commands }))).toBe(true);
  });
});
