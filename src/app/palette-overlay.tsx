// The command palette connected to what is offered now.

import { CommandPalette } from "./command-palette.tsx";
import { usePaletteEntries } from "./palette-entries.ts";

export function PaletteOverlay({ onClose }: { onClose: () => void }) {
  return <CommandPalette entries={usePaletteEntries()} onClose={onClose} />;
}
