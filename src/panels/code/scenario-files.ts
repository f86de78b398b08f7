// The files of the open scenario and what became of them: brings the editor's store to them, and says which file is a
// function's, what text of each is running, and which was edited since.

import { useEffect, useMemo, useRef } from "react";
import { meetFiles, useFiles } from "../../state/files.ts";
import { useView } from "../../state/session.ts";
import { useWorkplace } from "../../state/workplace.ts";
import { STARTER_FILE, starterProgram } from "./starter.ts";
import type { CodeFilesView } from "./view.ts";

type Texts = Readonly<Record<string, string>>;

export interface FilesOfWorld {
  /** File → name of the function that runs it. */
  readonly handlers: ReadonlyMap<string, string>;
  /** What the functions run, by file. */
  readonly deployed: Texts;
  /** What the scenario's runs carry, by file. */
  readonly ran: Texts;
  readonly edited: ReadonlySet<string>;
  /** The editor has the files of this world, not those of the one before. */
  readonly met: boolean;
}

export function useScenarioFiles(run: number | null): FilesOfWorld {
  const fresh = useView<CodeFilesView>("codeFiles", { run });
  const last = useRef(fresh);
  if (fresh !== undefined) last.current = fresh;
  // The one before stays while that of another run is on its way.
  const view = fresh ?? last.current;
  const place = useWorkplace((s) => s.place);
  const phase = useWorkplace((s) => s.phase);
  const files = useFiles((s) => s.files);
  useEffect(() => {
    if (fresh === undefined || phase !== "open") return;
    meetFiles(place, fresh.files, beginning(fresh));
  }, [fresh, place, phase]);
  const met = fresh !== undefined && phase === "open";
  return useMemo(() => ({ ...worldOf(view, files), met }), [view, files, met]);
}

/** The scenario's files, with a starter program when no file of them is one. */
export function beginning({ files, entry, functions, table }: CodeFilesView): { files: Texts; entry: string } {
  const handlers = new Set(functions.map((one) => one.entry));
  const first = entry ?? Object.keys(files).find((name) => !handlers.has(name) && /\.m?[jt]s$/.test(name));
  const text = first === undefined ? undefined : files[first];
  if (first !== undefined && text !== undefined) return { files: { [first]: text, ...files }, entry: first };
  return { files: { [STARTER_FILE]: starterProgram(table), ...files }, entry: STARTER_FILE };
}

function worldOf(view: CodeFilesView | undefined, files: Texts): Omit<FilesOfWorld, "met"> {
  if (view === undefined) return { handlers: new Map(), deployed: {}, ran: {}, edited: new Set() };
  const handlers = new Map(view.functions.map((one) => [one.entry, one.name]));
  const deployed = Object.assign({}, ...view.functions.map((one) => one.files)) as Record<string, string>;
  const ran = view.ran;
  const edited = Object.keys(files).filter((name) => {
    const running = handlers.has(name) ? deployed[name] : ran[name];
    return running !== undefined && running !== files[name];
  });
  return { handlers, deployed, ran, edited: new Set(edited) };
}
