/** How the picker groups the operations: by what a person is about to do. Whatever kind is new stands at the end. */
import type { OperationKind } from "../../engine/index.ts";
import type { FormField } from "./form-draft.ts";
import type { OperationForm } from "./view.ts";

const GROUPS: readonly { readonly label: string; readonly kinds: readonly OperationKind[] }[] = [
  { label: "Items", kinds: ["item-write", "item-read"] },
  { label: "Queries", kinds: ["query", "scan"] },
  { label: "Batches", kinds: ["batch"] },
  { label: "Transactions", kinds: ["transaction"] },
  { label: "PartiQL", kinds: ["statement"] },
  { label: "Tables", kinds: ["control"] },
  { label: "Streams", kinds: ["stream"] },
];

export function operationGroups(
  forms: readonly OperationForm[],
): { readonly label: string; readonly values: readonly string[] }[] {
  const known = new Set(GROUPS.flatMap(({ kinds }) => kinds));
  const others = [...new Set(forms.map(({ kind }) => kind))].filter((kind) => !known.has(kind));
  return [...GROUPS, ...(others.length > 0 ? [{ label: "Others", kinds: others }] : [])]
    .map(({ label, kinds }) => ({
      label,
      values: forms.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name),
    }))
    .filter(({ values }) => values.length > 0);
}

/** Whether it matters which table is picked: the request names one, or holds items or statements of one. */
export function concernsTable({ name, fields }: Pick<OperationForm, "name" | "fields">): boolean {
  return name !== "CreateTable" && fields.some(namesTable);
}

function namesTable(field: FormField): boolean {
  return (
    TABLE_MEMBERS.has(field.name) ||
    field.type === "item" ||
    (field.members ?? []).some(namesTable) ||
    (field.element !== undefined && namesTable(field.element))
  );
}

const TABLE_MEMBERS: ReadonlySet<string> = new Set(["TableName", "ResourceArn", "StreamArn", "Statement"]);
