// Worlds to start from, as a list of buttons: for the World panel, and for places that have nothing to show yet.

import "./setup.css";
import { useState } from "react";
import { Icon } from "../../ui/icon.tsx";
import { useBusy } from "../../ui/idle.ts";
import { showToast } from "../../ui/toast-store.ts";
import { ReplaceDialog } from "./ReplaceDialog.tsx";
import { openNewWorld } from "./replace-store.ts";
import { STARTERS, type Starter } from "./starters.ts";

export interface StartersProps {
  /** A file of the person's own. */
  onOwnFile: () => void;
  /** Keeps the world that is open, before another takes its place. */
  onDownload: () => void;
}

export function Starters({ onOwnFile, onDownload }: StartersProps) {
  return (
    <>
      <StarterList onOwnFile={onOwnFile} />
      <ReplaceDialog onDownload={onDownload} />
    </>
  );
}

/** Without the dialog, for a place that has it already. */
export function StarterList({ onOwnFile }: { onOwnFile: () => void }) {
  const [opening, setOpening] = useState<string | null>(null);
  useBusy(opening !== null);
  const open = async (starter: Starter) => {
    setOpening(starter.id);
    try {
      await openNewWorld(await starter.load());
    } catch {
      showToast({ text: `${starter.title} could not be loaded. Try again when you are online.`, icon: "state-denied" });
    }
    setOpening(null);
  };
  return (
    <div className="starters">
      <h3>Or start from</h3>
      <ul>
        {STARTERS.map((starter) => (
          <li key={starter.id}>
            <button type="button" className="btn" disabled={opening !== null} onClick={() => void open(starter)}>
              <Icon name={starter.icon} size={14} />
              <span>{starter.title}</span>
              <span className="line">{starter.line}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="btn" onClick={onOwnFile}>
            <Icon name="tray" size={14} />
            <span>Your own file</span>
            <span className="line">a scenario you saved</span>
          </button>
        </li>
      </ul>
    </div>
  );
}
