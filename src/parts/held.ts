/** The last known value while the next one is being worked out: nothing flickers empty between two questions. */
import { useEffect, useRef } from "react";

export function useHeld<T>(value: T | undefined): T | undefined {
  const last = useRef(value);
  useEffect(() => {
    if (value !== undefined) last.current = value;
  }, [value]);
  return value ?? last.current;
}
