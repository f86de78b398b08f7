/** Keys as people read them: "cleo", or "cleo · 2026-03-04". For events and pictures; storage goes by storage keys. */
import type { AttributeValue, Item } from "../dynamo/values.ts";
import type { Message } from "./messages.ts";

/** @param key the key attributes only, partition key first */
export function keyLabel(key: Item): string {
  let label = "";
  for (const name of Object.keys(key)) {
    const text = valueLabel(key[name] as AttributeValue);
    label = label === "" ? text : `${label} · ${text}`;
  }
  return label;
}

/** A scalar as text, without its type. */
export function valueLabel(value: AttributeValue): string {
  if ("S" in value) return value.S;
  if ("N" in value) return value.N;
  if ("B" in value) return value.B;
  if ("BOOL" in value) return String(value.BOOL);
  return Object.keys(value)[0] ?? "";
}

/** The one item that a storage request, or the answer to it, is about; null: a range, or nobody in particular. */
export function storageLabel(
  message: Extract<Message, { readonly type: "StorageRequest" | "StorageReply" }>,
): string | null {
  if (message.type === "StorageRequest") return message.call.kind === "page" ? null : keyLabel(message.call.bound.key);
  const { answer } = message;
  return answer.kind === "done" || answer.kind === "refused" ? (answer.served.items[0]?.label ?? null) : null;
}
