/**
 * One run of a scenario: a list of commands, and everything recorded while it was carried out. A branch remembers more
 * than the cursor shows: after a step back its future is known. Checkpoints every 64 steps make any step reachable by
 * a short replay; far from the cursor they are thinned out. [TT-1..3, TT-9]
 */
import { assert, present } from "../base/assert.ts";
import type { Event } from "../service/events.ts";
import type { Message } from "../service/messages.ts";
import type { Micros } from "../sim/message.ts";
import type { Recorded, StepRecord } from "../sim/simulation.ts";
import type { Command } from "./commands.ts";
import { ItemIdentities } from "./identities.ts";
import type { SavedWorld, World } from "./world.ts";

export interface Checkpoint {
  readonly step: number;
  readonly now: Micros;
  readonly saved: SavedWorld;
}

export const CHECKPOINT_EVERY = 64;
const CHECKPOINTS_MAX = 1024;

export class Branch {
  /** In the order they are carried out. */
  commands: Command[];
  readonly events: Recorded<Event>[] = [];
  /** steps[i] is step i + 1. */
  readonly steps: StepRecord<Message>[] = [];
  readonly identities = new ItemIdentities();
  private readonly byItem = new Map<string, number[]>();
  private readonly byRequest = new Map<string, number[]>();
  /** Ascending by step; the first is step 0. */
  private checkpoints: Checkpoint[] = [];
  private spacing = CHECKPOINT_EVERY;

  constructor(
    readonly id: number,
    public name: string,
    readonly parent: number | null,
    /** Last step shared with the parent. */
    readonly forkStep: number,
    commands: readonly Command[],
  ) {
    this.commands = [...commands];
  }

  /** Takes over the first `step` steps of another branch, with their events and checkpoints. */
  inherit(other: Branch, step: number): void {
    this.spacing = other.spacing;
    for (const record of other.steps.slice(0, step)) this.steps.push(record);
    const last = this.steps[this.steps.length - 1];
    const events = last === undefined ? 0 : last.firstEvent + last.events;
    for (const recorded of other.events.slice(0, events)) this.record(recorded);
    this.checkpoints = other.checkpoints.filter((c) => c.step <= step);
  }

  /** The recorder of the world while it is on this branch: a replayed event is known already. */
  record(recorded: Recorded<Event>): void {
    if (recorded.seq < this.events.length) return;
    assert(recorded.seq === this.events.length, "events are recorded in order");
    this.events.push(recorded);
    this.identities.see(recorded.event);
    this.file(recorded);
  }

  /** Positions in `events` of what concerns an item, ascending. */
  eventsOfItem(table: string, label: string): readonly number[] {
    return this.byItem.get(`${table}|${label}`) ?? [];
  }

  eventsOfRequest(request: string): readonly number[] {
    return this.byRequest.get(request) ?? [];
  }

  /** Notes an executed step; keeps a checkpoint where one is due. */
  stepped(record: StepRecord<Message>, world: World): void {
    if (record.step > this.steps.length) {
      assert(record.step === this.steps.length + 1, "steps are recorded in order");
      this.steps.push(record);
    }
    if (record.step % this.spacing === 0) this.keep(world);
  }

  /** Keeps the world as it is now. */
  keep(world: World): void {
    const last = this.checkpoints[this.checkpoints.length - 1];
    if (last !== undefined && last.step >= world.steps) return;
    this.checkpoints.push({ step: world.steps, now: world.now, saved: world.save() });
    if (this.checkpoints.length > CHECKPOINTS_MAX) this.thinOut();
  }

  /** The nearest checkpoint at or before a step. */
  checkpointBefore(step: number): Checkpoint {
    let best = present(this.checkpoints[0], "a branch keeps its start");
    for (const c of this.checkpoints) if (c.step <= step) best = c;
    return best;
  }

  /** Events recorded by the steps 1..step. */
  eventCount(step: number): number {
    const last = this.steps[step - 1];
    return last === undefined ? 0 : last.firstEvent + last.events;
  }

  /** Last step at or before a time. */
  stepAt(time: Micros): number {
    let low = 0;
    let high = this.steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.steps[middle] as StepRecord<Message>).delivery.at <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private file({ seq, event }: Recorded<Event>): void {
    if ("request" in event && event.request !== null) push(this.byRequest, event.request, seq);
    if (!("table" in event) || event.table === null) return;
    const { table } = event;
    if ("label" in event && event.label !== null) push(this.byItem, `${table}|${event.label}`, seq);
    if ("labels" in event) for (const label of event.labels) push(this.byItem, `${table}|${label}`, seq);
  }

  private thinOut(): void {
    this.spacing *= 2;
    this.checkpoints = this.checkpoints.filter((c) => c.step % this.spacing === 0 || c.step === this.forkStep);
  }
}

function push(index: Map<string, number[]>, key: string, seq: number): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [seq]);
  else list.push(seq);
}
