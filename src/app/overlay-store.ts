// Which overlay of the whole page is open: at most one. What it shows comes from whoever draws it.

import { create } from "zustand";

export type OverlayName = "palette" | "keyboard" | "legend" | "open-file" | "share" | "sdk-traffic";

interface OverlayState {
  open: OverlayName | null;
  /** A file dropped on the page, for the dialog that opens files. */
  dropped: File | null;
}

export const useOverlay = create<OverlayState>(() => ({ open: null, dropped: null }));

export function openDroppedFile(dropped: File): void {
  useOverlay.setState({ open: "open-file", dropped });
}

export function showOverlay(open: OverlayName): void {
  useOverlay.setState({ open });
}

export function closeOverlay(): void {
  useOverlay.setState({ open: null, dropped: null });
}
