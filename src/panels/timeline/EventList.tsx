// The timeline as a list: the same events as sentences, in order, each leading to its step.

import { drive } from "../../state/session.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { ListRow } from "./view.ts";

export function EventList({ rows, step }: { rows: readonly ListRow[]; step: number }) {
  if (rows.length === 0) {
    return <EmptyState title="Nothing has happened yet">Each event will appear here as a sentence.</EmptyState>;
  }
  return (
    <ol className="tl-list" aria-label="Events, oldest first">
      {rows.map((row) => (
        <li
          key={row.seq}
          aria-current={row.step === step ? "step" : undefined}
          className={row.step > step ? "later" : undefined}
        >
          <button type="button" onClick={() => void drive({ kind: "seek", step: row.step })}>
            <span className="mono t3">{(row.at / 1_000_000).toFixed(6)}</span>
            <span className="tl-list-step">{row.step}</span>
            <span className="t2">{row.place}</span>
            <span>{row.sentence}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
