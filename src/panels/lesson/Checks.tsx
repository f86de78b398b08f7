// What the step asks for, and how far it is: done, under way with what was seen instead, or still to come.

import type { Verdict } from "../../lessons/check.ts";
import type { LessonStep } from "../../lessons/lesson.ts";
import type { Prediction } from "../../state/lesson-run.ts";
import { Icon } from "../../ui/icon.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";

export interface ChecksProps {
  step: LessonStep;
  verdicts: Readonly<Record<string, Verdict>>;
  done: readonly string[];
  prediction: Prediction | undefined;
}

export function Checks({ step, verdicts, done, prediction }: ChecksProps) {
  const gateDone = (prediction?.answer ?? null) !== null;
  const rows = [
    ...(step.gate === null ? [] : [{ id: step.gate.id, label: step.gate.label, isDone: gateDone, seen: "" }]),
    ...step.tasks.map(({ id, label }) => ({ id, label, isDone: done.includes(id), seen: verdicts[id]?.seen ?? "" })),
  ];
  if (rows.length === 0) return null;
  const current = rows.find(({ isDone }) => !isDone)?.id ?? null;
  return (
    <section className="checks" aria-label="Checks">
      <header>
        <h3 className="cap">Checks</h3>
        <span className="cap">
          {rows.filter(({ isDone }) => isDone).length} of {rows.length}
        </span>
      </header>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={row.isDone ? "ok" : row.id === current ? "now" : ""}>
            <Icon name={row.isDone ? "state-committed" : row.id === step.gate?.id ? "pointer" : "ring-dashed"} />
            <span>
              <VisuallyHidden>{row.isDone ? "Done: " : "To do: "}</VisuallyHidden>
              {row.label}
              {!row.isDone && row.seen !== "" && <small>Not yet: {row.seen}.</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
