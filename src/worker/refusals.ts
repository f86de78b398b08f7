/** Why the Worker carries out nothing, in words for a person. What is wrong with a scenario is said where it is read. */
import { NOT_FETCHED, type Refusal, STOPPED } from "./protocol.ts";

export const NOTHING_OPEN: Refusal = {
  kind: "nothing-open",
  message: "No world is open.",
  advice: "Open a lesson, the sandbox or a link first.",
};

export const WORLD_LEFT: Refusal = {
  kind: "world-left",
  message: "Another world was opened meanwhile.",
  advice: "What was asked of the one before was not carried out.",
};

export const READING_STOPPED: Refusal = {
  kind: STOPPED,
  message: "Opening it was stopped.",
  advice: "Nothing was changed. It can be opened again.",
};

export const FAILED: Refusal = {
  kind: "failed",
  message: "The engine has stopped.",
  advice: "Continue from the last good step.",
};

/** @param details what could not be fetched */
export function notFetched(details: string): Refusal {
  return {
    kind: NOT_FETCHED,
    message: "A part of Glass Table could not be fetched.",
    advice: "Nothing was lost. Look at the connection and try again.",
    details,
  };
}
