// What could be read and what could not, line by line, each with its state's glyph.

import { Icon } from "../../ui/icon.tsx";

export interface RecoveryListProps {
  read: readonly string[];
  lost: readonly string[];
}

export function RecoveryList({ read, lost }: RecoveryListProps) {
  return (
    <ul className="recovery">
      {read.map((line) => (
        <li key={line} className="s-committed">
          <Icon name="state-committed" />
          <span>{line}</span>
        </li>
      ))}
      {lost.map((line) => (
        <li key={line} className="s-denied">
          <Icon name="state-denied" />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  );
}

/** The technical reason, folded: for whoever wants to report it. */
export function FoldedDetails({ children }: { children: string }) {
  return (
    <details className="folded-details">
      <summary>Details</summary>
      <p>{children}</p>
    </details>
  );
}
