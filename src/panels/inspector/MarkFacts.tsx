// Facts about a selected replica, partition, link, function, event, step or request. Errors in words first, then raw.

import { useState } from "react";
import { useHeld } from "../../parts/held.ts";
import { sourceWords } from "../../parts/source-words.ts";
import type { Mark } from "../../state/selection.ts";
import { drive, useView } from "../../state/session.ts";
import { Badge, FidelityWord } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { MarkFact, MarkView } from "./view.ts";

export interface MarkFactsProps {
  mark: Exclude<Mark, { kind: "item" }>;
  /** Back to the followed item; null when none is. */
  onBack: (() => void) | null;
}

export function MarkFacts({ mark, onBack }: MarkFactsProps) {
  const view = useHeld(useView<MarkView | null>("mark", mark));
  if (view === undefined) return <div className="panel" />;
  if (view === null) {
    return (
      <div className="panel">
        <EmptyState title="Not here at this step">
          What you selected does not exist at this point of the run.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="panel inspector">
      <header className="panel-head">
        <div>
          <h2>{view.title}</h2>
          <span className="under">{view.subtitle}</span>
        </div>
        {onBack !== null && (
          <Button look="ghost" className="small" icon="chevron-left" onClick={onBack}>
            Item
          </Button>
        )}
      </header>
      <section className="blk" aria-label="Facts">
        <p className="words">{view.words}</p>
        <dl className="facts">
          {view.facts.map((fact) => (
            <Fact key={`${fact.term} ${fact.text}`} fact={fact} />
          ))}
        </dl>
      </section>
      {view.problem !== null && (
        <section className="blk problem s-denied" aria-label="Error">
          <header>
            <h3>{view.problem.name}</h3>
            <Badge state="denied">refused</Badge>
          </header>
          <p className="words">
            {view.problem.message === "" ? "The service gives no further message." : view.problem.message}
          </p>
        </section>
      )}
      {view.sure !== null && (
        <section className="blk" aria-label="How sure is this picture?">
          <header>
            <h3>How sure is this picture?</h3>
          </header>
          <ul className="sure">
            <li>
              <FidelityWord fidelity={view.sure.fidelity} source={sourceWords(view.sure.source)} />
              <span className="note">{sourceWords(view.sure.source)}</span>
            </li>
          </ul>
        </section>
      )}
      {view.raw.map((raw) => (
        <Folded key={raw.title} title={raw.title} text={raw.text} />
      ))}
    </div>
  );
}

/** Closed, it holds nothing: a request can be long. */
function Folded({ title, text }: { title: string; text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="raw" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <CodeBlock code={text} label={title} />}
    </details>
  );
}

function Fact({ fact }: { fact: MarkFact }) {
  const { step } = fact;
  const text = fact.state === null ? fact.text : <Badge state={fact.state}>{fact.text}</Badge>;
  return (
    <>
      <dt>{fact.term}</dt>
      <dd>
        {step === null ? (
          text
        ) : (
          <button
            type="button"
            className="lnk"
            title={`Go to step ${step}`}
            onClick={() => void drive({ kind: "seek", step })}
          >
            {text}
          </button>
        )}
      </dd>
    </>
  );
}
