// While a prediction is open nothing may be sent: the answer must be the world's, and its future is veiled (VISUAL §8).
// Every panel that sends something asks here, and says the same sentence.

import { useSelection } from "../state/selection.ts";

export const usePredictionOpen = (): boolean => useSelection((s) => s.gate !== null && !s.gate.locked);

export const PREDICT_FIRST = "Lock in your prediction first. Time stands still until then.";
