/** What a person does with runs: go to one, leave one, go without a command, give a name. */
import type { Timeline } from "../engine/index.ts";
import type { BranchAction, Refusal } from "./protocol.ts";

const NO_COMMAND: Refusal = {
  kind: "no-command",
  message: "No command has been carried out yet.",
  advice: "Step forward first: the run then goes without the last command before this step.",
};

/** Null: done. Comparing is not here: it changes what is shown, not the runs. */
export function changeRuns(timeline: Timeline, action: Exclude<BranchAction, { kind: "compare" }>): Refusal | null {
  switch (action.kind) {
    case "switch":
      timeline.switchTo(action.branch, action.step);
      return null;
    case "fork":
      timeline.forkHere(action.name);
      return null;
    case "without": {
      const command = action.command === "last" ? lastCarriedOut(timeline) : action.command;
      if (command === undefined) return NO_COMMAND;
      timeline.without(command);
      return null;
    }
    case "rename": {
      const branch = timeline.branches[action.branch];
      if (branch !== undefined) branch.name = action.name.slice(0, 80);
      return null;
    }
  }
}

function lastCarriedOut({ branch, world }: Timeline): number | undefined {
  return branch.commands[world.executed - 1]?.id;
}
