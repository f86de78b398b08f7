// The stage's bar on a phone: one button, and a list of what can be broken or mended, the level, the table and the
// legend. Touch alone reaches every fault with it; pressing a mark for long offers the faults of that mark.

import { setZoom, useSelection, type Zoom } from "../../state/selection.ts";
import { issue } from "../../state/session.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu, type MenuEntry } from "../../ui/menu.tsx";
import { commandOf, stageFaults } from "./faults.ts";
import { useStageView } from "./stage-params.ts";

const LEVELS: readonly { readonly zoom: Zoom; readonly label: string }[] = [
  { zoom: "world", label: "Level World" },
  { zoom: "region", label: "Level Region" },
  { zoom: "partition", label: "Level Partition" },
  { zoom: "item", label: "Level Item" },
];

export function StageMenu({ onLegend }: { onLegend: () => void }) {
  const view = useStageView();
  const zoom = useSelection((s) => s.zoom);
  const asTable = useSelection((s) => s.asTable);
  const faults = view === undefined ? [] : stageFaults(view);
  const entries: MenuEntry[] = [
    ...faults.map(
      (fault): MenuEntry => ({
        id: fault.id,
        label: fault.label,
        icon: fault.mends ? "undo" : "power",
        onSelect: () => void issue(commandOf(fault)),
      }),
    ),
    ...(faults.length > 0 ? [{ kind: "line", id: "after-faults" } as const] : []),
    ...LEVELS.map(
      (level): MenuEntry => ({
        kind: "check",
        id: level.zoom,
        label: level.label,
        checked: level.zoom === zoom,
        disabled: level.zoom === "item" && view?.followed === null,
        onChange: () => setZoom(level.zoom),
      }),
    ),
    { kind: "line", id: "after-levels" },
    {
      kind: "check",
      id: "table",
      label: "As a table",
      checked: asTable,
      onChange: (checked) => useSelection.setState({ asTable: checked }),
    },
    { id: "legend", label: "Legend", icon: "layers", onSelect: onLegend },
  ];
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="power" className="stage-menu" label="Break something, level, table" />}
      entries={entries}
    />
  );
}
