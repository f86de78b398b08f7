/**
 * What happens in a lesson's column: a step is entered, a prediction is locked and run, a solution is shown. Each is a
 * short script of calls to the engine and changes of the stores; one at a time. Draws nothing.
 */
import type { Lesson, LessonStep, Show } from "../../lessons/lesson.ts";
import { playActions } from "../../lessons/play.ts";
import { lessonFinished } from "../../state/course-progress.ts";
import { changeLessonRun, changePrediction, useLessonRun } from "../../state/lesson-run.ts";
import { setZoom, useSelection } from "../../state/selection.ts";
import { drive, issue, useSession } from "../../state/session.ts";
import { busy } from "../../ui/idle.ts";
import { itemOfGate } from "./gate-item.ts";
import { sessionPlayer, watchTo } from "./session-player.ts";

let running = false;

/** Runs of gates that were taken back, by gate: the same moment need not be computed again. */
const ranBefore = new Map<string, { readonly lockedAt: number; readonly branch: number; readonly step: number }>();

/** One script at a time; a second one is ignored. */
async function script(work: () => Promise<void>): Promise<void> {
  if (running) return;
  running = true;
  const idle = busy();
  try {
    await work();
  } finally {
    running = false;
    idle();
  }
}

/** Does what the open step does when it is entered, once; shows what it is about. */
export function enterStep(lesson: Lesson, index: number): Promise<void> {
  return script(async () => {
    const step = lesson.steps[index];
    const { run } = useLessonRun.getState();
    if (step === undefined || run.began[index] !== undefined) return;
    useSelection.setState({ gate: null });
    showWhat(step.show);
    const { frame } = useSession.getState();
    if (step.enter.length > 0 && frame !== null && frame.step < frame.steps) await drive({ kind: "end" });
    const player = sessionPlayer(false);
    await playActions(step.enter, player);
    const at = player.lastStep() ?? useSession.getState().frame?.step ?? 0;
    changeLessonRun({ began: { ...useLessonRun.getState().run.began, [index]: at } });
  });
}

function showWhat(show: Show): void {
  if (show.follow !== undefined) useSelection.setState({ followed: show.follow });
  if (show.zoom !== undefined) setZoom(show.zoom);
}

/** Locks the prediction (null: show me) and runs what it was about. Where that is known already it is only shown again. */
export function lockPrediction(
  step: LessonStep,
  picked: string | null,
  options: { readonly watched: boolean },
): Promise<void> {
  return script(async () => {
    const { gate } = step;
    const { frame } = useSession.getState();
    if (gate === null || frame === null) return;
    const open = useSelection.getState().gate;
    if (open !== null) useSelection.setState({ gate: { ...open, picked, locked: true } });
    changePrediction(gate.id, { picked, lockedAt: frame.step, ran: null, answer: null });
    // The item the question is about, unless the lesson shows another: its way and its hue are the answer.
    const asked = itemOfGate(gate);
    showWhat({ ...(asked === null ? {} : { follow: asked }), ...gate.reveal });
    const ran = ranBefore.get(gate.id);
    if (ran !== undefined && ran.branch === frame.branch && ran.lockedAt === frame.step && frame.steps >= ran.step) {
      await watchTo(frame.step, ran.step, options.watched);
      changePrediction(gate.id, {
        picked,
        lockedAt: frame.step,
        ran: { branch: ran.branch, step: ran.step },
        answer: null,
      });
      return;
    }
    const player = sessionPlayer(options.watched);
    await playActions(gate.run, player);
    const branch = useSession.getState().frame?.branch ?? frame.branch;
    changePrediction(gate.id, {
      picked,
      lockedAt: frame.step,
      ran: { branch, step: player.lastStep() ?? frame.step },
      answer: null,
    });
  });
}

/** Takes the prediction back: the world returns to the moment of locking. */
export function predictAgain(step: LessonStep): Promise<void> {
  return script(async () => {
    const { gate } = step;
    const before = gate === null ? undefined : useLessonRun.getState().run.predictions[gate.id];
    if (gate === null || before === undefined) return;
    if (before.ran !== null) ranBefore.set(gate.id, { lockedAt: before.lockedAt, ...before.ran });
    await drive({ kind: "seek", step: before.lockedAt });
    showWhat(step.show);
    useSelection.setState({ gate: null });
    changePrediction(gate.id, null);
  });
}

/** Plays the open step's solution. */
export function showSolution(lesson: Lesson, index: number, options: { readonly watched: boolean }): Promise<void> {
  return script(async () => {
    await playActions(lesson.solution[index] ?? [], sessionPlayer(options.watched));
  });
}

/** Sends a request the lesson has ready, and shows it leave. */
export function sendOffer(step: LessonStep, index: number): Promise<void> {
  return script(async () => {
    const offer = step.offers[index];
    if (offer === undefined) return;
    await issue(offer.command);
    await drive({ kind: "step" });
  });
}

export function goToStep(index: number): void {
  useSelection.setState({ gate: null });
  changeLessonRun({ step: index });
}

export function tasksDone(ids: readonly string[]): void {
  const { done } = useLessonRun.getState().run;
  const fresh = ids.filter((id) => !done.includes(id));
  if (fresh.length > 0) changeLessonRun({ done: [...done, ...fresh] });
}

/** Every gate answered, every task done. */
export function isComplete(lesson: Lesson): boolean {
  const { run } = useLessonRun.getState();
  return lesson.steps.every((step) => stepDone(step, run));
}

export function stepDone(
  step: LessonStep,
  run: {
    readonly done: readonly string[];
    readonly predictions: Readonly<Record<string, { readonly answer: string | null }>>;
  },
): boolean {
  const gateDone = step.gate === null || (run.predictions[step.gate.id]?.answer ?? null) !== null;
  return gateDone && step.tasks.every(({ id }) => run.done.includes(id));
}

export function finishIfComplete(lesson: Lesson): void {
  if (useLessonRun.getState().kept && isComplete(lesson)) lessonFinished(lesson.slug);
}
