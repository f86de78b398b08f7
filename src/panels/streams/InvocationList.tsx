// Invocations of the functions that read the open shard, newest first, with attempts, errors and what they printed.

import { lengthText, secondsText } from "../../parts/times.ts";
import { drive } from "../../state/session.ts";
import { Badge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { InvocationLine, StreamsView } from "./view.ts";

export function InvocationList({ view }: { view: StreamsView }) {
  if (view.invocations.length === 0) {
    return (
      <EmptyState title="No invocation yet">
        The poller reads {view.open ?? "the shard"} four times a second and hands each batch to the function.
      </EmptyState>
    );
  }
  return (
    <ol className="invocations">
      {view.invocations.map((one) => (
        <One key={one.id} invocation={one} />
      ))}
    </ol>
  );
}

function One({ invocation }: { invocation: InvocationLine }) {
  const { labels, error, lines } = invocation;
  return (
    <li>
      <div className="invocation-head">
        <button
          type="button"
          className="lnk mono"
          title={`Go to step ${invocation.step}`}
          onClick={() => void drive({ kind: "seek", step: invocation.step })}
        >
          {secondsText(invocation.at)}
        </button>
        <b>{invocation.functionName}</b>
        <span>
          {labels.length} {labels.length === 1 ? "record" : "records"}: {labels.join(", ")}
        </span>
        <span className="t3">
          attempt {invocation.attempt}
          {invocation.cold && ", cold start"}
        </span>
        <span className="grow" />
        <Outcome invocation={invocation} />
      </div>
      {error !== null && (
        <p className="invocation-error">
          <b>{error.name}</b> {error.message} <span className="t2">{error.advice}</span>
          {invocation.then !== null && <span className="t3"> Then: {invocation.then}.</span>}
        </p>
      )}
      {lines.length > 0 && (
        <pre className="invocation-lines">
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: console lines are only ever appended
            <span key={at}>{`${line.text}\n`}</span>
          ))}
        </pre>
      )}
    </li>
  );
}

function Outcome({ invocation }: { invocation: InvocationLine }) {
  if (invocation.outcome === "running") return <Badge state="inflight">running</Badge>;
  const took = invocation.micros === null ? "" : `, ${lengthText(invocation.micros)}`;
  return invocation.outcome === "returned" ? (
    <Badge state="committed">{`returned${took}`}</Badge>
  ) : (
    <Badge state="denied">{`failed${took}`}</Badge>
  );
}
