// The lesson's column in fixed states for the gallery: real scenarios of the lessons at real steps, with the learner's
// side of it (predictions, tasks done) given. Nothing of it is kept.

import { useEffect, useState } from "react";
import { type Command, type CommandBody, newScenario, type Scenario, type WorldConfig } from "../../engine/index.ts";
import consistency from "../../lessons/consistency/after-a-200/scenario.json";
import keys from "../../lessons/keys-and-partitions/where-an-item-lives/scenario.json";
import { closeLessonRun, type LessonRun, NEW_RUN, showLessonRun } from "../../state/lesson-run.ts";
import { useBusy } from "../../ui/idle.ts";
import { Lesson } from "./Lesson.tsx";

interface LessonState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly Panel: () => React.ReactNode;
}

const CONSISTENCY = "consistency/after-a-200";
const KEYS = "keys-and-partitions/where-an-item-lives";
const STEPS = 5;

const write = (score: string): CommandBody => ({
  kind: "request",
  region: "us-east-1",
  operation: "UpdateItem",
  input: {
    TableName: "Players",
    Key: { player: { S: "cleo" } },
    UpdateExpression: "SET score = :s",
    ExpressionAttributeValues: { ":s": { N: score } },
  },
});
const read = (strong: boolean): CommandBody => ({
  kind: "request",
  region: "us-east-1",
  operation: "GetItem",
  input: { TableName: "Players", Key: { player: { S: "cleo" } }, ConsistentRead: strong },
});

/** A lesson's world with commands carried out at their times, in microseconds. */
function scenarioOf(lesson: string, commands: readonly (CommandBody & { readonly at: number })[]): Scenario {
  const { seed, config } = lesson === KEYS ? keys : consistency;
  const base = newScenario({
    name: lesson === KEYS ? "Where an item lives" : "After a 200, who knows?",
    seed,
    config: config as unknown as WorldConfig,
  });
  const numbered = commands.map((command, i): Command => ({ ...command, id: i + 1 }));
  return {
    ...base,
    lesson,
    commands: numbered,
    branches: [{ name: "original", parent: null, forkStep: 0, commands: numbered.map(({ id }) => id) }],
  };
}

function LessonSpecimen({ lesson, run }: { lesson: string; run: Partial<LessonRun> }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    showLessonRun(lesson, { ...NEW_RUN, ...run }, STEPS);
    setShown(true);
    return closeLessonRun;
  }, [lesson, run]);
  useBusy(!shown);
  return shown ? <Lesson onOpenSandbox={() => undefined} /> : null;
}

const lessonIn = (lesson: string, run: Partial<LessonRun>) => () => <LessonSpecimen lesson={lesson} run={run} />;

const TWICE = [
  { ...write("9340"), at: 0 },
  { ...write("9410"), at: 40_000 },
];
const LOCKED_AT = 24;
const began = (step: number, at: number): Partial<LessonRun> => ({
  step,
  began: { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, [step]: at },
});
const PICKED = "us-east-1/Players/P2/a";

export const LESSON_STATES: readonly LessonState[] = [
  {
    id: "lesson-begins",
    title: "Lesson, first step",
    scenario: scenarioOf(KEYS, []),
    step: 0,
    Panel: lessonIn(KEYS, began(0, 0)),
  },
  {
    id: "lesson-predict",
    title: "Lesson, predict first",
    scenario: scenarioOf(CONSISTENCY, TWICE),
    step: LOCKED_AT,
    Panel: lessonIn(CONSISTENCY, began(1, LOCKED_AT)),
  },
  {
    id: "lesson-reveal",
    title: "Lesson, the answer",
    scenario: scenarioOf(CONSISTENCY, [...TWICE, { ...read(true), at: 44_000 }]),
    step: "end",
    Panel: lessonIn(CONSISTENCY, {
      ...began(1, LOCKED_AT),
      predictions: { strong: { picked: PICKED, lockedAt: LOCKED_AT, ran: { branch: 0, step: 30 }, answer: null } },
    }),
  },
  {
    id: "lesson-not-yet",
    title: "Lesson, not yet",
    scenario: scenarioOf(CONSISTENCY, [...TWICE, { ...read(false), at: 400_000 }]),
    step: "end",
    Panel: lessonIn(CONSISTENCY, began(3, 0)),
  },
  {
    id: "lesson-back",
    title: "Lesson, stepped back",
    scenario: scenarioOf(CONSISTENCY, TWICE),
    step: 3,
    Panel: lessonIn(CONSISTENCY, { ...began(0, 0), done: ["majority"] }),
  },
  {
    id: "lesson-done",
    title: "Lesson, finished",
    scenario: scenarioOf(KEYS, [{ ...read(false), at: 0 }]),
    step: "end",
    Panel: lessonIn(KEYS, { ...began(4, 0), done: ["read-cleo", "share", "two-zones"] }),
  },
];
