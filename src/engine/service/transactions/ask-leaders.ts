/**
 * Puts one question to the leader of every item of a transaction and collects the answers: follows hints, asks again
 * elsewhere when nobody answers, gives up at the phase's deadline. It knows neither what the question is for nor what
 * follows from the answers. [TX-8, FIND-1, FIND-2]
 */
import type { Micros } from "../../sim/message.ts";
import { leaderToAsk, noteNotLeader, noteSilence } from "../leader-finder.ts";
import { groupId } from "../places.ts";
import type { CoordinatorContext, CoordinatorState, Part, Phase, Running } from "./coordinator-state.ts";
import { patienceOf } from "./patience.ts";
import type { StepName, TransactionStepReply } from "./transaction-messages.ts";

type AskingPhase = Extract<Phase, "preparing" | "committing" | "releasing" | "reading" | "confirming">;

const STEPS: Readonly<Record<AskingPhase, StepName>> = {
  preparing: "prepare",
  committing: "commit",
  releasing: "release",
  reading: "read",
  confirming: "confirm",
};

/** Two replicas that name each other must not keep a question going round for ever. */
const HINTS_MAX = 2;

/** Begins a phase: everybody is asked. */
export function askEverybody(
  state: CoordinatorState,
  running: Running,
  phase: AskingPhase,
  context: CoordinatorContext,
): void {
  for (const { placed } of running.parts)
    if (!state.leaders.has(groupId(placed.group))) state.leaders.set(groupId(placed.group), placed.leader);
  const parts = running.parts.map((part) => ({ ...part, answer: null, hints: 0 }));
  const deadline = context.now + patienceOf(context.profile).phaseMicros;
  askOpen(state, { ...running, phase, parts, deadline }, context);
}

/**
 * Takes an answer. Returns the transaction when it was the last one of its phase, else null: it is waited on.
 */
export function takeStepReply(
  state: CoordinatorState,
  reply: TransactionStepReply,
  context: CoordinatorContext,
): Running | null {
  const running = state.running.get(reply.transaction);
  const part = running?.parts[reply.index];
  if (running === undefined || part === undefined) return null;
  if (!isAsking(running.phase) || STEPS[running.phase] !== reply.step || part.answer !== null) return null;
  const { answer } = reply;
  const from = context.delivery.from;
  if (answer.kind === "not-leader") {
    noteNotLeader(state.leaders, part.placed.group, from, answer.leader);
    // Without a leader to go to, the timer sees to it.
    if (from !== part.asked || answer.leader === null || part.hints >= HINTS_MAX) return null;
    const asked = leaderToAsk(state.leaders, part.placed.group);
    put(state, withPart(running, reply.index, { ...part, asked, hints: part.hints + 1 }));
    ask(running, { ...part, asked }, reply.index, context);
    return null;
  }
  state.leaders.set(groupId(part.placed.group), from);
  const next = withPart(running, reply.index, { ...part, answer });
  if (next.parts.some((other) => other.answer === null)) {
    put(state, next);
    return null;
  }
  if (next.timer !== null) context.cancel(next.timer);
  return { ...next, timer: null };
}

/** Nobody, or not everybody, has answered. Returns the transaction when its phase has taken too long, else null. */
export function takeStepTimeout(
  state: CoordinatorState,
  transaction: string,
  round: number,
  context: CoordinatorContext,
): Running | null {
  const running = state.running.get(transaction);
  if (running === undefined || running.timer === null || running.round !== round) return null;
  const silent = { ...running, timer: null };
  if (context.now >= running.deadline) return silent;
  for (const { answer, asked, placed } of running.parts)
    if (answer === null) noteSilence(state.leaders, placed.group, asked);
  askOpen(state, silent, context);
  return null;
}

/** Asks everybody who has not answered. */
function askOpen(state: CoordinatorState, running: Running, context: CoordinatorContext): void {
  const parts = running.parts.map((part) =>
    part.answer === null ? { ...part, asked: leaderToAsk(state.leaders, part.placed.group), hints: 0 } : part,
  );
  const round = running.round + 1;
  const wait: Micros = patienceOf(context.profile).stepMicros;
  const timer = context.after(wait, { type: "StepTimeout", transaction: running.transaction, round });
  put(state, { ...running, parts, round, timer });
  for (const [index, part] of parts.entries()) if (part.answer === null) ask(running, part, index, context);
}

function ask(running: Running, part: Part, index: number, context: CoordinatorContext): void {
  context.send(part.asked, {
    type: "TransactionStep",
    transaction: running.transaction,
    index,
    step: STEPS[running.phase as AskingPhase],
    timestamp: running.timestamp,
    bound: part.placed.bound,
    replyTo: context.self,
  });
}

function isAsking(phase: Phase): phase is AskingPhase {
  return phase in STEPS;
}

function withPart(running: Running, index: number, part: Part): Running {
  return { ...running, parts: running.parts.with(index, part) };
}

function put(state: CoordinatorState, running: Running): void {
  state.running.set(running.transaction, running);
}
