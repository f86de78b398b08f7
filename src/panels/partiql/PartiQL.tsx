// PartiQL: a statement with its values, what the service would say against it, and its answer as a table, page by page.

import { PREDICT_FIRST, usePredictionOpen } from "../../parts/prediction-open.ts";
import "../../parts/panel.css";
import "./partiql.css";
import type { KeyboardEvent } from "react";
import type { Command } from "../../engine/index.ts";
import { AttributeRows } from "../../parts/AttributeRows.tsx";
import { useHeld } from "../../parts/held.ts";
import { lengthText } from "../../parts/times.ts";
import { useSelection } from "../../state/selection.ts";
import { drive, issue, refusalOf, useView } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/checkbox.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextField } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Keys } from "../../ui/kbd.tsx";
import { showToast } from "../../ui/toast-store.ts";
import type { RequestCheck } from "../request-check.ts";
import { changePartiQL, usePartiQL } from "./partiql-store.ts";
import { faultPlace, parametersFor, parametersOf, piecesOf, statementRequest } from "./statement.ts";
import type { PartiQLAnswer, PartiQLExample, PartiQLView } from "./view.ts";

/** An answer takes a few dozen steps; with a partition down, some hundreds more. */
const ANSWER_STEPS_MAX = 20_000;

export function PartiQL() {
  const table = useSelection((s) => s.table);
  const view = useHeld(useView<PartiQLView>("partiql", { table }));
  if (view === undefined) return <div className="panel" />;
  if (!view.known || view.examples.length === 0)
    return (
      <div className="panel">
        <EmptyState title="No table yet">A statement needs a table. Create one with the request form.</EmptyState>
      </div>
    );
  return <Statement view={view} />;
}

