// The keys of a world (VISUAL §10): what each does is a call to the engine or a change of the selection. Keys of one
// panel (the hint, locking a prediction) are offered by that panel.

import { togglePlay } from "../state/pace.ts";
import { follow, pick, setZoom, useSelection, type Zoom } from "../state/selection.ts";
import { branch, drive, useSession } from "../state/session.ts";
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
    inspector: () => openPanel("right", "inspector"),
  });
}

/** A prediction that is not locked holds the clock. */
function held(): boolean {
  const { gate } = useSelection.getState();
  return gate !== null && !gate.locked;
}

function zoomBy(direction: 1 | -1): void {
  const at = ZOOMS.indexOf(useSelection.getState().zoom) + direction;
  const zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at))];
  if (zoom !== undefined) setZoom(zoom);
}
