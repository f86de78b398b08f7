// The keys of a world (VISUAL §10): what each does is a call to the engine or a change of the selection. Keys of one
// panel (the hint, locking a prediction) are offered by that panel.

import { togglePlay } from "../state/pace.ts";
import { follow, pick, setZoom, useSelection, type Zoom } from "../state/selection.ts";
import { branch, drive, refusalOf, useSession } from "../state/session.ts";
import { showToast } from "../ui/toast-store.ts";
import type { BranchSummary } from "../worker/protocol.ts";
import { showOverlay } from "./overlay-store.ts";
import { useShortcuts } from "./shortcut-handlers.ts";
import { openPanel } from "./workspace-layout.ts";

const ZOOMS: readonly Zoom[] = ["world", "region", "partition", "item"];

export function useWorldShortcuts(): void {
  useShortcuts({
    play: () => {
      if (held()) return;
      togglePlay((useSession.getState().frame?.playing ?? null) !== null);
    },
    "step-forward": () => {
      if (!held()) void drive({ kind: "step" });
    },
    "step-back": () => void drive({ kind: "back" }),
    "next-of-item": () => {
      if (!held()) goByItem(1);
    },
    "previous-of-item": () => goByItem(-1),
    start: () => void drive({ kind: "seek", step: 0 }),
    latest: () => {
      if (!held()) void drive({ kind: "end" });
    },
    "zoom-in": () => zoomBy(1),
    "zoom-out": () => zoomBy(-1),
    follow: () => {
      const { mark, followed } = useSelection.getState();
      follow(mark?.kind === "item" && followed?.label !== mark.item.label ? mark.item : null);
    },
    legend: () => showOverlay("legend"),
    table: () => useSelection.setState((s) => ({ asTable: !s.asTable })),
    candidate: ({ key }) => {
      const candidate = useSelection.getState().gate?.candidates[Number(key) - 1];
      if (candidate !== undefined) pick(candidate);
    },
    fork: () => void branch({ kind: "fork", name: `from step ${useSession.getState().frame?.step ?? 0}` }),
    compare: compareOrStop,
    untick: () => void untickLast(),
    inspector: () => openPanel("right", "inspector"),
  });
}

/** A prediction that is not locked holds the clock. */
function held(): boolean {
  const { gate } = useSelection.getState();
  return gate !== null && !gate.locked;
}

function goByItem(direction: 1 | -1): void {
  const { followed } = useSelection.getState();
  if (followed === null) showToast({ text: "Select an item first: the keys go from one of its events to the next." });
  else void drive({ kind: "item", ...followed, direction });
}

/** With the run this one left, or else the one made last; pressed again, it ends. */
function compareOrStop(): void {
  const { frame } = useSession.getState();
  if (frame === null) return;
  const other = otherRun(frame);
  if (frame.comparing !== null) void branch({ kind: "compare", branch: null });
  else if (other === undefined) showToast({ text: "There is one run so far. B forks another from this step." });
  else void branch({ kind: "compare", branch: other.id });
}

function otherRun({
  branch: current,
  branches,
}: {
  readonly branch: number;
  readonly branches: readonly BranchSummary[];
}): BranchSummary | undefined {
  const parent = branches.find(({ id }) => id === current)?.parent ?? null;
  return branches.find(({ id }) => id === parent) ?? branches.findLast(({ id }) => id !== current);
}

/** The run goes on without the command that was carried out last before the cursor; the one with it is kept. */
async function untickLast(): Promise<void> {
  const from = useSession.getState().frame?.branch;
  const reply = await branch({ kind: "without", command: "last" });
  const refusal = refusalOf(reply);
  if (refusal !== null) showToast({ text: `${refusal.message} ${refusal.advice}`, icon: "minus" });
  else if (from !== undefined)
    showToast({
      text: "This run goes without the last command. The run with it is kept.",
      icon: "fork",
      action: { label: "Go back to it", onSelect: () => void branch({ kind: "switch", branch: from }) },
    });
}

function zoomBy(direction: 1 | -1): void {
  const at = ZOOMS.indexOf(useSelection.getState().zoom) + direction;
  const zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at))];
  if (zoom !== undefined) setZoom(zoom);
}
