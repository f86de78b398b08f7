// Takes up a ready program that another panel asked the editor to show, beside the learner's own files.

import { type RefObject, useEffect } from "react";
import { askFor, useAsked } from "../../state/asked.ts";
import { addFiles, useFiles } from "../../state/files.ts";
import { showToast } from "../../ui/toast-store.ts";
import { placeFiles } from "./place-files.ts";

/** @param ready the files of this world are in the editor: what is added now stays */
export function useAskedProgram(ready: boolean, panel: RefObject<HTMLElement | null>): void {
  const asked = useAsked((s) => (s.asked?.kind === "run" ? s.asked : null));
  useEffect(() => {
    if (asked === null || !ready) return;
    askFor(null);
    const { added, entry } = placeFiles(useFiles.getState().files, asked);
    addFiles(added, entry);
    if (entry !== asked.entry)
      showToast({ text: `Your ${asked.entry} stays as it is. The program is in ${entry}.`, icon: "check" });
    panel.current?.focus({ preventScroll: true });
  }, [asked, ready, panel]);
}
