// A part that is one of several: an action of a transaction, a write of a batch, a change of an index. The API has a
// member for each and allows one; here it is picked, and only its fields are shown.

import { Select } from "../../ui/select.tsx";
import { exampleValue } from "./example-value.ts";
import { elementWord, labelOf } from "./field-words.ts";
import { errorAt } from "./form-context.ts";
import { draftOfElement, emptyForm, type FormDraft, type FormField, isEmpty, pathTo } from "./form-draft.ts";
import { type NestedProps, StructureControl } from "./NestedControls.tsx";

/** The member that is meant. null: the field is no such choice, or what it holds cannot be shown as one. */
export function choiceIn(field: FormField, members: FormDraft): FormField | null {
  const options = field.members ?? [];
  if (options.length === 0 || options.some(({ type, required }) => type !== "structure" || required === true))
    return null;
  const filled = Object.keys(members).filter((name) => !isEmpty(members[name]));
  const chosen = options.find(({ name }) => name === (filled[0] ?? options[0]?.name));
  return filled.length < 2 && chosen !== undefined && members[chosen.name]?.kind === "structure" ? chosen : null;
}

export function ChoiceControl({ chosen, members, ...props }: NestedProps & { chosen: FormField; members: FormDraft }) {
  const { field, path, table, context, onChange } = props;
  const options = field.members ?? [];
  const at = pathTo(path, chosen.name);
  const draft = members[chosen.name];
  const word = elementWord(field);
  const error = errorAt(context, at);
  const pick = (name: string) => {
    const next = options.find((one) => one.name === name);
    if (next === undefined) return;
    const value = draftOfElement(next, exampleValue(next, table), table?.keys.map((key) => key.name) ?? []);
    onChange({ kind: "structure", members: { ...emptyForm(options), [name]: value } });
  };
  return (
    <div className="op-fields">
      {options.length > 1 && (
        <Select
          labelShown
          label={word.charAt(0).toUpperCase() + word.slice(1)}
          value={chosen.name}
          options={options.map((one) => ({ value: one.name, label: labelOf(one) }))}
          onChange={pick}
        />
      )}
      {draft?.kind === "structure" && (
        <StructureControl
          {...props}
          field={chosen}
          path={at}
          members={draft.members}
          onChange={(next) => onChange({ kind: "structure", members: { ...members, [chosen.name]: next } })}
        />
      )}
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  );
}
