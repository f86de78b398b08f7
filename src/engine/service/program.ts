/**
 * One run of the learner's script: starts, makes requests, waits, ends. It is a client with a mind of its own; the
 * requests it makes are messages like any other. A run is not restarted: another run is another machine. [FN-13..15]
 */
import { assert } from "../base/assert.ts";
import type { ActorKind } from "../sim/actor.ts";
import {
  type CodeHostState,
  dropCode,
  type HostContext,
  newCodeHostState,
  programSource,
  startCode,
  takeHostMessage,
  waitsForNothing,
} from "./code-host.ts";
import type { Event } from "./events.ts";
import type { FunctionRuntime, RuntimeError } from "./function-runtime.ts";
import type { Message } from "./messages.ts";

export interface ProgramState extends CodeHostState {
  readonly run: number;
  phase: "new" | "running" | "ended";
}

/** State of a program that waits for its `RunProgram`. */
export function newProgramState(spec: { region: string; run: number }): ProgramState {
  return { ...newCodeHostState(spec.region), run: spec.run, phase: "new" };
}

/** @param runtime null when no code can be run: then every run ends at once and says so */
export function createProgramKind(runtime: FunctionRuntime | null): ActorKind<ProgramState, Message, Event> {
  return {
    kind: "program",
    handle(state, message, context) {
      switch (message.type) {
        case "RunProgram": {
          assert(state.phase === "new", "a run is started once");
          const { region } = state;
          const { run, entry, files, environment } = message;
          state.phase = "running";
          context.record({ kind: "ProgramStarted", region, run, entry });
          startCode(state, programSource("program", { region, entry, files, environment }), context);
          return;
        }
        case "StopProgram":
          if (state.phase === "running") end(state, { error: null, stopped: true }, context);
          return;
        default: {
          const finish = takeHostMessage(state, runtime, message, context);
          if (state.phase !== "running") return;
          if (finish !== null) end(state, { error: finish.ok ? null : finish.error, stopped: false }, context);
          else if (waitsForNothing(state)) end(state, { error: NEVER_SETTLED, stopped: false }, context);
        }
      }
    },
  };
}

function end(state: ProgramState, how: { error: RuntimeError | null; stopped: boolean }, context: HostContext): void {
  state.phase = "ended";
  dropCode(state, context);
  context.record({ kind: "ProgramEnded", region: state.region, run: state.run, ...how });
}

/** Node ends such a program with exit code 13. */
const NEVER_SETTLED: RuntimeError = {
  kind: "error",
  name: "UnsettledTopLevelAwait",
  message: "Detected unsettled top-level await",
  advice:
    "The program waits for a promise that nothing will ever settle. Look for a promise whose resolve is never called.",
  source: null,
  stack: "",
  environmentLost: true,
};
