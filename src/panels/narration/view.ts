/** The sentence of the step the cursor stands at. Runs in the Worker. */
import { narrateStep, type Reader } from "../../engine/index.ts";

export interface NarrationView {
  readonly step: number;
  readonly headline: string;
  readonly detail: string;
}

export function narrationView(reader: Reader): NarrationView {
  return { step: reader.step, ...narrateStep(reader, reader.step) };
}
