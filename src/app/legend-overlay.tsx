// The legend of what this version draws.

import { LegendDialog } from "./dialogs/legend-dialog.tsx";

export function LegendOverlay({ onClose }: { onClose: () => void }) {
  return (
    <LegendDialog
      marks={["item", "request", "response", "copy", "record", "entry", "tick"]}
      states={["committed", "inflight", "stale", "conflict", "denied", "not-yet"]}
      places={["leader", "applied", "wedge"]}
      own={["candidate", "prediction", "playhead", "difference", "fork"]}
      onClose={onClose}
    />
  );
}
