import { useRef } from "react";
import { shared } from "../state/shared-structure.ts";

/** The value, sharing its equal parts with what the last render had. */
export function useShared<T>(value: T): T {
  const last = useRef<T | undefined>(undefined);
  const kept = shared(last.current, value);
  last.current = kept;
  return kept;
}
