/**
 * Pace: how fast a timeline is driven. The engine only knows one step; this file decides how many, and when to stop.
 * Long runs are cut into slices, so that the Worker keeps answering. [PACE-1..9]
 */
import type { Event, Micros, Recorded, Timeline } from "../engine/index.ts";
import { matchesEvent } from "./event-match.ts";
import { conditionMet } from "./pause-conditions.ts";
import type { Drive, PauseCondition } from "./protocol.ts";

/** Real milliseconds of one slice of a long run. */
const SLICE_MILLIS = 12;
/** A run until quiet that takes more steps than this stops and says so: the world may never be quiet. */
export const QUIET_STEPS_MAX = 200_000;
/** While playing, a gap in virtual time takes at most this long. */
const GAP_MILLIS_MAX = 900;

export interface Outcome {
  readonly moved: "forward" | "back" | "far" | "none";
  /** Why it stopped before its goal. */
  readonly pausedBy: string | null;
  /** Of `until`: the event came. */
  readonly met?: boolean;
}

export interface DriverPorts {
  readonly timeline: () => Timeline;
  /** A picture is due. */
  readonly changed: (moved: Outcome["moved"]) => void;
  readonly progress: (what: string | null, done: number, total: number | null) => void;
  /** Lets waiting messages in before the next slice. */
  readonly breathe: () => Promise<void>;
  readonly nowMillis: () => number;
}

export class Driver {
  private conditions: readonly PauseCondition[] = [];
  private playingSpeed: number | null = null;
  /** Virtual time shown while playing: between the last step and the next. */
  private shown: Micros = 0;
  private lastTick = 0;
  private waited = 0;
  private run = 0;

  constructor(private readonly ports: DriverPorts) {}

  get playing(): { readonly speed: number } | null {
    return this.playingSpeed === null ? null : { speed: this.playingSpeed };
  }

  get displayNow(): Micros {
    const { world } = this.ports.timeline();
    return this.playingSpeed === null ? world.now : Math.max(world.now, this.shown);
  }

  setConditions(conditions: readonly PauseCondition[]): void {
    this.conditions = conditions;
  }

  /** Ends whatever is running. */
  stop(): void {
    this.run++;
    this.playingSpeed = null;
  }

  async drive(drive: Drive): Promise<Outcome> {
    const timeline = this.ports.timeline();
    if (drive.kind !== "play") this.stop();
    switch (drive.kind) {
      case "step":
        return this.forwardOnce(timeline);
      case "back":
        if (timeline.step === 0) return STILL;
        timeline.seek(timeline.step - 1);
        return { moved: "back", pausedBy: null };
      case "request":
        return drive.direction === 1 ? this.toNextAnswer(timeline) : backToRequest(timeline);
      case "item":
        return drive.direction === 1 ? this.toNextOfItem(timeline, drive) : backToItem(timeline, drive);
      case "quiet":
        // A quiet world has background work left, 24 hours ahead perhaps: one step of it would be a jump.
        return timeline.quiet ? STILL : this.until("until quiet", timeline, null, () => timeline.quiet);
      case "until": {
        const end = timeline.step + drive.stepsMax;
        const came = () => stepEvents(timeline, timeline.step).some((e) => matchesEvent(e.event, drive.match));
        const outcome = await this.until(
          "until it happens",
          timeline,
          null,
          () => timeline.step >= end || came() || timeline.quiet,
        );
        return { ...outcome, met: outcome.moved !== "none" && came() };
      }
      case "seek":
        return this.seek(timeline, drive.step);
      case "end":
        return this.seek(timeline, timeline.branch.steps.length);
      case "jump":
        return this.jump(timeline, drive.micros);
      case "play":
        this.startPlaying(timeline, drive.speed);
        return { moved: "none", pausedBy: null };
      case "pause":
        return STILL;
    }
  }

  /** One animation frame of playing. Returns what changed, or null when nothing is to be drawn. */
  tick(millis: number): Outcome | null {
    if (this.playingSpeed === null) return null;
    const timeline = this.ports.timeline();
    const elapsed = Math.min(100, millis - this.lastTick);
    this.lastTick = millis;
    this.waited += elapsed;
    let stepped = false;
    for (;;) {
      const next = timeline.nextAt;
      if (next === undefined || timeline.quiet) {
        this.playingSpeed = null;
        return { moved: stepped ? "forward" : "none", pausedBy: null };
      }
      const gap = next - timeline.world.now;
      const wait = Math.min(GAP_MILLIS_MAX, gap / 1000 / this.playingSpeed);
      if (this.waited < wait) {
        this.shown = timeline.world.now + Math.floor((gap * this.waited) / wait);
        return { moved: stepped ? "forward" : "none", pausedBy: null };
      }
      this.waited -= wait;
      timeline.forward();
      stepped = true;
      const met = conditionMet(timeline, this.conditions);
      if (met !== null) {
        this.playingSpeed = null;
        return { moved: "forward", pausedBy: met };
      }
      if (this.ports.nowMillis() - millis > SLICE_MILLIS) return { moved: "forward", pausedBy: null };
    }
  }

