// What the command palette offers while a world is open: its moves, its panels.

import { useMemo } from "react";
import { setZoom, type Zoom } from "../state/selection.ts";
import { drive } from "../state/session.ts";
import { showOverlay } from "./overlay-store.ts";
import { type PaletteEntry, useOfferPaletteEntries } from "./palette-entries.ts";
import { bringBackSandbox } from "./places.ts";
import { downloadScenario } from "./share-overlay.tsx";
import { openPanel } from "./workspace-layout.ts";

const PANELS = [
  ["left", "operation", "Operation"],
  ["left", "code", "Code"],
  ["left", "past", "Past"],
  ["left", "setup", "World set-up"],
  ["right", "inspector", "Inspector"],
  ["right", "streams", "Streams"],
  ["drawer", "timeline", "Timeline"],
  ["drawer", "items", "Items"],
  ["drawer", "requests", "Requests"],
  ["drawer", "events", "Events"],
] as const;

const ZOOMS: readonly Zoom[] = ["world", "region", "partition", "item"];

export function useWorldPalette(): void {
  useOfferPaletteEntries(useMemo(worldEntries, []));
}

function worldEntries(): readonly PaletteEntry[] {
  const act = (id: string, label: string, hint: string, run: () => void): PaletteEntry => ({
    id,
    section: "Do",
    label,
    hint,
    run,
  });
  return [
    act("do-quiet", "Run until quiet", "time", () => void drive({ kind: "quiet" })),
    act("do-request", "Run to the next answer", "time", () => void drive({ kind: "request", direction: 1 })),
    act("do-start", "Go to the start", "time", () => void drive({ kind: "seek", step: 0 })),
    act("do-end", "Go to the latest step", "time", () => void drive({ kind: "end" })),
    act("do-share", "Share this moment", "link", () => showOverlay("share")),
    act("do-export", "Download the scenario", "file", () => void downloadScenario()),
    act("do-open-file", "Open a file", "file", () => showOverlay("open-file")),
    act("do-before", "Bring back the sandbox from before", "sandbox", () => void bringBackSandbox()),
    act("do-sdk-traffic", "Accept SDK traffic from this computer", "program", () => showOverlay("sdk-traffic")),
    act("do-legend", "Show the legend", "page", () => showOverlay("legend")),
    ...ZOOMS.map((zoom) => act(`do-zoom-${zoom}`, `Zoom to the ${zoom}`, "stage", () => setZoom(zoom))),
    ...PANELS.map(
      ([place, id, label]): PaletteEntry => ({
        id: `go-${id}`,
        section: "Go to",
        label,
        hint: "panel",
        run: () => openPanel(place, id),
      }),
    ),
  ];
}
