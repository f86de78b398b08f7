/** The request as its JSON body, as it goes over the wire. */
import { type CodeTree, layOut } from "./code-tree.ts";

export function jsonCode(input: unknown): string {
  return layOut(jsonTree(input, true));
}

function jsonTree(value: unknown, tall = false): CodeTree {
  const shared = { roomy: false, commaLast: false, tall };
  if (Array.isArray(value))
    return { open: "[", close: "]", ...shared, parts: value.map((part) => ({ lead: "", tree: jsonTree(part) })) };
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).map(([name, part]) => ({
      lead: `${JSON.stringify(name)}: `,
      tree: jsonTree(part),
    }));
    return { open: "{", close: "}", ...shared, roomy: true, parts };
  }
  return JSON.stringify(value);
}
