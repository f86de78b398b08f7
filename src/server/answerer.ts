/** Who answers calls of the API: the world in this process, or an open page behind a bridge. Listeners know only this. */
import type { WireAnswer, WireCall } from "../engine/index.ts";

export interface Answerer {
  /** Resolves to an answer, an error of the service included. Never rejects. */
  answer(call: WireCall): Promise<WireAnswer>;
}
