// The keyboard map connected to the keys that do something now.

import { KeyboardDialog } from "./dialogs/keyboard-dialog.tsx";
import { isMac } from "./machine.ts";
import { setSingleKeys, useShownShortcuts, useSingleKeys } from "./shortcut-handlers.ts";

export function KeyboardOverlay({ onClose }: { onClose: () => void }) {
  return (
    <KeyboardDialog
      shortcuts={useShownShortcuts()}
      singleKeys={useSingleKeys()}
      onSingleKeys={setSingleKeys}
      isMac={isMac()}
      onClose={onClose}
    />
  );
}
