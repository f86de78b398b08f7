/**
 * What the learner has picked, on this screen: the item followed, the mark selected, the zoom, the layers. Panels learn
 * about each other only through this store and through commands.
 */
import { create } from "zustand";

export interface ItemName {
  readonly table: string;
  /** Readable key: "cleo". */
  readonly label: string;
}

/** Anything on the stage or the timeline that can be selected. */
export type Mark =
  | { readonly kind: "item"; readonly item: ItemName }
  | { readonly kind: "replica"; readonly replica: string }
  | { readonly kind: "partition"; readonly group: string }
  | { readonly kind: "event"; readonly seq: number }
  | { readonly kind: "step"; readonly step: number }
  | { readonly kind: "request"; readonly request: string }
  | { readonly kind: "link"; readonly a: string; readonly b: string }
  | { readonly kind: "function"; readonly name: string };

export type Zoom = "world" | "region" | "partition" | "item";
export type Layer = "indexes" | "streams" | "triggers";

export interface SelectionState {
  readonly followed: ItemName | null;
  readonly mark: Mark | null;
  readonly zoom: Zoom;
  /** Region shown in full; null: the learner's own. */
  readonly region: string | null;
  /** Partition shown in full, by group id; null: that of the followed item, or the first. */
  readonly partition: string | null;
  readonly layers: ReadonlySet<Layer>;
  /** The table on the stage; null: the first. */
  readonly table: string | null;
  /** Events ringed because the pointer is on their line of code, by sequence number. */
  readonly lit: readonly number[];
  /** The event under the pointer, by sequence number: the code shows the line it goes back to. */
  readonly pointed: number | null;
  /** A prediction gate: candidates on the stage, by replica or partition id, in order of their numbers. */
  readonly gate: Gate | null;
  /** Where the item in the request form would land: dashed marks on the stage. Null: no item, or no valid key yet. */
  readonly ghost: Ghost | null;
  /** The stage as a table of places and items instead of a picture. */
  readonly asTable: boolean;
}

export interface Ghost {
  readonly item: ItemName;
  readonly region: string;
  /** Place on the ruler, 0..65535. */
  readonly hash: number;
  /** Group id of the partition. */
  readonly group: string;
  readonly version: number;
}

export interface Gate {
  readonly candidates: readonly string[];
  /** The candidate pointed at, or null. */
  readonly picked: string | null;
  readonly locked: boolean;
  /** Known once the step has run. */
  readonly answer: string | null;
}

export const useSelection = create<SelectionState>(() => ({
  followed: null,
  mark: null,
  zoom: "world",
  region: null,
  partition: null,
  layers: new Set<Layer>(["indexes", "streams", "triggers"]),
  table: null,
  lit: [],
  pointed: null,
  gate: null,
  ghost: null,
  asTable: false,
}));

export function follow(item: ItemName | null): void {
  useSelection.setState({ followed: item });
}

/** Selects a mark; an item that is selected is also followed. */
export function select(mark: Mark | null): void {
  useSelection.setState(mark?.kind === "item" ? { mark, followed: mark.item } : { mark });
}

/** Shows or hides one of the stage's layers. */
export function showLayer(layer: Layer, shown: boolean): void {
  const layers = new Set(useSelection.getState().layers);
  if (shown) layers.add(layer);
  else layers.delete(layer);
  useSelection.setState({ layers });
}

export function setZoom(zoom: Zoom): void {
  useSelection.setState({ zoom });
}

/** Picks a candidate of the open gate. Nothing happens when there is none, or it is locked. */
export function pick(candidate: string): void {
  const { gate } = useSelection.getState();
  if (gate === null || gate.locked || !gate.candidates.includes(candidate)) return;
  useSelection.setState({ gate: { ...gate, picked: candidate } });
}

/** @param seq of an event; null: none */
export function pointAt(seq: number | null): void {
  useSelection.setState({ pointed: seq });
}

export function showGhost(ghost: Ghost | null): void {
  useSelection.setState({ ghost });
}
