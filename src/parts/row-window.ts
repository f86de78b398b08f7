/**
 * Which rows of a long list are on the screen. The list asks the Worker for these and draws no others; the scroll bar
 * is as long as if all were there. Rows are all of one height, so a million of them are arithmetic and no memory.
 */
import { type RefCallback, useCallback, useRef, useState } from "react";
import { useBreakpoint } from "../ui/media.ts";

/** Windows begin at multiples of this, so that scrolling by a row asks for nothing new. */
const GRAIN = 20;
/** Rows drawn before and behind those on the screen. */
const MARGIN = 4;

export interface RowWindow {
  readonly scrollRef: RefCallback<HTMLDivElement>;
  readonly offset: number;
  readonly count: number;
  /** CSS pixels of the rows that are not drawn. */
  readonly before: number;
  readonly after: (drawn: number) => number;
  readonly rowHeight: number;
  /** As far as it takes to see the row. */
  readonly scrollTo: (row: number) => void;
}

/** @param total rows of the whole list */
export function useRowWindow(total: number): RowWindow {
  const rowHeight = useBreakpoint() === "phone" ? 44 : 26;
  const area = useRef<HTMLDivElement | null>(null);
  const [seen, setSeen] = useState({ offset: 0, count: 2 * GRAIN });
  const scrollRef = useCallback(
    (element: HTMLDivElement | null) => {
      area.current = element;
      if (element === null) return;
      const look = () => {
        const { offset, count } = windowAt(element, rowHeight);
        setSeen((now) => (now.offset === offset && now.count === count ? now : { offset, count }));
      };
      const sized = new ResizeObserver(look);
      sized.observe(element);
      element.addEventListener("scroll", look, { passive: true });
      look();
      return () => {
        area.current = null;
        sized.disconnect();
        element.removeEventListener("scroll", look);
      };
    },
    [rowHeight],
  );
  // A list that has become shorter is scrolled by the browser, but not before it is drawn.
  const offset = Math.min(seen.offset, Math.floor(Math.max(0, total - 1) / GRAIN) * GRAIN);
  return {
    scrollRef,
    offset,
    count: seen.count,
    before: offset * rowHeight,
    after: (drawn) => Math.max(0, total - offset - drawn) * rowHeight,
    rowHeight,
    scrollTo: (row) => {
      const element = area.current;
      if (element === null) return;
      const top = row * rowHeight;
      const bottom = row >= total - 1 ? element.scrollHeight : top + rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    },
  };
}

/** Whole grains around what an area of the page shows. */
function windowAt({ scrollTop, clientHeight }: HTMLElement, rowHeight: number): { offset: number; count: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - MARGIN);
  const end = Math.ceil((scrollTop + clientHeight) / rowHeight) + MARGIN;
  const offset = Math.floor(first / GRAIN) * GRAIN;
  return { offset, count: Math.max(2 * GRAIN, Math.ceil((end - offset) / GRAIN) * GRAIN) };
}
