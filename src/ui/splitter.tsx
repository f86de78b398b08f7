// The handle between two panels that share a width or a height. Thin to the eye, wide to the hand.
// `SplitGroup`, `SplitPanel` and the panel's handle type are the library's, so that only this file knows it.

import { Group, Panel, type PanelImperativeHandle, Separator } from "react-resizable-panels";

export { Group as SplitGroup, Panel as SplitPanel };
export type SplitPanelHandle = PanelImperativeHandle;

export interface SplitterProps {
  /** Accessible name: what it makes larger or smaller. */
  label: string;
  orientation: "horizontal" | "vertical";
}

export function Splitter({ label, orientation }: SplitterProps) {
  // A title is a name too, and unlike a label it does not make this a piece of content outside every landmark.
  return <Separator className={`splitter ${orientation}`} title={label} />;
}
