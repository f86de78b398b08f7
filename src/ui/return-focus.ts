// Where the focus goes when something that floats closes: to what had it before the first of a chain opened.
// The palette may open a dialog and a menu may open a sheet; by then their own parts are gone.

import { useLayoutEffect } from "react";

let opener: HTMLElement | null = null;

/**
 * Call it in a component that is mounted while it floats.
 * @returns for the primitive's `finalFocus`: the element, or true for the primitive's own choice.
 */
export function useReturnFocus(): () => HTMLElement | true {
  useLayoutEffect(() => {
    opener = openerNow() ?? opener;
  }, []);
  return () => (opener?.isConnected ? opener : true);
}

function openerNow(): HTMLElement | null {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return null;
  if (active.closest('[role="dialog"]')) return null;
  const menu = active.closest('[role="menu"]');
  if (!menu) return active;
  return document.getElementById(menu.getAttribute("aria-labelledby") ?? "");
}
