/** The world that waits for a person's yes, because opening it replaces one with a history. */
import { create } from "zustand";
import type { Scenario } from "../../engine/index.ts";
import { useSession } from "../../state/session.ts";
import { openScenario } from "../../state/workplace.ts";
import { showToast } from "../../ui/toast-store.ts";

export const useReplacement = create<{ readonly waiting: Scenario | null }>(() => ({ waiting: null }));

/** Opens a new world at once where nothing has happened yet, and asks otherwise. */
export async function openNewWorld(scenario: Scenario): Promise<void> {
  const { frame } = useSession.getState();
  if (hasHistory(frame)) useReplacement.setState({ waiting: scenario });
  else await open(scenario);
}

export async function replaceWorld(): Promise<void> {
  const { waiting } = useReplacement.getState();
  useReplacement.setState({ waiting: null });
  if (waiting !== null) await open(waiting);
}

export function keepWorld(): void {
  useReplacement.setState({ waiting: null });
}

export function hasHistory(
  frame: { readonly steps: number; readonly commands: number; readonly branches: readonly unknown[] } | null,
): boolean {
  return frame !== null && (frame.steps > 0 || frame.commands > 0 || frame.branches.length > 1);
}

async function open(scenario: Scenario): Promise<void> {
  const reply = await openScenario(scenario, "start");
  if (reply.ok) showToast({ text: `${scenario.name} is open`, icon: "check" });
}
