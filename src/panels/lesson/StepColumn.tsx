// One step of a lesson, from its heading to the footer with Back and Next.

import { useEffect, useMemo, useRef, useState } from "react";
import { HOME_HREF, lessonHref } from "../../app/routes.ts";
import { useShortcuts } from "../../app/shortcut-handlers.ts";
import type { Scenario } from "../../engine/index.ts";
import { LESSONS } from "../../lessons/index.ts";
import type { Lesson, LessonStep, Offer } from "../../lessons/lesson.ts";
import { askFor, isEditable } from "../../state/asked.ts";
import { changeLessonRun, changePrediction, type LessonRun, NEW_RUN, useLessonRun } from "../../state/lesson-run.ts";
import { useSelection } from "../../state/selection.ts";
import { call, useSession, useView } from "../../state/session.ts";
import { openScenario } from "../../state/workplace.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { useReducedMotion } from "../../ui/media.ts";
import { Checks } from "./Checks.tsx";
import { itemOfGate } from "./gate-item.ts";
import {
  enterStep,
  finishIfComplete,
  goToStep,
  lockPrediction,
  predictAgain,
  sendOffer,
  showSolution,
  stepDone,
  tasksDone,
} from "./lesson-flow.ts";
import { PredictCard } from "./PredictCard.tsx";
import { Prose } from "./Prose.tsx";
import { chipLabelsOf, factsOf } from "./prose-text.ts";
import { RevealCard } from "./RevealCard.tsx";
import type { LessonParams, LessonView } from "./view.ts";

export interface StepColumnProps {
  lesson: Lesson;
  onOpenSandbox: (scenario: Scenario) => void;
}

export function StepColumn({ lesson, onOpenSandbox }: StepColumnProps) {
  const run = useLessonRun((s) => s.run);
  const index = Math.min(run.step, lesson.steps.length - 1);
  const step = lesson.steps[index] as LessonStep;
  const ready = useSession((s) => s.frame !== null);
  const params = useMemo(() => paramsOf(lesson, index, run), [lesson, index, run]);
  const view = useView<LessonView>("lesson", params);
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(index);
  const [hints, setHints] = useState(0);
  const watched = !useReducedMotion();
  const prediction = step.gate === null ? undefined : run.predictions[step.gate.id];
  const entered = run.began[index] !== undefined;

  useEffect(() => {
    if (ready && !entered) void enterStep(lesson, index);
  }, [ready, entered, lesson, index]);
  // A world that is new (another seed, started over) begins its lesson anew.
  const worldIsNew = useSession((s) => s.frame !== null && s.frame.steps === 0 && s.frame.commands === 0);
  useEffect(() => {
    if (worldIsNew && hasHistory(useLessonRun.getState().run)) changeLessonRun(NEW_RUN);
  }, [worldIsNew]);
  // A new step starts at its top, without hints; the focus leaves the button that led here, or Enter would press it again.
  useEffect(() => {
    if (shown.current === index) return;
    shown.current = index;
    setHints(0);
    top.current?.scrollTo({ top: 0 });
    top.current?.focus({ preventScroll: true });
  }, [index]);
  useGate(step, entered, view, prediction);
  useEffect(() => {
    if (view === undefined) return;
    tasksDone(step.tasks.map(({ id }) => id).filter((id) => view.verdicts[id]?.done === true));
    finishIfComplete(lesson);
  }, [view, step, lesson]);
  const isLast = index === lesson.steps.length - 1;
  const hint = () => setHints((shown) => Math.min(step.hints.length, shown + 1));
  useShortcuts({ hint });

  const openSandbox = async () => {
    const reply = await call({ type: "export", as: "scenario", view: {} });
    if (reply.ok) onOpenSandbox(reply.value as Scenario);
  };
  const solution = () =>
    void (step.gate !== null && prediction === undefined
      ? lockPrediction(step, null, { watched })
      : showSolution(lesson, index, { watched }));
  const hasSolution = (step.gate !== null && prediction === undefined) || (lesson.solution[index] ?? []).length > 0;
  return (
    <div className="lesson-column">
      <div className="lesson" ref={top} tabIndex={-1}>
        <p className="cap">
          {lesson.chapterTitle}, lesson {lesson.number}
        </p>
        <h2 className="lesson-title">{lesson.title}</h2>
        <p className="steprow">
          <span>
            Step {index + 1} of {lesson.steps.length}
          </span>
          <span aria-hidden="true">/</span>
          <b>{step.title}</b>
        </p>
        {prediction === undefined && <Prose text={step.prose} view={view} />}
        {step.gate !== null && prediction === undefined && view !== undefined && entered && (
          <PredictCard
            gate={step.gate}
            view={view}
            onLock={(picked) => void lockPrediction(step, picked, { watched })}
          />
        )}
        {step.gate !== null && prediction !== undefined && (
          <RevealCard gate={step.gate} prediction={prediction} view={view} />
        )}
        {step.offers.map((offer, i) => (
          <div className="offer" key={offer.label}>
            <CodeBlock code={offer.code} label={`The request "${offer.label}"`} wraps />
            <div className="offer-acts">
              <Button icon="arrow-right" onClick={() => void sendOffer(step, i)}>
                {offer.label}
              </Button>
              {isEditable(offer.command) && (
                <Button look="ghost" aria-label={`Edit "${offer.label}" first`} onClick={() => editOffer(offer)}>
                  Edit
                </Button>
              )}
            </div>
          </div>
        ))}
        {hints > 0 && (
          <ol className="hints" aria-label="Hints">
            {step.hints.slice(0, hints).map((text) => (
              <li key={text}>
                <Prose text={text} view={view} />
              </li>
            ))}
          </ol>
        )}
        {!stepDone(step, run) && (
          <div className="help">
            {step.hints.length > 0 && (
              <Button icon="hint" onClick={hint} disabled={hints >= step.hints.length}>
                Hint {Math.min(hints + 1, step.hints.length)} of {step.hints.length}
              </Button>
            )}
            {hasSolution && (
              <Button icon="eye" onClick={solution}>
                Show solution
              </Button>
            )}
          </div>
        )}
        <Checks step={step} verdicts={view?.verdicts ?? {}} done={run.done} prediction={prediction} />
        {isLast && stepDone(step, run) && (
          <div className="lesson-end">
            <p>
              <b>That was the lesson.</b> The world stays as you left it.
            </p>
            <Button icon="cube" onClick={() => void openSandbox()}>
              Open in the sandbox
            </Button>
            <Button icon="undo" onClick={() => void openScenario(lesson.scenario, "start")}>
              Start over
            </Button>
          </div>
        )}
      </div>
      <Footer lesson={lesson} step={step} index={index} />
    </div>
  );
}

