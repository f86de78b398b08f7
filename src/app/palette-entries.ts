// What the command palette can do now: every part of the page offers its entries while it is on the screen.

import type { ReactNode } from "react";
import { useEffect } from "react";
import { create } from "zustand";
import type { CourseLesson } from "./course.ts";
import { showOverlay } from "./overlay-store.ts";
import { HOME_HREF, lessonHref, SANDBOX_HREF } from "./routes.ts";
import { toggleTheme } from "./theme.ts";

export type PaletteSection = "Items" | "Do" | "Go to";
export const PALETTE_SECTIONS: readonly PaletteSection[] = ["Items", "Do", "Go to"];

export interface PaletteEntry {
  id: string;
  section: PaletteSection;
  /** Plain words; matched against what is typed. */
  label: string;
  /** At the end of the row: what kind of thing it is, or where. */
  hint?: string;
  /** A chip or an icon before the label. */
  mark?: ReactNode;
  /** Further words that find it. */
  keywords?: readonly string[];
  run: () => void;
}

const useOffers = create<{ offers: readonly (readonly PaletteEntry[])[] }>(() => ({ offers: [] }));

/** Offers the entries while the component is mounted. Give the same array until its content changes. */
export function useOfferPaletteEntries(entries: readonly PaletteEntry[]): void {
  useEffect(() => {
    useOffers.setState(({ offers }) => ({ offers: [...offers, entries] }));
    return () => useOffers.setState(({ offers }) => ({ offers: offers.filter((other) => other !== entries) }));
  }, [entries]);
}

/** Newest offers first: what the open page can do stands before what every page can do. */
export function usePaletteEntries(): readonly PaletteEntry[] {
  const offers = useOffers((state) => state.offers);
  return offers.toReversed().flat();
}

/** What every page can do: go to its places, change the theme, show the keys. */
export function placeEntries(lessons: readonly CourseLesson[]): readonly PaletteEntry[] {
  const goTo = (href: string) => () => window.location.assign(href);
  return [
    { id: "do-theme", section: "Do", label: "Switch between light and dark", hint: "page", run: toggleTheme },
    { id: "do-keys", section: "Do", label: "Show all keys", hint: "page", run: () => showOverlay("keyboard") },
    { id: "go-home", section: "Go to", label: "Start page", hint: "place", run: goTo(HOME_HREF) },
    { id: "go-sandbox", section: "Go to", label: "Sandbox", hint: "place", run: goTo(SANDBOX_HREF) },
    ...lessons.map((lesson) => ({
      id: `go-lesson-${lesson.slug}`,
      section: "Go to" as const,
      label: lesson.title,
      hint: `lesson ${lesson.number}`,
      keywords: [lesson.oneLine, lesson.chapterTitle],
      run: goTo(lessonHref(lesson.slug)),
    })),
  ];
}
