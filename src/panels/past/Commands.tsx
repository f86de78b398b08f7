// The commands of the run, in order, with a tick for each. Unticking one runs the world again without it.

import { type KeyboardEvent, useState } from "react";
import { ItemChip } from "../../parts/item-chip.tsx";
import { branch } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { PastCommand, PastView } from "./view.ts";

const FIRST_SHOWN = 8;

export function Commands({ view }: { view: PastView }) {
  const [all, setAll] = useState(false);
  const shown = all ? view.commands : view.commands.slice(-FIRST_SHOWN);
  const more = view.commands.length - shown.length;
  return (
    <section>
      <header>
        <h3>Commands of this run</h3>
        {view.commands.length > 0 && <span>untick one to run without it</span>}
      </header>
      {view.commands.length === 0 && (
        <EmptyState title="No commands yet">Each request, run of your code, fault and jump is listed here.</EmptyState>
      )}
      {more > 0 && (
        <Button look="ghost" className="small" iconAfter="chevron-up" onClick={() => setAll(true)}>
          {more} earlier
        </Button>
      )}
      {all && view.earlier > 0 && <p className="t3">{view.earlier} earlier ones are not listed.</p>}
      <ol className="past-commands">
        {shown.map((command) => (
          <Row key={command.id} command={command} parent={view.parent} />
        ))}
      </ol>
    </section>
  );
}

function Row({ command, parent }: { command: PastCommand; parent: number | null }) {
  const { id, number, title, ticked } = command;
  const canToggle = ticked || parent !== null;
  const toggle = () => void branch(ticked ? { kind: "without", command: id } : { kind: "switch", branch: parent ?? 0 });
  // U means this command while the focus is on it, and the last one carried out everywhere else.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "u" || event.ctrlKey || event.metaKey || event.altKey || !canToggle) return;
    event.preventDefault();
    toggle();
  };
  return (
    <li className={ticked ? undefined : "off"} onKeyDown={onKeyDown}>
      <input
        type="checkbox"
        checked={ticked}
        disabled={!canToggle}
        aria-label={`Command ${number}, ${title}`}
        onChange={toggle}
      />
      <span className="past-number">{number}</span>
      <span className="past-chip">
        {command.look !== null && <ItemChip look={command.look} state={ticked ? "committed" : "not-yet"} />}
      </span>
      <span className="past-words">
        <span>{title}</span>
        <small>{ticked ? command.note : "this run is without it"}</small>
      </span>
      <span className={command.done ? "past-time mono" : "past-time mono later"}>
        {(command.at / 1_000_000).toFixed(3)}
      </span>
    </li>
  );
}
