/** The item a prediction is about: its hue marks the answer. Null when the answer is a sentence. */
import type { ItemRef } from "../../lessons/check.ts";
import type { Gate } from "../../lessons/lesson.ts";

export function itemOfGate({ candidates, answer }: Gate): ItemRef | null {
  if ("item" in answer) return answer.item;
  return candidates.kind === "replicas" ? candidates.item : null;
}
