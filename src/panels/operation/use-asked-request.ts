// Takes up a request that another panel asked the form to show; the focus comes along.

import { type RefObject, useEffect } from "react";
import { askFor, useAsked } from "../../state/asked.ts";
import { showToast } from "../../ui/toast-store.ts";
import { changeForm } from "./form-store.ts";
import type { OperationForm } from "./view.ts";
import { isObject } from "./wire-shapes.ts";

interface TakenRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly region: string;
}

export function useAskedRequest(
  forms: readonly OperationForm[],
  panel: RefObject<HTMLElement | null>,
  onTake: (request: TakenRequest) => void,
): void {
  const asked = useAsked((s) => (s.asked?.kind === "request" ? s.asked : null));
  useEffect(() => {
    if (asked === null) return;
    askFor(null);
    const { operation, input, region } = asked;
    if (!forms.some(({ name }) => name === operation)) {
      showToast({ text: `There is no form for ${operation}`, icon: "state-denied" });
      return;
    }
    changeForm({ written: null });
    onTake({ operation, region, input: isObject(input) ? input : {} });
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView?.({ block: "start" });
  });
}
