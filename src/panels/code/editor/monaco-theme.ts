// Monaco's colours from our tokens, in both themes. Syntax has no hue (VISUAL §6): keywords grey and semibold, types
// bold, strings and numbers full ink, comments italic.

import type { editor } from "monaco-editor/editor/editor.api.js";

/** The theme for what the page shows now. */
export function themeFromTokens(): editor.IStandaloneThemeData {
  const of = tokenReader();
  const ink = of("--tx-1");
  const text = of("--tx-2");
  const quiet = of("--tx-3");
  const rule = (token: string, colour: string, fontStyle = ""): editor.ITokenThemeRule => ({
    token,
    foreground: colour.slice(1, 7),
    fontStyle,
  });
  const dark = isDark(of("--bg-panel"));
  const theme: editor.IStandaloneThemeData = {
    base: dark ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      rule("", text),
      rule("keyword", quiet, "bold"),
      rule("type", ink, "bold"),
      rule("type.identifier", ink, "bold"),
      rule("string", ink),
      rule("number", ink),
      rule("regexp", ink),
      rule("comment", quiet, "italic"),
      rule("delimiter", text),
    ],
    colors: {
      "editor.background": of("--bg-panel"),
      "editor.foreground": text,
      "editorLineNumber.foreground": quiet,
      "editorLineNumber.activeForeground": ink,
      "editorCursor.foreground": ink,
      "editor.selectionBackground": of("--ink-12"),
      "editor.inactiveSelectionBackground": of("--ink-06"),
      "editor.findMatchBackground": of("--ink-12"),
      "editor.findMatchHighlightBackground": of("--ink-06"),
      "editorBracketMatch.background": of("--ink-06"),
      "editorBracketMatch.border": of("--ln-4"),
      "editorError.foreground": of("--st-denied"),
      "editorWarning.foreground": of("--st-stale"),
      "editorInfo.foreground": quiet,
      "editorHint.foreground": quiet,
      "editorWidget.background": of("--bg-card"),
      "editorWidget.border": of("--ln-2"),
      "editorWidget.foreground": text,
      "editorSuggestWidget.background": of("--bg-card"),
      "editorSuggestWidget.border": of("--ln-2"),
      "editorSuggestWidget.foreground": text,
      "editorSuggestWidget.highlightForeground": ink,
      "editorSuggestWidget.focusHighlightForeground": of("--ink-on"),
      "editorSuggestWidget.selectedBackground": of("--ink"),
      "editorSuggestWidget.selectedForeground": of("--ink-on"),
      "editorSuggestWidget.selectedIconForeground": of("--ink-on"),
      "editorHoverWidget.background": of("--bg-card"),
      "editorHoverWidget.border": of("--ln-2"),
      "editorHoverWidget.foreground": text,
      "input.background": of("--bg-ctl"),
      "input.foreground": ink,
      "input.border": of("--ln-4"),
      "list.hoverBackground": of("--bg-hover"),
      "list.highlightForeground": ink,
      "scrollbarSlider.background": of("--ink-12"),
      "scrollbarSlider.hoverBackground": of("--ln-3"),
      "scrollbarSlider.activeBackground": of("--ln-4"),
      "textLink.foreground": ink,
      "textCodeBlock.background": of("--bg-well"),
      focusBorder: of("--ink"),
      "widget.shadow": "#00000000",
    },
  };
  return theme;
}

/** Calls back when the page's theme may have changed. Returns how to stop. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", onChange);
  };
}

/** Reads tokens as `#rrggbbaa`: a custom property itself still says light-dark(…), a colour computed from it does not. */
function tokenReader(): (token: string) => string {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  queueMicrotask(() => probe.remove());
  return (token) => {
    probe.style.color = `var(${token})`;
    const computed = getComputedStyle(probe).color;
    const [red = 0, green = 0, blue = 0, alpha = 1] = (/rgba?\(([^)]+)\)/.exec(computed)?.[1] ?? "")
      .split(/[ ,/]+/)
      .map(Number);
    return `#${[red, green, blue, Math.round(alpha * 255)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };
}

function isDark(colour: string): boolean {
  return Number.parseInt(colour.slice(1, 3), 16) < 128;
}
