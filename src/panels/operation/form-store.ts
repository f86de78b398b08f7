/** What is typed into the request form, kept while other panels are open. Untouched forms are not in here. */
import { create } from "zustand";
import type { Language } from "./code/same-request.ts";
import type { FormDraft } from "./form-draft.ts";

interface FormState {
  readonly operation: string;
  /** null: the world's first Region. */
  readonly region: string | null;
  /** null: the first table. */
  readonly table: string | null;
  /** By world, operation and table. */
  readonly drafts: Readonly<Record<string, FormDraft>>;
  readonly language: Language;
  /** Code that a person is writing in the place of ours; null: ours is shown. */
  readonly written: WrittenCode | null;
}

export interface WrittenCode {
  readonly text: string;
  /** The request it was read as, as JSON; null: it could not be read. */
  readonly readAs: string | null;
}

export const useForm = create<FormState>(() => ({
  operation: "PutItem",
  region: null,
  table: null,
  drafts: {},
  language: "SDK v3",
  written: null,
}));

export function changeForm(change: Partial<FormState>): void {
  useForm.setState(change);
}

/** null: as it was at the start. */
export function keepDraft(key: string, draft: FormDraft | null): void {
  const { [key]: _old, ...others } = useForm.getState().drafts;
  useForm.setState({ drafts: draft === null ? others : { ...others, [key]: draft } });
}
