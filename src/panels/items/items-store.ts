/** Which rows are listed and how they are arranged, kept while other panels are open. */
import { create } from "zustand";

interface ItemsShown {
  /** null: the table itself. One that the table does not have counts as none. */
  readonly index: string | null;
  readonly filter: string;
  /** Grouped by partition key, with these groups open. null: row after row. */
  readonly open: readonly string[] | null;
}

export const useItemsShown = create<ItemsShown>(() => ({ index: null, filter: "", open: null }));

export function showItems(change: Partial<ItemsShown>): void {
  useItemsShown.setState(change);
}

export function toggleCollection(name: string): void {
  useItemsShown.setState(({ open }) => ({
    open: open === null ? null : open.includes(name) ? open.filter((one) => one !== name) : [...open, name],
  }));
}
