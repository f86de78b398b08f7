// One list for items, actions and places, opened by Ctrl K. Tab narrows it to one kind.
// Matching and keys are cmdk's; what can be found is the registry's, given as entries.

import "./command-palette.css";
import { Dialog } from "@base-ui/react/dialog";
import { Command, useCommandState } from "cmdk";
import { Fragment, type KeyboardEvent, useState } from "react";
import { Icon } from "../ui/icon.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { useReturnFocus } from "../ui/return-focus.ts";
import { PALETTE_SECTIONS, type PaletteEntry, type PaletteSection } from "./palette-entries.ts";
import { matchedPieces } from "./palette-match.ts";

export interface CommandPaletteProps {
  entries: readonly PaletteEntry[];
  onClose: () => void;
}

export function CommandPalette({ entries, onClose }: CommandPaletteProps) {
  const finalFocus = useReturnFocus();
  const [query, setQuery] = useState("");
  const [only, setOnly] = useState<PaletteSection | null>(null);
  const sections = PALETTE_SECTIONS.filter((section) => entries.some((entry) => entry.section === section));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Tab") return;
    event.preventDefault();
    setOnly(nextSection({ sections, only, backwards: event.shiftKey }));
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="palette" aria-label="Command palette" finalFocus={finalFocus}>
          <Command label="Command palette" loop onKeyDown={onKeyDown}>
            <div className="palette-input">
              <Icon name="search" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder={only === null ? "Search or run a command" : `Search: ${only.toLowerCase()}`}
              />
              <Dialog.Close className="palette-close" aria-label="Close">
                <Kbd>Esc</Kbd>
              </Dialog.Close>
            </div>
            <Command.List label="Results">
              <Command.Empty>Nothing matches. Try fewer letters.</Command.Empty>
              {sections
                .filter((section) => only === null || section === only)
                .map((section) => (
                  <Command.Group key={section} heading={section}>
                    {entries
                      .filter((entry) => entry.section === section)
                      .map((entry) => (
                        <Row key={entry.id} entry={entry} query={query} onClose={onClose} />
                      ))}
                  </Command.Group>
                ))}
            </Command.List>
            <Foot total={entries.length} />
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Row({ entry, query, onClose }: { entry: PaletteEntry; query: string; onClose: () => void }) {
  const onSelect = () => {
    onClose();
    entry.run();
  };
  return (
    <Command.Item value={entry.id} keywords={[entry.label, ...(entry.keywords ?? [])]} onSelect={onSelect}>
      <span className="palette-mark">{entry.mark}</span>
      <span className="grow">
        {matchedPieces(entry.label, query).map((piece) => (
          <Fragment key={piece.at}>{piece.isMatch ? <b>{piece.text}</b> : piece.text}</Fragment>
        ))}
      </span>
      {entry.hint !== undefined && <span className="palette-hint">{entry.hint}</span>}
    </Command.Item>
  );
}

function Foot({ total }: { total: number }) {
  const found = useCommandState((state) => state.filtered.count);
  return (
    <div className="palette-foot">
      <span>
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> choose
      </span>
      <span>
        <Kbd>Enter</Kbd> run
      </span>
      <span>
        <Kbd>Tab</Kbd> only this kind
      </span>
      <span className="grow" />
      <span role="status">
        {found} of {total}
      </span>
    </div>
  );
}

/** All kinds, then each in turn, then all again. */
function nextSection(state: {
  sections: readonly PaletteSection[];
  only: PaletteSection | null;
  backwards: boolean;
}): PaletteSection | null {
  const ring = [null, ...state.sections];
  const step = state.backwards ? ring.length - 1 : 1;
  return ring[(ring.indexOf(state.only) + step) % ring.length] ?? null;
}
