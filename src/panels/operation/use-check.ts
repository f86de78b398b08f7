// What the service would say to the form as it is now: asked a moment after the last key, the answer before it held.

import { useEffect, useState } from "react";
import { useHeld } from "../../parts/held.ts";
import { useView } from "../../state/session.ts";
import { useBusy } from "../../ui/idle.ts";
import type { RequestCheck, RequestCheckParams } from "../request-check.ts";

const PAUSE_MILLIS = 120;

export function useCheck(asked: RequestCheckParams): RequestCheck | undefined {
  const text = JSON.stringify(asked);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return;
    const timer = setTimeout(() => setSettled(text), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text, settled]);
  const check = useView<RequestCheck>("requestCheck", JSON.parse(settled));
  useBusy(text !== settled || check === undefined);
  return useHeld(check);
}
