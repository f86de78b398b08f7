import { describe, expect, it } from "vitest";
import { capsFor, isSingleKey, type KeyPress, SHORTCUTS, type Shortcut, shortcutFor } from "./shortcuts.ts";

const ALL: readonly Shortcut[] = SHORTCUTS;

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("the keys of the page", () => {
  it.each([
    [press(" "), "play"],
    [press("ArrowRight"), "step-forward"],
    [press("ArrowRight", { shiftKey: true }), "next-of-item"],
    [press("?", { shiftKey: true }), "keyboard"],
    [press("?"), "keyboard"],
    [press("+", { shiftKey: true }), "zoom-in"],
    [press("="), "zoom-in"],
    [press("F"), "follow"],
    [press("k", { ctrlKey: true }), "palette"],
    [press("k", { metaKey: true }), "palette"],
    [press("z", { ctrlKey: true }), "undo"],
    [press("7"), "candidate"],
    [press("ArrowLeft", { shiftKey: true }), "previous-of-item"],
    [press("a"), "compare"],
    [press("P"), "pause-when"],
    [press("u"), "untick"],
  ])("%o means %s", (key, id) => {
    expect(shortcutFor(key)?.id).toBe(id);
  });

  it.each([
    press("k"),
    press("f", { ctrlKey: true }),
    press("f", { altKey: true }),
    press("L", { shiftKey: true }),
    press("z", { ctrlKey: true, shiftKey: true }),
    press("0"),
    press("Tab"),
  ])("%o means nothing", (key) => {
    expect(shortcutFor(key)).toBeNull();
  });

  it("gives no two functions the same key", () => {
    const pressed = ALL.flatMap((one) => one.keys.map((key) => `${one.command ?? ""}/${one.shift ?? ""}/${key}`));
    expect(new Set(pressed).size).toBe(pressed.length);
  });

  it("counts printed characters as single keys, and nothing else", () => {
    const single = ALL.filter(isSingleKey).map((one) => one.id);
    expect(single).toEqual([
      "pause-when",
      "zoom-in",
      "zoom-out",
      "follow",
      "legend",
      "table",
      "candidate",
      "hint",
      "fork",
      "compare",
      "untick",
      "inspector",
      "keyboard",
    ]);
  });

  it("names the command key of the machine", () => {
    const palette = ALL.find((one) => one.id === "palette");
    expect(palette && capsFor(palette, { isMac: true })).toEqual(["Cmd", "K"]);
    expect(palette && capsFor(palette, { isMac: false })).toEqual(["Ctrl", "K"]);
  });
});
