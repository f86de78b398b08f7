// The requests of this run, one row each: line, what, how it ended. Pointing at one shows what it caused; choosing it
// selects the request everywhere.

import { lengthText } from "../../parts/times.ts";
import { select } from "../../state/selection.ts";
import { Badge } from "../../ui/badge.tsx";
import type { CodeRequest, CodeView } from "./view.ts";
import { requestText, statusText } from "./words.ts";

export interface RequestListProps {
  readonly requests: CodeView["requests"];
  readonly onPoint: (request: string | null) => void;
}

export function RequestList({ requests: { rows, total }, onPoint }: RequestListProps) {
  if (rows.length === 0) return <p className="code-nothing">This run has sent no request yet.</p>;
  return (
    <>
      {total > rows.length && <p className="code-nothing">The last {rows.length} are listed.</p>}
      <ul className="code-requests">
        {rows.map((row) => (
          <li key={row.request}>
            <button
              type="button"
              className="code-request"
              onClick={() => select({ kind: "request", request: row.request })}
              onPointerEnter={() => onPoint(row.request)}
              onPointerLeave={() => onPoint(null)}
              onFocus={() => onPoint(row.request)}
              onBlur={() => onPoint(null)}
            >
              <span className="code-line-no">{row.source?.line ?? ""}</span>
              <span className="code-request-text">{requestText(row)}</span>
              <Outcome row={row} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Outcome({ row: { status, error, micros } }: { row: CodeRequest }) {
  if (status === null) return <Badge state="inflight" />;
  return (
    <span className={error === null ? "code-end" : "code-end s-denied"}>
      {statusText(status, error)}, {lengthText(micros ?? 0)}
    </span>
  );
}
