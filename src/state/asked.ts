/**
 * What a panel asks another one to take up, to be changed before it is sent: a request by the form, a program by the
 * editor. It waits here until that panel is on the screen. The page opens the panel; nothing is sent by this.
 */
import { create } from "zustand";
import type { CommandBody } from "../engine/index.ts";

export type Asked = Extract<CommandBody, { readonly kind: "request" | "run" }>;

interface AskedState {
  readonly asked: Asked | null;
}

export const useAsked = create<AskedState>(() => ({ asked: null }));

/** Whether a command of this kind can be taken up. */
export function isEditable(command: CommandBody): command is Asked {
  return command.kind === "request" || command.kind === "run";
}

/** @param asked null: it was taken up, or is no longer wanted */
export function askFor(asked: Asked | null): void {
  useAsked.setState({ asked });
}
