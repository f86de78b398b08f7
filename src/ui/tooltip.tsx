// A few words about a thing under the pointer or the focus. Never the only place: what it says is also in the name
// or in a panel. Wrap parts of the page in one `TooltipGroup` so that the second tip opens at once.

import "./floats.css";
import { Tooltip as Primitive } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

const OPEN_AFTER_MS = 400;

export function TooltipGroup({ children }: { children: ReactNode }) {
  return <Primitive.Provider delay={OPEN_AFTER_MS}>{children}</Primitive.Provider>;
}

export interface TooltipProps {
  text: ReactNode;
  /** The thing itself: a button or another element that takes focus. */
  children: ReactElement;
}

export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger delay={OPEN_AFTER_MS} render={children} />
      <Primitive.Portal>
        <Primitive.Positioner className="float-place" sideOffset={6}>
          <Primitive.Popup className="float tip">{text}</Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
