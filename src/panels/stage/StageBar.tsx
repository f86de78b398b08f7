// The bar over the stage: zoom level, layers, the table, what can be broken, the item followed, the legend.

import "./stage.css";
import { memo } from "react";
import { useShared } from "../../parts/use-shared.ts";
import { follow, type Layer, setZoom, showLayer, useSelection, type Zoom } from "../../state/selection.ts";
import { issue } from "../../state/session.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Menu, type MenuEntry } from "../../ui/menu.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { useSize } from "../../ui/use-size.ts";
import { commandOf, type FaultChoice, stageFaults } from "./faults.ts";
import { useStageView } from "./stage-params.ts";
import type { FollowedView, StageView } from "./view-shape.ts";

const ZOOMS: readonly { value: Zoom; label: string }[] = [
  { value: "world", label: "World" },
  { value: "region", label: "Region" },
  { value: "partition", label: "Partition" },
  { value: "item", label: "Item" },
];
const LAYERS: readonly { layer: Layer; label: string }[] = [
  { layer: "indexes", label: "Indexes" },
  { layer: "streams", label: "Streams" },
  { layer: "triggers", label: "Triggers" },
];
/** Under this many pixels the layers are a menu, and the fault menu an icon. */
const LAYERS_FROM = 640;
const WORDS_FROM = 620;
const ENDS_FROM = 480;

export function StageBar({ onLegend }: { onLegend: () => void }) {
  const view = useStageView();
  const zoom = useSelection((s) => s.zoom);
  const [box, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  // Of every picture the bar needs little, and that little changes seldom: its menus are not drawn again for the rest.
  const available = useShared(layersIn(view));
  const choices = useShared(view === undefined ? [] : stageFaults(view));
  return (
    <div className="stage-bar" ref={box}>
      <Segmented
        label="Zoom level"
        options={ZOOMS.map((z) => ({ ...z, disabled: z.value === "item" && view?.followed === null }))}
        value={zoom}
        onChange={setZoom}
        className="stage-zoom"
      />
      {view !== undefined && view.tables.length > 1 && width > 460 && (
        <Select
          label="Table"
          options={view.tables.map((t) => ({ value: t, label: t }))}
          value={view.table ?? ""}
          onChange={(table) => useSelection.setState({ table, partition: null })}
          look="inline"
        />
      )}
      {width > 0 && <Layers wide={width >= LAYERS_FROM} available={available} />}
      <span className="grow" />
      {choices.length > 0 && <Break choices={choices} words={width >= WORDS_FROM} />}
      {view?.followed != null && width >= ENDS_FROM && <Following item={view.followed} words={width >= WORDS_FROM} />}
      <TableToggle />
      {width >= ENDS_FROM && (
        <Button look="ghost" className="small" onClick={onLegend}>
          Legend
        </Button>
      )}
    </div>
  );
}

/** Only layers of which the world has something. */
function layersIn(view: StageView | undefined): readonly Layer[] {
  const any = (test: (region: StageView["regions"][number]) => boolean) => view?.regions.some(test) ?? false;
  return LAYERS.map((l) => l.layer).filter((layer) =>
    any((r) =>
      layer === "indexes"
        ? r.indexes.length > 0 || r.partitions.some((p) => p.local.length > 0)
        : layer === "streams"
          ? r.shards !== null
          : r.triggers.length > 0,
    ),
  );
}

const Layers = memo(function Layers({ wide, available }: { wide: boolean; available: readonly Layer[] }) {
  const shown = useSelection((s) => s.layers);
  const offered = LAYERS.filter((l) => available.includes(l.layer));
  if (offered.length === 0) return null;
  if (!wide) {
    const entries: MenuEntry[] = offered.map(({ layer, label }) => ({
      kind: "check",
      id: layer,
      label,
      checked: shown.has(layer),
      onChange: (checked) => showLayer(layer, checked),
    }));
    return (
      <Menu
        trigger={
          <Button look="ghost" className="small" icon="layers" iconAfter="chevron-down">
            Layers
          </Button>
        }
        entries={entries}
      />
    );
  }
  return (
    <>
      {offered.map(({ layer, label }) => (
        <button
          key={layer}
          type="button"
          className="layer-toggle"
          aria-pressed={shown.has(layer)}
          onClick={() => showLayer(layer, !shown.has(layer))}
        >
          <span className="layer-square" aria-hidden="true" />
          {label}
        </button>
      ))}
    </>
  );
});

const Break = memo(function Break({ choices, words }: { choices: readonly FaultChoice[]; words: boolean }) {
  const breaks = choices.filter((c) => !c.mends);
  const mends = choices.filter((c) => c.mends);
  const entry = (choice: FaultChoice): MenuEntry => ({
    id: choice.id,
    label: choice.label,
    icon: choice.mends ? "undo" : "power",
    onSelect: () => void issue(commandOf(choice)),
  });
  const entries: MenuEntry[] = [
    ...mends.map(entry),
    ...(mends.length > 0 && breaks.length > 0 ? [{ kind: "line", id: "line" } as const] : []),
    ...breaks.map(entry),
  ];
  return (
    <Menu
      align="end"
      trigger={
        words ? (
          <Button look="ghost" className="small" icon="power">
            Break something
          </Button>
        ) : (
          <IconButton icon="power" iconSize={14} className="small" label="Break something" />
        )
      }
      entries={entries}
    />
  );
});

const Following = memo(function Following({ item, words }: { item: FollowedView; words: boolean }) {
  const explicit = useSelection((s) => s.followed) !== null;
  const chip = <Chip ordinal={item.look.ordinal} text={item.look.letter} />;
  return explicit ? (
    <button
      type="button"
      className="following"
      title={`Stop following ${item.label}`}
      aria-label={`Following ${item.label}; stop following`}
      onClick={() => follow(null)}
    >
      {words && "Following"} {chip}
    </button>
  ) : (
    <span className="following" title={`The last request was about ${item.label}`}>
      {words && "Last"} {chip}
    </span>
  );
});

const TableToggle = memo(function TableToggle() {
  const asTable = useSelection((s) => s.asTable);
  return (
    <IconButton
      icon="table"
      iconSize={14}
      className="small"
      label={asTable ? "Show the picture (T)" : "Show as a table (T)"}
      aria-pressed={asTable}
      onClick={() => useSelection.setState({ asTable: !asTable })}
    />
  );
});
