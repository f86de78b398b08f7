// A field written down whole, as JSON: what has no form, and what a person would rather type or paste.

import { TextArea } from "../../ui/field.tsx";
import type { FieldDraft } from "./form-draft.ts";

const ROWS_MAX = 14;

export function JsonControl({
  label,
  text,
  fault,
  onChange,
}: {
  label: string;
  text: string;
  fault: string | undefined;
  onChange: (draft: FieldDraft) => void;
}) {
  return (
    <TextArea
      label={<span className="vh">{label} as JSON</span>}
      mono
      rows={Math.min(ROWS_MAX, text.split("\n").length)}
      value={text}
      {...(fault === undefined ? {} : { error: fault })}
      onChange={(event) => onChange({ kind: "json", text: event.currentTarget.value })}
    />
  );
}
