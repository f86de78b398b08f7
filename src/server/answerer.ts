/** Who answers calls of the API: the world in this process, or an open page behind a bridge. Listeners know only this. */
import type { WireAnswer, WireCall } from "../engine/index.ts";

/** No promise: it would cost a turn of the event loop and some garbage for every request. */
export type Answered = (answer: WireAnswer) => void;

export interface Answerer {
  /** Calls `answered` once, perhaps before it returns; an error of the service is an answer too. */
  answer(call: WireCall, answered: Answered): void;
}
