// Whether anything on the page is moving or being worked out, told to the outside as `data-idle` on <html>.
// Tests and the layout audit wait for it instead of for time. Whoever starts something that will change the
// picture later calls `busy()` and calls the function it returns when the picture stands still.

import { useEffect } from "react";

let holders = 0;
let frame = 0;

/** Marks the page busy until the returned function is called. Calling that twice is harmless. */
export function busy(): () => void {
  holders += 1;
  show();
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    holders -= 1;
    show();
  };
}

export function isBusy(): boolean {
  return holders > 0;
}

/** Holds the page busy while the calling component is mounted and `when` is true. */
export function useBusy(when: boolean): void {
  useEffect(() => (when ? busy() : undefined), [when]);
}

/** Counts running CSS transitions and animations as work. Called once, by the entry. */
export function watchAnimations(): void {
  let release: (() => void) | null = null;
  const look = () => {
    // While somebody else keeps the page busy the answer would change nothing, and to ask costs a look at every style.
    const alone = holders === 1;
    if (!alone || document.getAnimations().some((animation) => animation.playState === "running")) {
      requestAnimationFrame(look);
      return;
    }
    release?.();
    release = null;
  };
  const begin = () => {
    if (release) return;
    release = busy();
    requestAnimationFrame(look);
  };
  document.addEventListener("transitionrun", begin);
  document.addEventListener("animationstart", begin);
}

/** Busy shows at once; idle only after a frame in which nobody became busy, so that a chain of work is one stretch. */
function show() {
  if (typeof document === "undefined") return;
  if (holders > 0) {
    document.documentElement.dataset.idle = "false";
    return;
  }
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    if (holders === 0) document.documentElement.dataset.idle = "true";
  });
}