/** Takes a ready request into the form, or a ready program into the editor. */
function editOffer({ command }: Offer): void {
  if (isEditable(command)) askFor(command);
}

/** Something was done in this run that a new world does not know. */
function hasHistory({ step, began, predictions, done }: LessonRun): boolean {
  return (
    step > 0 || done.length > 0 || Object.keys(predictions).length > 0 || Object.values(began).some((at) => at > 0)
  );
}

function Footer({ lesson, step, index }: { lesson: Lesson; step: LessonStep; index: number }) {
  const run = useLessonRun((s) => s.run);
  const done = stepDone(step, run);
  const isLast = index === lesson.steps.length - 1;
  const onward = afterLesson(lesson.slug);
  const answered = step.gate !== null && (run.predictions[step.gate.id]?.answer ?? null) !== null;
  const next = () => goToStep(index + 1);
  return (
    <div className="lesson-nav">
      <Button look="ghost" disabled={index === 0} onClick={() => goToStep(index - 1)}>
        Back
      </Button>
      {answered && (
        <Button look="ghost" onClick={() => void predictAgain(step)}>
          Predict again
        </Button>
      )}
      <span className="grow" />
      {isLast ? (
        <ButtonLink look={done ? "ink" : "plain"} href={onward.href}>
          {onward.words}
        </ButtonLink>
      ) : (
        <>
          {!done && (
            <Button look="ghost" onClick={next}>
              Skip
            </Button>
          )}
          <Button look={done ? "ink" : "plain"} iconAfter="chevron-right" disabled={!done} onClick={next}>
            Next step
          </Button>
        </>
      )}
    </div>
  );
}

/** Where the course goes on: the next lesson there is, or the list of them. */
function afterLesson(slug: string): { readonly href: string; readonly words: string } {
  const next = LESSONS[LESSONS.findIndex((one) => one.slug === slug) + 1];
  return next === undefined
    ? { href: HOME_HREF, words: "All lessons" }
    : { href: lessonHref(next.slug), words: "Next lesson" };
}

/** Keeps the gate of the selection store as the run says: open, locked, answered. */
function useGate(
  step: LessonStep,
  entered: boolean,
  view: LessonView | undefined,
  prediction:
    | { picked: string | null; lockedAt: number; ran: { branch: number; step: number } | null; answer: string | null }
    | undefined,
): void {
  const open = useSelection((s) => s.gate !== null);
  const ids = view?.candidates.map(({ id }) => id).join(" ") ?? "";
  const answer = view?.answer ?? null;
  const gateId = step.gate?.id ?? null;
  useEffect(() => {
    if (
      gateId === null ||
      prediction === undefined ||
      prediction.ran === null ||
      prediction.answer !== null ||
      answer === null
    )
      return;
    changePrediction(gateId, { ...prediction, answer });
  }, [gateId, prediction, answer]);
  useEffect(() => {
    if (gateId === null || !entered || ids === "") return;
    const candidates = ids.split(" ");
    const { gate } = useSelection.getState();
    if (prediction === undefined) {
      if (!open) useSelection.setState({ gate: { candidates, picked: null, locked: false, answer: null } });
    } else if (!open || gate?.answer !== prediction.answer) {
      useSelection.setState({
        gate: { candidates, picked: prediction.picked, locked: true, answer: prediction.answer },
      });
    }
  }, [gateId, entered, ids, open, prediction]);
}

/** Items whose looks the step needs: its chips, and the one its gate is about. */
function itemsOf(step: LessonStep, table: string): LessonParams["items"] {
  const ofGate = step.gate === null ? null : itemOfGate(step.gate);
  const labels = new Set([...chipLabelsOf(step), ...(ofGate === null ? [] : [ofGate.label])]);
  return [...labels].map((label) => ({ table, label }));
}

function paramsOf(lesson: Lesson, index: number, run: ReturnType<typeof useLessonRun.getState>["run"]): LessonParams {
  const step = lesson.steps[index] as LessonStep;
  const [first] = lesson.scenario.config.tables;
  const table = String((first?.create as { TableName?: unknown } | undefined)?.TableName ?? "");
  const prediction = step.gate === null ? undefined : run.predictions[step.gate.id];
  return {
    table,
    checks: step.tasks.map(({ id, check }) => ({ id, check })),
    beganAtStep: run.began[index] ?? null,
    gate:
      step.gate === null
        ? null
        : {
            candidates: step.gate.candidates,
            answer: step.gate.answer,
            lockedAtStep: prediction?.lockedAt ?? null,
            ended: (prediction?.ran ?? null) !== null,
          },
    items: itemsOf(step, table),
    facts: factsOf(step),
  };
}
