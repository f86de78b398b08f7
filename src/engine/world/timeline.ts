/**
 * Time travel: branches, a cursor, and one world that is brought to wherever the cursor stands. Going back restores a
 * checkpoint and replays; a command issued in the past forks a branch, and nothing is ever truncated. [TT-1..8]
 */
import { assert, present } from "../base/assert.ts";
import type { FunctionRuntime } from "../service/function-runtime.ts";
import type { Micros } from "../sim/message.ts";
import { Branch } from "./branch.ts";
import type { Command, CommandBody } from "./commands.ts";
import type { Scenario } from "./scenario.ts";
import { World } from "./world.ts";

export class Timeline {
  readonly world: World;
  readonly branches: Branch[] = [];
  private currentBranch: Branch;
  private nextCommandId: number;

  /** Builds the scenario's world and stands at step 0 of its current branch. @throws {ConfigRefused} */
  constructor(
    readonly scenario: Scenario,
    runtime: FunctionRuntime | null,
  ) {
    this.world = new World({
      seed: scenario.seed,
      config: scenario.config,
      runtime,
      onEvent: (recorded) => this.currentBranch.record(recorded),
    });
    const start = this.world.save();
    const byId = new Map(scenario.commands.map((c) => [c.id, c]));
    scenario.branches.forEach((plan, id) => {
      const commands = plan.commands.map((c) => present(byId.get(c), `command ${c}`));
      const branch = new Branch(id, plan.name, plan.parent, plan.forkStep, commands);
      this.branches.push(branch);
    });
    this.currentBranch = present(this.branches[0], "a scenario has a branch");
    for (const branch of this.branches) {
      this.world.restore(start);
      branch.keep(this.world);
      branch.identities.meetAtStart(this.world.initialItems);
    }
    this.nextCommandId = 1 + scenario.commands.reduce((max, c) => Math.max(max, c.id), 0);
    this.switchTo(scenario.current, 0);
  }

  get branch(): Branch {
    return this.currentBranch;
  }

  /** Steps executed up to the cursor. */
  get step(): number {
    return this.world.steps;
  }

  /** Nothing but background work is left after the cursor. */
  get quiet(): boolean {
    return this.world.quiet(this.currentBranch.commands);
  }

  /** Time of the next step, or undefined. */
  get nextAt(): Micros | undefined {
    return this.world.nextAt(this.currentBranch.commands);
  }

  /** One step forward. False when nothing is left. */
  forward(): boolean {
    const record = this.world.step(this.currentBranch.commands);
    if (record === undefined) return false;
    this.currentBranch.stepped(record, this.world);
    return true;
  }

  /** Goes to a step of the current branch, backwards or forwards; as far as there is something to do. */
  seek(step: number): void {
    const target = Math.max(0, step);
    const checkpoint = this.currentBranch.checkpointBefore(target);
    if (target < this.step || checkpoint.step > this.step) this.world.restore(checkpoint.saved);
    while (this.step < target && this.forward());
  }

  /** Goes to another branch, at a step or as near to the present time as it has steps. */
  switchTo(branchId: number, step?: number): void {
    const branch = present(this.branches[branchId], `branch ${branchId}`);
    const target = step ?? branch.stepAt(this.world.now);
    this.currentBranch = branch;
    this.world.restore(branch.checkpointBefore(target).saved);
    while (this.step < target && this.forward());
  }

  /**
   * Issues a command at the cursor. Where the branch has a future already, that future is kept and a new branch is made,
   * which keeps the later commands too: one thing is changed, and the rest runs again.
   * @returns the command as it was entered
   */
  issue(body: CommandBody, at: Micros = this.world.issueTime()): Command {
    const command = { id: this.nextCommandId++, at: Math.max(at, this.world.issueTime()), ...body } as Command;
    const branch = this.currentBranch;
    const place = insertionPlace(branch.commands, command.at);
    if (branch.steps.length === this.step) branch.commands = inserted(branch.commands, place, command);
    else this.fork(nameOf(command), inserted(branch.commands, place, command));
    return command;
  }

