// Fields that hold fields: structures, lists and maps, at any depth. `draw` is the control of a single field: it comes
// in from outside, so that the two files do not need each other.

import type { ComponentType } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { exampleValue } from "./example-value.ts";
import { elementWord, inFormOrder, mapKeyOf, withArticle } from "./field-words.ts";
import { type FormContext, tableNamed } from "./form-context.ts";
import {
  draftOfElement,
  emptyDraft,
  type FieldDraft,
  type FormDraft,
  type FormField,
  isEmpty,
  type MapEntry,
  otherFields,
  pathTo,
  textOf,
} from "./form-draft.ts";
import { withPlaceholders } from "./placeholders.ts";
import type { TableChoice } from "./view.ts";

export interface NestedProps {
  field: FormField;
  path: string;
  table: TableChoice | undefined;
  context: FormContext;
  onChange: (draft: FieldDraft) => void;
  draw: ComponentType<{
    field: FormField;
    path: string;
    draft: FieldDraft | undefined;
    table: TableChoice | undefined;
    context: FormContext;
    onChange: (draft: FieldDraft) => void;
  }>;
}

export function StructureControl({
  field,
  path,
  table,
  context,
  members,
  onChange,
  draw: Draw,
}: NestedProps & { members: FormDraft }) {
  const fields = inFormOrder([...(field.members ?? []), ...otherFields(field.members ?? [], members)]);
  const flat = fields.every(({ type }) => type === "string" || type === "enum" || type === "integer");
  // A part that names its own table is about that one.
  const about = tableNamed(context, textOf(members, "TableName")) ?? table;
  return (
    <div className={flat && fields.length === 2 ? "op-pair" : "op-fields op-inside"}>
      {fields
        .filter((member) => !isIdle(member, members))
        .map((member) => (
          <Draw
            key={member.name}
            field={member}
            path={pathTo(path, member.name)}
            draft={members[member.name]}
            table={about}
            context={context}
            onChange={(next) =>
              onChange({ kind: "structure", members: withPlaceholders(fields, { ...members, [member.name]: next }) })
            }
          />
        ))}
    </div>
  );
}

/** Rows for placeholders come with the expression that uses them. */
function isIdle({ name, type }: FormField, members: FormDraft): boolean {
  return (type === "names" || type === "values") && isEmpty(members[name]);
}

export function ListControl({
  field,
  path,
  table,
  context,
  elements,
  onChange,
  draw: Draw,
}: NestedProps & { elements: readonly FieldDraft[] }) {
  const { element } = field;
  if (element === undefined) return null;
  const change = (next: readonly FieldDraft[]) => onChange({ kind: "list", elements: next });
  return (
    <>
      {elements.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have no name, and every control is controlled
        <div className="op-element" key={at}>
          <Draw
            field={{ ...element, required: true }}
            path={pathTo(path, at)}
            draft={one}
            table={table}
            context={context}
            onChange={(next) => change(elements.map((old, index) => (index === at ? next : old)))}
          />
          <IconButton
            icon="close"
            iconSize={12}
            className="close"
            label={`Remove ${elementWord(element)} ${at + 1}`}
            onClick={() => change(elements.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        look="ghost"
        className="small op-add"
        icon="plus"
        onClick={() => change([...elements, newElement(element, table)])}
      >
        Add {withArticle(elementWord(element))}
      </Button>
    </>
  );
}

export function MapControl({
  field,
  path,
  table,
  context,
  entries,
  onChange,
  draw: Draw,
}: NestedProps & { entries: readonly MapEntry[] }) {
  const { element } = field;
  if (element === undefined) return null;
  const change = (next: readonly MapEntry[]) => onChange({ kind: "map", entries: next });
  const replace = (at: number, part: Partial<MapEntry>) =>
    change(entries.map((old, index) => (index === at ? { ...old, ...part } : old)));
  const keys = mapKeyOf(field);
  const free = context.tables.find(({ name }) => !entries.some(({ key }) => key === name));
  return (
    <>
      {entries.map(({ key, value }, at) => {
        const about = tableNamed(context, key) ?? table;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may be empty or twice while it is typed
          <div className="op-element" key={at}>
            <div className="op-fields">
              <KeyControl
                label={keys.label}
                tables={keys.isTable ? context.tables : []}
                value={key}
                onChange={(next) => replace(at, { key: next })}
              />
              <Draw
                field={{ ...element, required: true }}
                path={pathTo(path, at)}
                draft={value}
                table={about}
                context={context}
                onChange={(next) => replace(at, { value: next })}
              />
            </div>
            <IconButton
              icon="close"
              iconSize={12}
              className="close"
              label={`Remove ${key === "" ? `${keys.label} ${at + 1}` : key}`}
              onClick={() => change(entries.filter((_, index) => index !== at))}
            />
          </div>
        );
      })}
      <Button
        look="ghost"
        className="small op-add"
        icon="plus"
        onClick={() =>
          change([
            ...entries,
            { key: keys.isTable ? (free?.name ?? "") : "", value: newElement(element, free ?? table) },
          ])
        }
      >
        Add {withArticle(keys.label.toLowerCase())}
      </Button>
    </>
  );
}

function KeyControl({
  label,
  tables,
  value,
  onChange,
}: {
  label: string;
  tables: readonly TableChoice[];
  value: string;
  onChange: (value: string) => void;
}) {
  if (tables.some(({ name }) => name === value))
    return (
      <Select
        labelShown
        label={label}
        value={value}
        options={tables.map(({ name }) => ({ value: name, label: name }))}
        onChange={onChange}
      />
    );
  return <TextField label={label} mono value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** Something the service would take, where that can be guessed. */
function newElement(element: FormField, table: TableChoice | undefined): FieldDraft {
  const example = exampleValue(element, table);
  return example === undefined
    ? emptyDraft(element)
    : draftOfElement(element, example, table?.keys.map(({ name }) => name) ?? []);
}
