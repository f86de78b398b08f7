/**
 * One run of the learner's script: starts, makes requests, waits, ends. It is a client with a mind of its own; the
 * requests it makes are messages like any other. A run is not restarted: another run is another machine. [FN-13..15]
 */
import { type CodeHostState, newCodeHostState } from "./code-host.ts";

export interface ProgramState extends CodeHostState {
  readonly run: number;
  phase: "new" | "running" | "ended";
}

/** State of a program that waits for its `RunProgram`. */
export function newProgramState(spec: { region: string; run: number }): ProgramState {
  return { ...newCodeHostState(spec.region, null), run: spec.run, phase: "new" };
}
