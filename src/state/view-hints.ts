/** What a link says of the screen: the followed item, the zoom, the table. Read back when the link is opened. */
import { useSelection, type Zoom } from "./selection.ts";

const ZOOMS: readonly Zoom[] = ["world", "region", "partition", "item"];

export function viewHints(): Record<string, string> {
  const { followed, zoom, region, table } = useSelection.getState();
  return {
    zoom,
    ...(followed === null ? {} : { followTable: followed.table, follow: followed.label }),
    ...(region === null ? {} : { region }),
    ...(table === null ? {} : { table }),
  };
}

/** Applies what fits; a stranger's hints may say anything. */
export function applyViewHints(hints: Readonly<Record<string, string>>): void {
  const { follow, followTable, zoom, region, table } = hints;
  useSelection.setState({
    followed: follow !== undefined && followTable !== undefined ? { table: followTable, label: follow } : null,
    zoom: ZOOMS.find((z) => z === zoom) ?? "world",
    region: region ?? null,
    table: table ?? null,
    mark: null,
    gate: null,
    lit: [],
  });
}
