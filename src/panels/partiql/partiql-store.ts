/** The statement that is being written, kept while other panels are open. */
import { create } from "zustand";
import type { AttributeDraft } from "../../parts/attribute-text.ts";

interface PartiQLState {
  readonly statement: string;
  /** Values of the question marks, in order; their names are their numbers. */
  readonly parameters: readonly AttributeDraft[];
  readonly consistent: boolean;
  /** As typed; "": no limit. */
  readonly limit: string;
  /** Nothing was written yet: an example is shown. */
  readonly untouched: boolean;
}

export const usePartiQL = create<PartiQLState>(() => ({
  statement: "",
  parameters: [],
  consistent: false,
  limit: "",
  untouched: true,
}));

export function changePartiQL(change: Partial<PartiQLState>): void {
  usePartiQL.setState({ ...change, untouched: false });
}
