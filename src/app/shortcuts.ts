// Every key the page answers, once (VISUAL §10): the keyboard map shows this list and the listener matches against it.
// Only keys whose function exists. Pure; `shortcut-handlers.ts` connects them to what they do.

export type ShortcutGroup = "Time" | "Stage" | "Predict" | "Runs" | "Panels";
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = ["Time", "Stage", "Predict", "Runs", "Panels"];

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export interface Shortcut {
  id: string;
  group: ShortcutGroup;
  label: string;
  /** Caps as drawn. */
  caps: readonly string[];
  /** `KeyboardEvent.key` values it answers. Empty for keys that a part of the page answers itself. */
  keys: readonly string[];
  /** Ctrl, or Cmd on a Mac. */
  command?: true;
  /** Must be held; left out, Shift must not be held, unless the key itself is a printed sign. */
  shift?: true;
  /** The key also activates a focused button or link, which then wins. */
  activates?: true;
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export const SHORTCUTS = [
  { id: "play", group: "Time", label: "Play, pause", caps: ["Space"], keys: [" "], activates: true },
  { id: "step-forward", group: "Time", label: "Step forward", caps: ["→"], keys: ["ArrowRight"] },
  { id: "step-back", group: "Time", label: "Step back", caps: ["←"], keys: ["ArrowLeft"] },
  {
    id: "next-of-item",
    group: "Time",
    label: "Next event of this item",
    caps: ["Shift", "→"],
    keys: ["ArrowRight"],
    shift: true,
  },
  {
    id: "previous-of-item",
    group: "Time",
    label: "Previous event of this item",
    caps: ["Shift", "←"],
    keys: ["ArrowLeft"],
    shift: true,
  },
  { id: "pause-when", group: "Time", label: "Pause when…", caps: ["P"], keys: ["p"] },
  { id: "start", group: "Time", label: "Start", caps: ["Home"], keys: ["Home"] },
  { id: "latest", group: "Time", label: "Latest", caps: ["End"], keys: ["End"] },

  { id: "nearest-mark", group: "Stage", label: "Nearest mark", caps: ["←", "↑", "↓", "→"], keys: [] },
  { id: "zoom-in", group: "Stage", label: "Zoom in", caps: ["+"], keys: ["+", "="] },
  { id: "zoom-out", group: "Stage", label: "Zoom out", caps: ["-"], keys: ["-"] },
  { id: "follow", group: "Stage", label: "Follow the item", caps: ["F"], keys: ["f"] },
  { id: "legend", group: "Stage", label: "Legend", caps: ["L"], keys: ["l"] },
  { id: "table", group: "Stage", label: "Table instead of picture", caps: ["T"], keys: ["t"] },

  { id: "candidate", group: "Predict", label: "Pick a candidate", caps: ["1", "…", "9"], keys: DIGITS },
  { id: "lock", group: "Predict", label: "Lock it in", caps: ["Enter"], keys: ["Enter"], activates: true },
  { id: "hint", group: "Predict", label: "Hint", caps: ["H"], keys: ["h"] },

  { id: "fork", group: "Runs", label: "Fork from here", caps: ["B"], keys: ["b"] },
  { id: "compare", group: "Runs", label: "Compare with another run", caps: ["A"], keys: ["a"] },
  { id: "untick", group: "Runs", label: "Untick this command", caps: ["U"], keys: ["u"] },
  { id: "undo", group: "Runs", label: "Undo", caps: ["Ctrl", "Z"], keys: ["z"], command: true },

  { id: "palette", group: "Panels", label: "Command palette", caps: ["Ctrl", "K"], keys: ["k"], command: true },
  { id: "inspector", group: "Panels", label: "Inspector", caps: ["I"], keys: ["i"] },
  { id: "focus-order", group: "Panels", label: "Stage, timeline, panels", caps: ["Tab"], keys: [] },
  { id: "back-out", group: "Panels", label: "Back out one level", caps: ["Esc"], keys: ["Escape"] },
  { id: "keyboard", group: "Panels", label: "All keys", caps: ["?"], keys: ["?"] },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof SHORTCUTS)[number]["id"];

/** Which shortcut a key press means, if any. */
export function shortcutFor(press: KeyPress): (Shortcut & { id: ShortcutId }) | null {
  if (press.altKey) return null;
  const all: readonly (Shortcut & { id: ShortcutId })[] = SHORTCUTS;
  return all.find((shortcut) => matches(shortcut, press)) ?? null;
}

/** Whether it is a printed character alone: such keys are off while typing, and the person can turn them off. */
export function isSingleKey(shortcut: Shortcut): boolean {
  return !shortcut.command && shortcut.keys.some((key) => key.length === 1 && key !== " ");
}

/** Caps with the word of the machine at hand: `Cmd` instead of `Ctrl` on a Mac. */
export function capsFor(shortcut: Shortcut, { isMac }: { isMac: boolean }): readonly string[] {
  return isMac ? shortcut.caps.map((cap) => (cap === "Ctrl" ? "Cmd" : cap)) : shortcut.caps;
}

function matches(shortcut: Shortcut, press: KeyPress): boolean {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (!shortcut.keys.includes(key)) return false;
  if (Boolean(shortcut.command) !== (press.ctrlKey || press.metaKey)) return false;
  return shiftFits(shortcut, press);
}

/** On many keyboards `?` and `+` are typed with Shift, so a printed sign does not mind it. Letters and arrows do. */
function shiftFits(shortcut: Shortcut, press: KeyPress): boolean {
  const isSign = press.key.length === 1 && !/[a-z\s]/i.test(press.key);
  return isSign || press.shiftKey === Boolean(shortcut.shift);
}
