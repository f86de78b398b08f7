// Around a field that is more than one line: its name, what may be folded away, and the switch between rows and JSON.

import { type ReactNode, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { type FormContext, isWrongIn } from "./form-context.ts";
import { type FieldDraft, type FormField, isEmpty, switched } from "./form-draft.ts";

interface FieldFrameProps {
  field: FormField;
  label: string;
  aside: string | undefined;
  draft: FieldDraft;
  /** Come first when an item goes back to rows. */
  keys: readonly string[];
  error: string | undefined;
  /** Optional parts begin folded, until something is in them. */
  collapsible: boolean;
  path: string;
  context: FormContext;
  onChange: (draft: FieldDraft) => void;
  children: ReactNode;
}

export function FieldFrame(props: FieldFrameProps) {
  const { field, label, aside, draft, keys, error, collapsible, path, context, onChange, children } = props;
  const [opened, setOpened] = useState<boolean | null>(null);
  // An element of a list or a map: the list has said what it is.
  const bare = /\/\d+$/.test(path);
  const open = bare || !collapsible || isWrongIn(context, path) || (opened ?? !isEmpty(draft));
  const other = field.type === "json" || field.type === "names" || !open ? null : switched(field, draft, keys);
  return (
    <fieldset className="op-part" aria-label={label} title={field.doc}>
      {!bare && (
        <div className="field-head">
          {collapsible ? (
            <button type="button" className="op-fold" aria-expanded={open} onClick={() => setOpened(!open)}>
              <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
              {label}
            </button>
          ) : (
            <span>{label}</span>
          )}
          <span className="op-part-end">
            {aside !== undefined && <span>{aside}</span>}
            {other !== null && (
              <Button
                look="ghost"
                className="small"
                aria-label={draft.kind === "json" ? `${label} as a form` : `${label} as JSON`}
                onClick={() => onChange(other)}
              >
                {draft.kind === "json" ? "Form" : "JSON"}
              </Button>
            )}
          </span>
        </div>
      )}
      {open && children}
      {error !== undefined && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
