// The one-item causal thread: what has happened, what is in flight, what is still to come. A row goes to its step.

import { Fragment } from "react";
import { fractionText, lengthText, secondsText } from "../../parts/times.ts";
import { drive, useSession } from "../../state/session.ts";
import { Badge } from "../../ui/badge.tsx";
import { hueClass } from "../../ui/hue.ts";
import { Select } from "../../ui/select.tsx";
import type { InspectorView, RequestOfItem, Thread, ThreadRow } from "./view.ts";

export interface ThreadBlockProps {
  view: InspectorView;
  /** A request chosen instead of the newest. */
  chosen: string | null;
  onChoose: (request: string | null) => void;
}

export function ThreadBlock({ view, chosen, onChoose }: ThreadBlockProps) {
  const { thread, requests } = view;
  if (thread === null) {
    return (
      <section className="blk" aria-label="Thread">
        <header>
          <h3>No request yet</h3>
        </header>
        <p className="words">It was there from the start, as version {view.version ?? 1}, on every copy.</p>
      </section>
    );
  }
  return (
    <section className="blk" aria-label="Thread">
      <header>
        <h3>This {thread.kind}</h3>
        <span className="note">{timeWords(thread)}</span>
      </header>
      {requests.length > 1 && (
        <RequestChoice requests={requests} value={chosen ?? thread.request} onChoose={onChoose} />
      )}
      <ol className={`thread ${hueClass(view.look)}`}>
        {thread.rows.map((row, at) => (
          <Row key={row.seq ?? `${row.when} ${row.text} ${at}`} row={row} />
        ))}
      </ol>
    </section>
  );
}

function timeWords(thread: Thread): string {
  if (!thread.answered) return `${lengthText(thread.micros)} so far`;
  return `${lengthText(thread.micros)} to the answer`;
}

function RequestChoice({
  requests,
  value,
  onChoose,
}: {
  requests: readonly RequestOfItem[];
  value: string;
  onChoose: (id: string | null) => void;
}) {
  const newest = requests[0]?.id;
  return (
    <div className="thread-choice">
      <Select
        look="inline"
        label="Request of this item"
        value={value}
        options={requests.map((one) => ({
          value: one.id,
          label: `${one.operation}, ${secondsText(one.at)} s${one.id === newest ? ", newest" : ""}`,
        }))}
        onChange={(id) => onChoose(id === newest ? null : id)}
      />
    </div>
  );
}

/** A long name in camel case may go on in the next line between its words. */
function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[a-z])(?=[A-Z])/).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, never moved
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function Row({ row }: { row: ThreadRow }) {
  const current = useSession((session) => row.step !== null && session.frame?.step === row.step);
  const inside = (
    <>
      <span className="d" aria-hidden="true">
        <i />
      </span>
      <span className="tm">{row.at === null ? row.when : fractionText(row.at)}</span>
      <span className="tx">
        <Breakable text={row.text} />
      </span>
      <span className="end">
        {row.badge !== null ? (
          <Badge state={row.badge.state}>{row.badge.text}</Badge>
        ) : (
          row.aside !== null && <span className="mono t3">{row.aside}</span>
        )}
      </span>
    </>
  );
  const classes = `${row.when}${current ? " cur" : ""}`;
  if (row.step === null) return <li className={classes}>{inside}</li>;
  const step = row.step;
  return (
    <li className={classes}>
      <button
        type="button"
        title={`Go to step ${step}`}
        aria-current={current ? "step" : undefined}
        onClick={() => void drive({ kind: "seek", step })}
      >
        {inside}
      </button>
    </li>
  );
}
