/**
 * How the learner moves in time: the speed of Play, what one step forward means, and the conditions to pause at,
 * which the engine is told as they change.
 */
import { create } from "zustand";
import type { Drive, PauseCondition } from "../worker/protocol.ts";
import { call, drive } from "./session.ts";

/** What "forward" and "back" go to. */
export type StepMode = "event" | "request" | "quiet";

/** Virtual seconds for each real second. */
export const SPEEDS = [0.001, 0.01, 0.1, 1, 10] as const;

interface Pace {
  readonly speed: number;
  readonly mode: StepMode;
  readonly conditions: readonly PauseCondition[];
}

export const usePace = create<Pace>(() => ({ speed: 0.01, mode: "event", conditions: [] }));

export function setSpeed(speed: number): void {
  usePace.setState({ speed });
}

export function setStepMode(mode: StepMode): void {
  usePace.setState({ mode });
}

export function pauseWhen(conditions: readonly PauseCondition[]): void {
  usePace.setState({ conditions });
  void call({ type: "pauseWhen", conditions });
}

/** The drive that one step in a mode means. There is no "quiet" to go back to: back goes by request then. */
export function driveFor(mode: StepMode, direction: 1 | -1): Drive {
  if (mode === "event") return direction === 1 ? { kind: "step" } : { kind: "back" };
  if (mode === "quiet" && direction === 1) return { kind: "quiet" };
  return { kind: "request", direction };
}

/** Plays at the chosen speed, or pauses. */
export function togglePlay(playing: boolean): void {
  void drive(playing ? { kind: "pause" } : { kind: "play", speed: usePace.getState().speed });
}
