// What was predicted and what the run did, in two rows of equal weight; then why, and why the other was tempting.
// A wrong prediction is a difference, not a fault: nothing is red.

import type { Gate } from "../../lessons/lesson.ts";
import { NONE_HOLDS } from "../../lessons/prediction.ts";
import type { Prediction } from "../../state/lesson-run.ts";
import { hueClass } from "../../ui/hue.ts";
import { Icon } from "../../ui/icon.tsx";
import { itemOfGate } from "./gate-item.ts";
import { Prose } from "./Prose.tsx";
import type { LessonView } from "./view.ts";

export interface RevealCardProps {
  gate: Gate;
  prediction: Prediction;
  view: LessonView | undefined;
}

export function RevealCard({ gate, prediction, view }: RevealCardProps) {
  const { picked, answer, lockedAt, ran } = prediction;
  const candidates = view?.candidates ?? [];
  const number = (id: string) => candidates.findIndex((one) => one.id === id) + 1;
  const pickedOne = candidates.find(({ id }) => id === picked);
  const answerOne = candidates.find(({ id }) => id === answer);
  return (
    <section className="reveal" aria-label="Your prediction and the answer">
      <div className="reveal-card">
        <p className="reveal-head">
          <Icon name="eye" />
          {answer === null
            ? `Locked at step ${lockedAt}, running`
            : `Locked at step ${lockedAt}, answered at step ${ran?.step ?? lockedAt}`}
        </p>
        <Row
          mark={picked === null ? null : String(number(picked))}
          title={pickedTitle(gate, picked === null ? null : (pickedOne?.label ?? "…"))}
          note={pickedOne?.note ?? ""}
        />
        {answer !== null && (
          <Row
            mark="check"
            hue={answerHue(gate, view)}
            title={answerTitle(gate, answerOne?.label ?? null, answer === picked)}
            note={
              answer === NONE_HOLDS
                ? "The world was changed before. Start the lesson over to see it."
                : (answerOne?.note ?? "")
            }
          />
        )}
      </div>
      {answer !== null && (
        <div role="status">
          <Prose text={gate.why} view={view} />
          <div className="tempting">
            <p className="cap">Why the other was tempting</p>
            <Prose text={gate.tempting} view={view} />
          </div>
        </div>
      )}
    </section>
  );
}

function Row({
  mark,
  title,
  note,
  hue = null,
}: {
  mark: string | null;
  title: string;
  note: string;
  hue?: string | null;
}) {
  return (
    <div className="reveal-row">
      <span className={mark === "check" ? `reveal-mark answer ${hue ?? ""}` : "reveal-mark"}>
        {mark === "check" ? <Icon name="check" size={14} /> : (mark ?? "–")}
      </span>
      <span>
        <b>{title}</b>
        {note !== "" && <small>{note}</small>}
      </span>
    </div>
  );
}

/** The answer's mark has the fill of the item it is about, as on the stage; an answer in words is about none. */
function answerHue(gate: Gate, view: LessonView | undefined): string | null {
  const label = itemOfGate(gate)?.label;
  const look = label === undefined ? undefined : view?.looks[label];
  return look === undefined ? null : `of-item ${hueClass(look)}`;
}

function pickedTitle(gate: Gate, label: string | null): string {
  if (label === null) return "You asked to be shown";
  return gate.candidates.kind === "options" ? `You said: ${label}` : `You said ${label}`;
}

function answerTitle(gate: Gate, label: string | null, agreed: boolean): string {
  if (label === null) return "None of these happened";
  const said = { replicas: `${label} answered`, partitions: `${label} took it`, options: `It was: ${label}` }[
    gate.candidates.kind
  ];
  return agreed ? `${said}, as you said` : said;
}
