// The answer to the last request a form sent: status, what it means, what it cost, its body, and the step it came at.

import { lengthText } from "../../parts/times.ts";
import { drive } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { Icon } from "../../ui/icon.tsx";
import { answerWords } from "./answer-words.ts";
import type { LastAnswer as Answered } from "./view.ts";

export function LastAnswer({ last }: { last: Answered }) {
  const { operation, label, table, region, sentStep, answer } = last;
  return (
    <section className="op-answer" aria-label="Last answer">
      <header>
        <h3>Last answer</h3>
        <span className="op-note">
          {operation} {label ?? table ?? ""}, {region}
        </span>
      </header>
      {answer === null ? (
        <p className="words">
          On its way since <StepLink step={sentStep} />
        </p>
      ) : (
        <Answer answer={answer} operation={operation} />
      )}
    </section>
  );
}

function Answer({ answer, operation }: { answer: NonNullable<Answered["answer"]>; operation: string }) {
  const { status, error, message, micros, readUnits, writeUnits, body, cut, step } = answer;
  const units = writeUnits > 0 ? `${writeUnits} WCU` : readUnits > 0 ? `${readUnits} RCU` : null;
  const good = error === null && status === 200;
  return (
    <>
      <p className="op-status">
        <Icon name={good ? "check" : "close"} size={14} />
        <b className="mono">{status === 0 ? "no answer" : status}</b>
        {error !== null && <b className="mono name">{error}</b>}
        <span className="op-note">
          {lengthText(micros)}
          {units !== null && `, ${units}`}, <StepLink step={step} />
        </span>
      </p>
      <p className="words">{answerWords({ operation, status, error, body })}</p>
      {message !== null && message !== "" && <p className="op-message mono">{message}</p>}
      {body !== "{}" && error === null && <CodeBlock label="Body of the answer" code={cut ? `${body}\n…` : body} />}
    </>
  );
}

function StepLink({ step }: { step: number }) {
  return (
    <Button look="ghost" className="small op-step" onClick={() => void drive({ kind: "seek", step })}>
      step {step}
    </Button>
  );
}
