/**
 * Which worlds need the parts of the engine that come later, and from which command on. Reading and writing items needs
 * none of them, and neither does a broken node or link; a revived one wakes every machine of its zone. [LATER-2]
 */
import { operationNamed } from "../dynamo/operations/registry.ts";
import { STATEMENT_OPERATIONS } from "../dynamo/statements.ts";
import type { CommandBody } from "./commands.ts";
import type { Scenario } from "./scenario.ts";
import { piecesOf } from "./start-items.ts";

const AT_HAND: ReadonlySet<string> = new Set(["item-write", "item-read", "query", "scan", "batch"]);

export function scenarioNeedsLater({ config, commands, hash }: Scenario): boolean {
  return hash !== undefined || config.functions.length > 0 || piecesOf(config) > 0 || commands.some(commandNeedsLater);
}

export function commandNeedsLater(command: CommandBody): boolean {
  switch (command.kind) {
    case "request":
      return operationNeedsLater(command.operation);
    case "run":
    case "deploy":
      return true;
    case "fault":
      return command.fault.type === "revive-node" || command.fault.type === "revive-zone";
    // What it stops has been started before.
    case "stop":
    case "jump":
      return false;
  }
}

/** An operation that does not exist is refused at once. */
export function operationNeedsLater(name: string): boolean {
  const kind = operationNamed(name)?.kind;
  return kind !== undefined && (!AT_HAND.has(kind) || STATEMENT_OPERATIONS.has(name));
}
