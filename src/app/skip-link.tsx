// First stop of the Tab key: jumps over the bar and the column to the main part.
// A plain `href="#main"` would be a route of this page, so it moves the focus itself.

import type { MouseEvent } from "react";

/** The main part of every page carries this id and can take the focus. */
export const MAIN_ID = "main";

export function SkipLink({ children }: { children: string }) {
  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    document.getElementById(MAIN_ID)?.focus();
  };
  return (
    <a className="skip" href={`#${MAIN_ID}`} onClick={onClick}>
      {children}
    </a>
  );
}
