// Items and the item editor in fixed states for the gallery: real scenarios at real steps.

import { collectionOf, type Item, type Scenario, storageKeyOf } from "../../engine/index.ts";
import { playersScenario, THREADS, update } from "../../parts/example-worlds.ts";
import type { SelectionState } from "../../state/selection.ts";
import type { SpecimenMove } from "../../state/workplace.ts";
import { showItems, useItemsShown } from "./items-store.ts";
import { TRANSFER_STATES } from "./transfer/gallery.ts";

const CLEO = { table: "Players", label: "cleo" };
const KINDS: Item = {
  player: { S: "cleo" },
  score: { N: "9340" },
  online: { BOOL: true },
  tags: { SS: ["fast", "left-handed"] },
  build: { M: { helmet: { S: "oak" }, boots: { N: "3" } } },
  replay: { B: "AAECAwQFBgc=" },
  rounds: { L: [{ N: "1" }, { N: "2" }] },
};

interface GalleryState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly moves?: readonly SpecimenMove[];
  readonly selection?: Partial<SelectionState>;
  readonly prepare?: () => () => void;
  readonly width: number;
  readonly height: number;
}

const THREADS_WORLD = playersScenario({ config: { tables: [{ ...THREADS, collectionBytesMax: 6_000 }] } });

/** Rows that were picked. */
const shown = (change: Parameters<typeof showItems>[0]) => () => {
  showItems(change);
  return () => useItemsShown.setState(useItemsShown.getInitialState());
};

/** The collection of a partition key of one string attribute. */
function collectionNamed(key: string): string {
  const schema = { partition: [{ name: "key", type: "S" as const }], sort: [] };
  return collectionOf(storageKeyOf(schema, { key: { S: key } }));
}

const DRAWER = { width: 1072, height: 247 };
const COLUMN = { width: 324, height: 760 };

export const ITEMS_STATES: readonly GalleryState[] = [
  { id: "items-empty", title: "Items, an empty table", scenario: playersScenario({ items: [] }), step: 0, ...DRAWER },
  {
    id: "items-none",
    title: "Items, no table",
    scenario: playersScenario({ config: { tables: [] } }),
    step: 0,
    ...DRAWER,
  },
  {
    id: "items-write",
    title: "Items, a write half way",
    scenario: playersScenario({ commands: [update("cleo", 9340)], regions: ["us-east-1", "eu-west-1"] }),
    step: 6,
    selection: { followed: CLEO },
    ...DRAWER,
  },
  {
    id: "items-back",
    title: "Items, stepped back to before the write",
    scenario: playersScenario({ commands: [update("cleo", 9340)], regions: ["us-east-1", "eu-west-1"] }),
    step: "end",
    moves: [{ type: "drive", drive: { kind: "seek", step: 2 } }],
    selection: { followed: CLEO },
    ...DRAWER,
  },
  {
    id: "items-busy",
    title: "Items, 2,000 items",
    scenario: playersScenario({
      items: Array.from(
        { length: 2_000 },
        (_, n): Item => ({
          player: { S: `player${n}` },
          score: { N: String(n * 7) },
          league: { S: n % 2 === 0 ? "gold" : "silver" },
        }),
      ),
    }),
    step: 0,
    ...DRAWER,
  },
  {
    id: "items-global-index",
    title: "Items, entries of a global index by collection",
    scenario: playersScenario(),
    step: 0,
    prepare: shown({ index: "byScore", open: [collectionNamed("gold")] }),
    ...DRAWER,
  },
  {
    id: "items-local-index",
    title: "Items, entries of a local index",
    scenario: THREADS_WORLD,
    step: 0,
    prepare: shown({ index: "byLikes" }),
    ...DRAWER,
  },
  {
    id: "items-collections",
    title: "Items, collections with their limit",
    scenario: THREADS_WORLD,
    step: 0,
    prepare: shown({ open: [collectionNamed("reef")] }),
    ...DRAWER,
  },
  {
    id: "items-index-empty",
    title: "Items, an index without entries",
    scenario: playersScenario({ items: [{ player: { S: "ana" } }] }),
    step: 0,
    prepare: shown({ index: "byScore" }),
    ...DRAWER,
  },
  {
    id: "items-no-match",
    title: "Items, no row matches",
    scenario: playersScenario(),
    step: 0,
    prepare: shown({ filter: "nobody" }),
    ...DRAWER,
  },
  ...TRANSFER_STATES.map((state) => ({ ...state, scenario: playersScenario(), step: 0, ...DRAWER })),
];

export const ITEM_EDITOR_STATES: readonly GalleryState[] = [
  { id: "item-editor-empty", title: "Edit item, nothing selected", scenario: playersScenario(), step: 0, ...COLUMN },
  {
    id: "item-editor-kinds",
    title: "Edit item, every kind of value",
    scenario: playersScenario({ items: [KINDS] }),
    step: 0,
    selection: { followed: CLEO },
    ...COLUMN,
  },
  {
    id: "item-editor-gone",
    title: "Edit item, the item is not there",
    scenario: playersScenario({ items: [] }),
    step: 0,
    selection: { followed: CLEO },
    ...COLUMN,
  },
];
