// Light or dark: follows the system until the person chooses, then keeps the choice in this browser.
// public/theme.js reads the same key before the first paint.

import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

/** Also read by public/theme.js. */
const KEY = "glass-table:theme";
const SYSTEM_DARK = "(prefers-color-scheme: dark)";
/** --bg-app of tokens.css: the browser's own bars take the page's colour. */
const BAR_COLOUR: Readonly<Record<Theme, string>> = { light: "#e9ebee", dark: "#0b0d10" };

const listeners = new Set<() => void>();

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
  apply(theme);
}

export function toggleTheme(): void {
  chooseTheme(currentTheme() === "dark" ? "light" : "dark");
}

/** Called once by the entry: changes of the system's theme count while nothing was chosen. */
export function followSystemTheme(): void {
  const system = window.matchMedia(SYSTEM_DARK);
  system.addEventListener("change", () => {
    if (chosenTheme() === null) apply(system.matches ? "dark" : "light");
  });
  apply(chosenTheme() ?? (system.matches ? "dark" : "light"));
}

function chosenTheme(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "dark" || kept === "light" ? kept : null;
  } catch {
    return null;
  }
}

function apply(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.content = BAR_COLOUR[theme];
  }
  for (const listener of listeners) listener();
}

function subscribe(onChange: () => void) {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}
