/**
 * Code as a tree of brackets, and how it is laid out in lines: a bracket stays on its line if it fits, otherwise each
 * of its parts gets one. The same for JavaScript, Python and JSON.
 */

export type CodeTree = string | CodeBracket;

export interface CodeBracket {
  readonly open: string;
  readonly close: string;
  /** Text before each part ("score: "), and the part. */
  readonly parts: readonly { readonly lead: string; readonly tree: CodeTree }[];
  /** A space inside the brackets when on one line: `{ a: 1 }`. */
  readonly roomy: boolean;
  /** A comma after the last part when it is cut into lines. JSON has none. */
  readonly commaLast: boolean;
  /** One part per line even if all would fit. */
  readonly tall?: boolean;
}

/** Columns a line should keep to; a single long text may pass it. */
export const LINE_LENGTH = 44;

export function layOut(
  tree: CodeTree,
  { indent = 0, used = 0, after = 0 }: { indent?: number; used?: number; after?: number } = {},
): string {
  if (typeof tree === "string") return tree;
  const flat = onOneLine(tree);
  if (flat !== null && used + flat.length + after <= LINE_LENGTH) return flat;
  if (tree.parts.length === 0) return tree.open + tree.close;
  const inside = indent + 2;
  const lines = tree.parts.map(({ lead, tree: part }, at) => {
    const comma = at < tree.parts.length - 1 || tree.commaLast ? "," : "";
    const text =
      typeof part === "string"
        ? textUnder(lead, part, inside)
        : lead + layOut(part, { indent: inside, used: inside + lead.length, after: comma.length });
    return " ".repeat(inside) + text + comma;
  });
  return `${tree.open}\n${lines.join("\n")}\n${" ".repeat(indent)}${tree.close}`;
}

/** A long text goes under its name, where there is more room. */
function textUnder(lead: string, text: string, indent: number): string {
  const long = indent + lead.length + text.length + 1 > LINE_LENGTH;
  return long && lead !== "" && text.length > lead.length
    ? `${lead.trimEnd()}\n${" ".repeat(indent + 2)}${text}`
    : lead + text;
}

/** null when some part has to be cut. */
function onOneLine(tree: CodeTree): string | null {
  if (typeof tree === "string") return tree;
  if (tree.tall === true && tree.parts.length > 0) return null;
  const parts: string[] = [];
  for (const { lead, tree: part } of tree.parts) {
    const flat = onOneLine(part);
    if (flat === null) return null;
    parts.push(lead + flat);
  }
  const room = tree.roomy && parts.length > 0 ? " " : "";
  return tree.open + room + parts.join(", ") + room + tree.close;
}
