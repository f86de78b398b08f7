// What the palette shows in the gallery: one entry of each kind, as a lesson with one item would offer them.

import { Chip } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import type { PaletteEntry } from "./palette-entries.ts";

const nothing = () => undefined;

export const PALETTE_EXAMPLES: readonly PaletteEntry[] = [
  {
    id: "cleo",
    section: "Items",
    label: "cleo, version 8",
    hint: "follow",
    mark: <Chip ordinal={2} text="C" />,
    run: nothing,
  },
  {
    id: "cleo-c",
    section: "Items",
    label: "cleo in az c, P2",
    hint: "1 behind",
    mark: <Chip ordinal={2} text="C7" state="stale" />,
    run: nothing,
  },
  {
    id: "put",
    section: "Do",
    label: "PutItem with player = cleo",
    hint: "operation",
    mark: <Icon name="cube" size={14} />,
    run: nothing,
  },
  {
    id: "off",
    section: "Do",
    label: "Switch off az c",
    hint: "fault",
    mark: <Icon name="power" size={14} />,
    run: nothing,
  },
  {
    id: "lesson",
    section: "Go to",
    label: "After a 200, who knows?",
    hint: "lesson 16",
    mark: <Icon name="book" size={14} />,
    run: nothing,
  },
];
