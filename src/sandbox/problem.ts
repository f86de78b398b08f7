/** A refusal or failure of a learner's program, on its way to becoming a RuntimeError. Not for our own bugs. */
import type { RuntimeErrorKind, SourcePlace } from "./port.ts";

export interface Problem {
  readonly kind: RuntimeErrorKind;
  readonly name: string;
  readonly message: string;
  readonly advice: string;
  readonly source: SourcePlace | null;
}

/** Carries a Problem out of the compiler. */
export class ProgramRefused extends Error {
  override name = "ProgramRefused";
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}
