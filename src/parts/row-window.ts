/**
 * Which rows of a long list are on the screen. The list asks the Worker for these and draws no others; the scroll bar
 * is as long as if all were there.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useRef } from "react";
import { useBreakpoint } from "../ui/media.ts";

/** Windows begin at multiples of this, so that scrolling by a row asks for nothing new. */
const GRAIN = 20;

export interface RowWindow {
  readonly scrollRef: RefObject<HTMLDivElement | null>;
  readonly offset: number;
  readonly count: number;
  /** CSS pixels of the rows that are not drawn. */
  readonly before: number;
  readonly after: (drawn: number) => number;
  readonly rowHeight: number;
  readonly scrollTo: (row: number) => void;
}

/** @param total rows of the whole list */
export function useRowWindow(total: number): RowWindow {
  const rowHeight = useBreakpoint() === "phone" ? 44 : 26;
  const scrollRef = useRef<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  const shown = virtualizer.getVirtualItems();
  const offset = Math.floor((shown[0]?.index ?? 0) / GRAIN) * GRAIN;
  const end = (shown[shown.length - 1]?.index ?? GRAIN) + 1;
  const count = Math.max(2 * GRAIN, Math.ceil((end - offset) / GRAIN) * GRAIN);
  return {
    scrollRef,
    offset,
    count,
    before: offset * rowHeight,
    after: (drawn) => Math.max(0, total - offset - drawn) * rowHeight,
    rowHeight,
    scrollTo: (row) => virtualizer.scrollToIndex(row),
  };
}
