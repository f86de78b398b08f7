// Where the files of a ready program go among those of the editor: never over a file that says something else. Pure.

import type { Files } from "../../engine/index.ts";

export interface PlacedFiles {
  /** What is to be added, by the name it gets. */
  readonly added: Files;
  /** The file to run, by the name it got. */
  readonly entry: string;
}

export function placeFiles(
  there: Files,
  { files, entry }: { readonly files: Files; readonly entry: string },
): PlacedFiles {
  const names = new Map<string, string>();
  for (const [name, text] of Object.entries(files)) {
    const stays = there[name] === undefined || there[name] === text;
    names.set(name, stays ? name : freeNameLike(name, [...Object.keys(there), ...names.values()]));
  }
  const renamed = [...names].filter(([from, to]) => from !== to);
  const added = Object.entries(files).flatMap(([name, text]): [string, string][] => {
    const to = names.get(name) ?? name;
    return there[to] === text ? [] : [[to, renamed.reduce(withImport, text)]];
  });
  return { added: Object.fromEntries(added), entry: names.get(entry) ?? entry };
}

/** "read-2.ts" beside "read.ts". */
function freeNameLike(name: string, taken: readonly string[]): string {
  const [, stem = name, end = ""] = /^(.*?)(?:-\d+)?(\.\w+)$/.exec(name) ?? [];
  for (let count = 2; ; count++) {
    const free = `${stem}-${count}${end}`;
    if (!taken.includes(free)) return free;
  }
}

/** What the program imports from a file goes on to come from it, under its new name. */
function withImport(text: string, [from, to]: readonly [string, string]): string {
  const stem = (name: string) => name.replace(/\.\w+$/, "").replace(/^.*\//, "");
  const pattern = new RegExp(`(["']\\.{1,2}/(?:[^"']*/)?)${escaped(stem(from))}((?:\\.\\w+)?["'])`, "g");
  return text.replace(pattern, (_, before: string, end: string) => `${before}${stem(to)}${end}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
