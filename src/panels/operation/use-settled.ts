// What is being typed, a moment after the last key: questions to the Worker wait for it.

import { useEffect, useState } from "react";

const PAUSE_MILLIS = 120;

export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return;
    const timer = setTimeout(() => setSettled(text), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text, settled]);
  return settled;
}
