/** Which field a refusal of the service speaks of, as far as its message tells. */
import { type FieldDraft, type FormDraft, type FormField, isEmpty, pathTo } from "./form-draft.ts";

/** Its path in the form, or null. */
export function placeOfRefusal(message: string, fields: readonly FormField[], form: FormDraft): string | null {
  const spoken = /\bat '([^']+)'/.exec(message)?.[1];
  const walked = spoken === undefined ? "" : walkMembers(fields, form, { path: "", rest: spoken.split(".") });
  return walked !== "" ? walked : fieldNamed(message, fields, form);
}

interface Walk {
  readonly path: string;
  /** Segments of the service's own path: `transactItems.2.member.put.tableName`. */
  readonly rest: readonly string[];
}

function walkMembers(fields: readonly FormField[], form: FormDraft, { path, rest }: Walk): string {
  const [name, ...more] = rest;
  const field = fields.find((one) => lowerFirst(one.name) === name);
  return field === undefined ? path : walkInto(field, form[field.name], { path: pathTo(path, field.name), rest: more });
}

/** As far as the form goes that way: a member nobody has filled in is its parent's fault. */
function walkInto(field: FormField, draft: FieldDraft | undefined, { path, rest }: Walk): string {
  if (draft === undefined || rest.length === 0) return path;
  if (draft.kind === "structure") return walkMembers(field.members ?? [], draft.members, { path, rest });
  const { element } = field;
  if (element === undefined) return path;
  if (draft.kind === "list") {
    const at = Number(rest[0]) - 1;
    const one = draft.elements[at];
    return one === undefined ? path : walkInto(element, one, { path: pathTo(path, at), rest: rest.slice(2) });
  }
  if (draft.kind === "map") {
    // Names of tables may hold dots.
    const text = rest.join(".");
    const at = draft.entries.findIndex(({ key }) => text === key || text.startsWith(`${key}.member`));
    const entry = draft.entries[at];
    if (entry === undefined) return path;
    const more = text.slice(entry.key.length + ".member.".length);
    return walkInto(element, entry.value, { path: pathTo(path, at), rest: more === "" ? [] : more.split(".") });
  }
  return path;
}

/** Messages name members with a small first letter, or whole. The longest name wins; a nested one must be the only one. */
function fieldNamed(message: string, fields: readonly FormField[], form: FormDraft): string | null {
  const isSpoken = (name: string) =>
    message.includes(`'${lowerFirst(name)}`) || new RegExp(`\\b${name}\\b`).test(message);
  const own = fields.filter(({ name }) => isSpoken(name)).sort((a, b) => b.name.length - a.name.length)[0];
  if (own !== undefined) return own.name;
  const nested = fields.flatMap((field) => filledIn(field, form[field.name], field.name));
  const found = nested.filter(({ name }) => isSpoken(name));
  return found.length === 1 ? (found[0]?.path ?? null) : null;
}

function filledIn(
  field: FormField,
  draft: FieldDraft | undefined,
  path: string,
): { readonly name: string; readonly path: string }[] {
  if (draft === undefined || isEmpty(draft)) return [];
  const { element, members = [] } = field;
  if (draft.kind === "structure")
    return members.flatMap((member) => {
      const at = pathTo(path, member.name);
      const inside = draft.members[member.name];
      return isEmpty(inside) ? [] : [{ name: member.name, path: at }, ...filledIn(member, inside, at)];
    });
  if (element === undefined) return [];
  if (draft.kind === "list") return draft.elements.flatMap((one, at) => filledIn(element, one, pathTo(path, at)));
  if (draft.kind === "map") return draft.entries.flatMap(({ value }, at) => filledIn(element, value, pathTo(path, at)));
  return [];
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