  /** A new branch at the cursor with the same commands. */
  forkHere(name: string): Branch {
    return this.fork(name, this.currentBranch.commands);
  }

  /** A branch without one command: it leaves the track just before that command acts, and runs to where the cursor was. */
  without(commandId: number): Branch {
    const branch = this.currentBranch;
    const index = branch.commands.findIndex((c) => c.id === commandId);
    assert(index >= 0, `command ${commandId} is on the branch`);
    const now = this.world.now;
    const stepOfCommand = branch.steps.findIndex(
      (s) => s.delivery.via === "command" && s.delivery.seq === -(index + 1),
    );
    this.seek(stepOfCommand < 0 ? this.step : stepOfCommand);
    const forked = this.fork(
      `without ${commandId}`,
      branch.commands.filter((c) => c.id !== commandId),
    );
    while ((this.nextAt ?? Number.MAX_SAFE_INTEGER) <= now && this.forward());
    // The command may lie in the known future of the cursor: then the fork lies ahead of it.
    if (this.world.now > now) this.seek(forked.stepAt(now));
    return forked;
  }

  /** Computes something on another branch at the present virtual time, and comes back. */
  visiting<T>(branchId: number, look: () => T): T {
    const home = this.currentBranch;
    const step = this.step;
    const now = this.world.now;
    home.keep(this.world);
    this.switchTo(branchId, this.branches[branchId]?.stepAt(now) ?? 0);
    while ((this.nextAt ?? Number.MAX_SAFE_INTEGER) <= now && this.forward());
    try {
      return look();
    } finally {
      this.switchTo(home.id, step);
    }
  }

  /** The scenario that would bring another Timeline to this very state. */
  toScenario(): Scenario {
    const commands = new Map<number, Command>();
    for (const branch of this.branches) for (const c of branch.commands) commands.set(c.id, c);
    return {
      ...this.scenario,
      commands: [...commands.values()].sort((a, b) => a.id - b.id),
      branches: this.branches.map((b) => ({
        name: b.name,
        parent: b.parent,
        forkStep: b.forkStep,
        commands: b.commands.map((c) => c.id),
      })),
      current: this.currentBranch.id,
      step: this.step,
    };
  }

  private fork(name: string, commands: readonly Command[]): Branch {
    const branch = new Branch(this.branches.length, name, this.currentBranch.id, this.step, commands);
    branch.identities.meetAtStart(this.world.initialItems);
    branch.inherit(this.currentBranch, this.step);
    this.branches.push(branch);
    this.currentBranch = branch;
    branch.keep(this.world);
    return branch;
  }
}

/** After the commands at the same time or earlier. */
function insertionPlace(commands: readonly Command[], at: Micros): number {
  let place = commands.length;
  while (place > 0 && (commands[place - 1] as Command).at > at) place--;
  return place;
}

function inserted(commands: readonly Command[], place: number, command: Command): Command[] {
  return [...commands.slice(0, place), command, ...commands.slice(place)];
}

const FAULT_WORDS: Readonly<Record<Extract<Command, { kind: "fault" }>["fault"]["type"], string>> = {
  "kill-node": "a copy is down",
  "revive-node": "the copy is back",
  "kill-zone": "a zone is down",
  "revive-zone": "the zone is back",
  "cut-link": "the link is cut",
  "slow-link": "the link is slow",
  "heal-link": "the link is whole",
};

function nameOf(command: Command): string {
  switch (command.kind) {
    case "request":
      return `with ${command.operation}`;
    case "fault":
      return `what if ${FAULT_WORDS[command.fault.type]}`;
    case "run":
      return `with ${command.entry}`;
    case "jump":
      return "with a jump";
    case "deploy":
      return `new ${command.functionName}`;
    case "stop":
      return "stopped";
  }
}
