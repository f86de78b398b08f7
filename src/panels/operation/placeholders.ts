/**
 * Keeps the rows of ExpressionAttributeNames and ExpressionAttributeValues in step with what the expressions use: a
 * placeholder gets a row when it is first written, and loses it when it is gone and nothing was filled in.
 */
import type { AttributeDraft } from "../../parts/attribute-text.ts";
import { type FormDraft, type FormField, rowsOf, textOf } from "./form-draft.ts";

/** Placeholders of a kind in order of first use. */
export function placeholdersIn(expressions: readonly string[], sign: "#" | ":"): string[] {
  return [...new Set(expressions.flatMap((text) => text.match(new RegExp(`${sign}[A-Za-z0-9_]+`, "g")) ?? []))];
}

export function withPlaceholders(fields: readonly FormField[], form: FormDraft): FormDraft {
  const expressions = fields.filter(({ type }) => type === "expression").map(({ name }) => textOf(form, name));
  let next = form;
  for (const { name, type } of fields) {
    if (type !== "names" && type !== "values") continue;
    const rows = rowsFor(placeholdersIn(expressions, type === "names" ? "#" : ":"), rowsOf(next, name), type);
    if (rows !== null) next = { ...next, [name]: { kind: "rows", rows } };
  }
  return next;
}

/** null: nothing changes. */
function rowsFor(
  used: readonly string[],
  rows: readonly AttributeDraft[],
  type: "names" | "values",
): AttributeDraft[] | null {
  const kept = rows.filter((row) => used.includes(row.name) || !isUntouched(row, type));
  const missing = used.filter((name) => !rows.some((row) => row.name === name));
  if (missing.length === 0 && kept.length === rows.length) return null;
  return [
    ...kept,
    ...missing.map((name): AttributeDraft => ({ name, type: "S", text: type === "names" ? name.slice(1) : "" })),
  ];
}

/** As it was when its row came. While a name is typed, the shorter names before it leave no rows behind. */
function isUntouched({ name, text, type }: AttributeDraft, of: "names" | "values"): boolean {
  return text === "" ? type === "S" : of === "names" && text === name.slice(1);
}