  private startPlaying(timeline: Timeline, speed: number): void {
    this.run++;
    this.playingSpeed = speed;
    this.shown = timeline.world.now;
    this.waited = 0;
    this.lastTick = this.ports.nowMillis();
  }

  private forwardOnce(timeline: Timeline): Outcome {
    return timeline.forward() ? { moved: "forward", pausedBy: conditionMet(timeline, this.conditions) } : STILL;
  }

  /** When no answer is to come, a quiet world is the end: its background work may be 24 hours ahead. */
  private async toNextAnswer(timeline: Timeline): Promise<Outcome> {
    if (timeline.quiet) return STILL;
    return this.until("to the next answer", timeline, null, () => lastStepAnswered(timeline) || timeline.quiet);
  }

  /** Known steps are gone to at once; from the end of the branch the world runs on until the item has a part in it. */
  private async toNextOfItem(timeline: Timeline, item: ItemName): Promise<Outcome> {
    const known = stepsOfItem(timeline, item).find((step) => step > timeline.step);
    if (known !== undefined) return this.seek(timeline, known);
    if (timeline.quiet) return STILL;
    const came = () => stepsOfItem(timeline, item).at(-1) === timeline.step;
    return this.until("to the item's next event", timeline, null, () => came() || timeline.quiet);
  }

  private async seek(timeline: Timeline, step: number): Promise<Outcome> {
    const from = timeline.step;
    timeline.seek(Math.min(step, timeline.branch.steps.length));
    if (timeline.step < step)
      await this.until("to the step", timeline, step - timeline.step, () => timeline.step >= step, NOT_PAUSED);
    const distance = timeline.step - from;
    return {
      moved: distance === 0 ? "none" : distance === 1 ? "forward" : distance === -1 ? "back" : "far",
      pausedBy: null,
    };
  }

  private async jump(timeline: Timeline, micros: Micros): Promise<Outcome> {
    const command = timeline.issue({ kind: "jump", micros }, timeline.world.now + micros);
    return this.until(
      "jumping",
      timeline,
      null,
      () =>
        timeline.world.now >= command.at &&
        timeline.world.executed >= timeline.branch.commands.findIndex((c) => c.id === command.id) + 1,
    );
  }

  /** Steps in slices until `done`, nothing is left, or a pause condition is met. */
  private async until(
    what: string,
    timeline: Timeline,
    total: number | null,
    done: () => boolean,
    conditions: readonly PauseCondition[] = this.conditions,
  ): Promise<Outcome> {
    const run = this.run;
    let steps = 0;
    let met: string | null = null;
    for (;;) {
      const sliceEnd = this.ports.nowMillis() + SLICE_MILLIS;
      while (this.ports.nowMillis() < sliceEnd) {
        if (!timeline.forward()) return this.finish(steps, null);
        steps++;
        met = conditionMet(timeline, conditions);
        if (met !== null || done()) return this.finish(steps, met);
        if (steps >= QUIET_STEPS_MAX)
          return this.finish(steps, `${QUIET_STEPS_MAX.toLocaleString("en")} steps were run and it is not over`);
      }
      this.ports.progress(what, steps, total);
      await this.ports.breathe();
      if (this.run !== run) return this.finish(steps, null);
    }
  }

  private finish(steps: number, pausedBy: string | null): Outcome {
    this.ports.progress(null, 0, null);
    return { moved: steps === 0 ? "none" : steps === 1 ? "forward" : "far", pausedBy };
  }
}

/** Who goes to a step wants to be there, whatever happens on the way. */
const NOT_PAUSED: readonly PauseCondition[] = [];
const STILL: Outcome = { moved: "none", pausedBy: null };

function lastStepAnswered(timeline: Timeline): boolean {
  return stepHas(timeline, timeline.step, "ResponseReceived");
}

function backToRequest(timeline: Timeline): Outcome {
  if (timeline.step === 0) return STILL;
  let step = timeline.step - 1;
  while (step > 0 && !stepHas(timeline, step, "ResponseReceived") && !stepHas(timeline, step, "RequestSent")) step--;
  timeline.seek(Math.max(0, step));
  return { moved: "far", pausedBy: null };
}

interface ItemName {
  readonly table: string;
  readonly label: string;
}

/** Steps that recorded something of the item, in order. */
function stepsOfItem({ branch }: Timeline, { table, label }: ItemName): readonly number[] {
  return branch.eventsOfItem(table, label).map((at) => branch.events[at]?.step ?? 0);
}

function backToItem(timeline: Timeline, item: ItemName): Outcome {
  const before = stepsOfItem(timeline, item).findLast((step) => step < timeline.step);
  if (before === undefined) return STILL;
  const moved = before === timeline.step - 1 ? "back" : "far";
  timeline.seek(before);
  return { moved, pausedBy: null };
}

function stepHas(timeline: Timeline, step: number, kind: string): boolean {
  return stepEvents(timeline, step).some((e) => e.event.kind === kind);
}

function stepEvents(timeline: Timeline, step: number): readonly Recorded<Event>[] {
  const record = timeline.branch.steps[step - 1];
  return record === undefined ? [] : timeline.branch.events.slice(record.firstEvent, record.firstEvent + record.events);
}