function Statement({ view }: { view: PartiQLView }) {
  const written = usePartiQL();
  const [example] = view.examples;
  const draft =
    written.untouched && example !== undefined
      ? { ...written, statement: example.statement, parameters: parametersOf(example.parameters) }
      : written;
  const { input, faults } = statementRequest(draft);
  const broken = Object.keys(faults).length > 0;
  const check = useHeld(
    useView<RequestCheck>("requestCheck", { region: view.home, operation: "ExecuteStatement", input }),
  );
  const error = broken ? null : (check?.error ?? null);
  const held = usePredictionOpen();
  const send = async (sent: Readonly<Record<string, unknown>>, run: boolean) => {
    if (broken || held) return;
    changePartiQL(draft);
    const reply = await issue({
      kind: "request",
      region: view.home,
      operation: "ExecuteStatement",
      input: sent,
    });
    const refusal = refusalOf(reply);
    if (refusal !== null || !reply.ok)
      return showToast({ text: refusal?.message ?? "The statement was not taken", icon: "state-denied" });
    const request = `q${(reply.value as Command).id}`;
    await drive(
      run
        ? { kind: "until", match: { kind: "ResponseReceived", where: { request } }, stepsMax: ANSWER_STEPS_MAX }
        : { kind: "step" },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send(input, true);
  };
  const token = view.last?.answer?.nextToken ?? null;
  return (
    <section className="panel partiql" aria-label="PartiQL" onKeyDown={onKeyDown}>
      <div className="partiql-form">
        <Examples examples={view.examples} />
        <Editor
          statement={draft.statement}
          error={error === null ? null : { ...error, place: faultPlace(error.message, draft.statement) }}
          onChange={(statement) =>
            changePartiQL({ ...draft, statement, parameters: parametersFor(statement, draft.parameters) })
          }
        />
        {draft.parameters.length > 0 && (
          <AttributeRows
            label="Values of the question marks"
            rows={draft.parameters}
            keysOnly
            faults={faults}
            onChange={(parameters) =>
              changePartiQL({ ...draft, parameters: parametersFor(draft.statement, parameters) })
            }
          />
        )}
        <div className="partiql-options">
          <TextField
            label="At most"
            aside="items read"
            inputMode="numeric"
            value={draft.limit}
            onChange={(event) => changePartiQL({ ...draft, limit: event.currentTarget.value })}
          />
          <Switch checked={draft.consistent} onChange={(consistent) => changePartiQL({ ...draft, consistent })}>
            Strongly consistent
          </Switch>
        </div>
        {held && <p className="note">{PREDICT_FIRST}</p>}
        <div className="partiql-buttons">
          <Button look="ink" icon="play" disabled={broken || held} onClick={() => void send(input, true)}>
            Run
          </Button>
          <Button icon="step-forward" disabled={broken || held} onClick={() => void send(input, false)}>
            Step
          </Button>
          <Keys keys={["Ctrl", "Enter"]} />
        </div>
      </div>
      {view.last !== null && (
        <Answer
          last={view.last}
          onNext={token === null ? undefined : () => void send({ ...view.last?.input, NextToken: token }, true)}
        />
      )}
    </section>
  );
}

function Examples({ examples }: { examples: readonly PartiQLExample[] }) {
  return (
    <fieldset className="partiql-examples" aria-label="Examples for this table">
      {examples.map(({ label, statement, parameters }) => (
        <Button
          key={label}
          className="small"
          onClick={() => changePartiQL({ statement, parameters: parametersOf(parameters) })}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  );
}

interface EditorProps {
  statement: string;
  error: {
    readonly name: string;
    readonly message: string;
    readonly place: { readonly line: number; readonly word: string } | null;
  } | null;
  onChange: (statement: string) => void;
}

/** A textarea over the same text drawn in pieces: what is typed is always plain text. */
function Editor({ statement, error, onChange }: EditorProps) {
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor="partiql-statement">Statement</label>
        <span>{statement.length.toLocaleString("en")} of 8,192 characters</span>
      </div>
      <div className="partiql-editor">
        <pre aria-hidden="true">
          {piecesOf(statement).map(({ at, text, kind }) => (
            <span key={at} className={error?.place?.word === text ? `${kind} fault` : kind}>
              {text}
            </span>
          ))}
          {"\n"}
        </pre>
        <textarea
          id="partiql-statement"
          value={statement}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : "partiql-error"}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      {error !== null && (
        <p id="partiql-error" className="field-error" role="status">
          <b>Would be refused now: {error.name}.</b>{" "}
          {error.place !== null && `Line ${error.place.line}, at ${error.place.word}: `}
          {error.message}
        </p>
      )}
    </div>
  );
}

function Answer({ last, onNext }: { last: PartiQLAnswer; onNext: (() => void) | undefined }) {
  const { answer, step } = last;
  return (
    <section className="partiql-answer" aria-label="Answer">
      <header>
        <h3>Answer</h3>
        <Button look="ghost" className="small" onClick={() => void drive({ kind: "seek", step })}>
          step {step}
        </Button>
      </header>
      <p className="code partiql-sent">{last.statement}</p>
      {answer === null ? (
        <p className="words">On its way.</p>
      ) : (
        <>
          <p className="partiql-status">
            <Icon name={answer.error === null && answer.status === 200 ? "check" : "close"} size={14} />
            <b className="mono">{answer.status === 0 ? "no answer" : answer.status}</b>
            {answer.error !== null && <b className="mono">{answer.error}</b>}
            <span className="note">
              {lengthText(answer.micros)}
              {answer.units !== null && `, ${answer.units}`}
            </span>
          </p>
          {answer.message !== null && answer.message !== "" && <p className="mono partiql-message">{answer.message}</p>}
          {answer.rows.length > 0 && <Rows answer={answer} />}
          {answer.error === null && answer.rows.length === 0 && <p className="words">It gives no items.</p>}
          {onNext !== undefined && (
            <Button className="small" iconAfter="arrow-right" onClick={onNext}>
              Next page
            </Button>
          )}
        </>
      )}
    </section>
  );
}

/** It scrolls sideways, so it must take focus for the arrow keys to scroll it. */
const SCROLLS_BY_KEYS = { tabIndex: 0 };

function Rows({ answer }: { answer: NonNullable<PartiQLAnswer["answer"]> }) {
  return (
    <section className="partiql-rows" aria-label="Items of the answer" {...SCROLLS_BY_KEYS}>
      <table className="list-table">
        <thead>
          <tr>
            {answer.columns.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.map(({ label, cells }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer may be alike
            <tr key={`${label} ${at}`}>
              {cells.map((cell, column) => (
                <td key={answer.columns[column]}>{cell ?? <span className="t3">–</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {answer.more > 0 && <p className="note">and {answer.more} more rows</p>}
    </section>
  );
}
