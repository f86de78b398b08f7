// What the service would say to the form as it is now, and the form as PartiQL: asked a moment after the last key, the
// answer before it held.

import { useHeld } from "../../parts/held.ts";
import { useView } from "../../state/session.ts";
import { useBusy } from "../../ui/idle.ts";
import type { RequestCheck, RequestCheckParams } from "../request-check.ts";
import { useSettled } from "./use-settled.ts";
import type { PartiqlOfRequest, PartiqlParams } from "./view.ts";

export function useCheck(asked: RequestCheckParams): RequestCheck | undefined {
  return useAnswer<RequestCheck>("requestCheck", asked);
}

/** null: nobody asks, or the first answer is on its way. */
export function usePartiql(asked: PartiqlParams | null): PartiqlOfRequest | null {
  return useAnswer<PartiqlOfRequest | null>("partiqlOfRequest", asked) ?? null;
}

function useAnswer<Answer>(view: string, asked: unknown): Answer | undefined {
  const text = JSON.stringify(asked);
  const settled = useSettled(text);
  const answer = useView<Answer>(view, JSON.parse(settled));
  useBusy(text !== settled || answer === undefined);
  return useHeld(answer);
}
