// Which run of the learner's code is shown, and how it goes at the cursor. Computed in the Worker, from events alone.

import {
  type Command,
  type Event,
  type Micros,
  programId,
  type Reader,
  type Recorded,
  type RuntimeError,
} from "../../engine/index.ts";

export type RunCommand = Extract<Command, { kind: "run" }>;

export interface RunFacts {
  /** Id of the command that started it. */
  readonly run: number;
  readonly region: string;
  readonly entry: string;
  /** due: issued, but its first step is still to come. */
  readonly phase: "due" | "running" | "ended";
  /** Ended by the Stop button. */
  readonly stopped: boolean;
  readonly error: RuntimeError | null;
  /** Step after which it was over, or null. */
  readonly endedStep: number | null;
  /** Position in the events at which it began; the number of events so far while it is due. */
  readonly from: number;
  readonly startedAt: Micros | null;
}

/** The actor of a run. */
export const actorOf = (run: { readonly region: string; readonly run: number }): string =>
  programId(run.region, run.run);

/**
 * The run shown at the cursor: the one asked for when it has begun or is about to, otherwise the last that has begun,
 * otherwise one that is about to.
 * @param wanted the run the panel started last, or null
 */
export function runAtCursor(reader: Reader, wanted: number | null): RunFacts | null {
  const commands = reader.branch.commands.filter((command): command is RunCommand => command.kind === "run");
  if (commands.length === 0) return null;
  const { begun, ended } = runEvents(reader);
  const last = [...begun.keys()].at(-1);
  const asked = commands.find((command) => command.id === wanted);
  const isNear = asked !== undefined && (begun.has(asked.id) || asked.at <= reader.now + 1);
  const run = isNear ? asked : (commands.find((command) => command.id === last) ?? asked ?? commands[0]);
  if (run === undefined) return null;
  const start = begun.get(run.id);
  const end = ended.get(run.id);
  const endEvent = end?.event as Extract<Event, { kind: "ProgramEnded" }> | undefined;
  return {
    run: run.id,
    region: run.region,
    entry: run.entry,
    phase: start === undefined ? "due" : end === undefined ? "running" : "ended",
    stopped: endEvent?.stopped ?? false,
    error: endEvent?.error ?? null,
    endedStep: end?.step ?? null,
    from: start?.seq ?? reader.eventCount,
    startedAt: start?.at ?? null,
  };
}

/** Runs that have begun, in that order, and those that are over. */
function runEvents({ events, eventCount }: Reader) {
  const begun = new Map<number, Recorded<Event>>();
  const ended = new Map<number, Recorded<Event>>();
  for (let at = 0; at < eventCount; at++) {
    const recorded = events[at];
    if (recorded?.event.kind === "ProgramStarted") begun.set(recorded.event.run, recorded);
    else if (recorded?.event.kind === "ProgramEnded") ended.set(recorded.event.run, recorded);
  }
  return { begun, ended };
}
