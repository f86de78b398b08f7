// A dialog in the page's middle: title, body, and a foot with the quiet way out on the left and at most one ink button.
// Focus is trapped and given back by the primitive. Loaded with whatever opens it, never with the first page.

import "./floats.css";
import { Dialog as Primitive } from "@base-ui/react/dialog";
import { type ReactNode, useRef } from "react";
import { IconButton } from "./button.tsx";
import type { GlyphName } from "./glyphs.tsx";
import { Icon } from "./icon.tsx";
import { useReturnFocus } from "./return-focus.ts";
import type { StateName } from "./states.ts";

export interface DialogProps {
  title: string;
  icon?: GlyphName;
  /** Colours the icon when the dialog is about a state. */
  state?: StateName;
  /** Without it the dialog has no way out but its buttons: for a stop that needs an answer. */
  onClose?: () => void;
  /** Beside the title: a switch, a count. */
  aside?: ReactNode;
  foot?: ReactNode;
  width?: number;
  children: ReactNode;
}

/** Open while it is mounted. */
export function Dialog({ title, icon, state, onClose, aside, foot, width = 440, children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const finalFocus = useReturnFocus();
  return (
    <Primitive.Root
      open
      disablePointerDismissal={onClose === undefined}
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
    >
      <Primitive.Portal>
        <Primitive.Backdrop className="backdrop" />
        <Primitive.Viewport className="dialog-place">
          <Primitive.Popup
            ref={popup}
            className="dlg"
            style={{ width }}
            // The safe choice is under the Enter key; without one the dialog itself has the focus, not its close button.
            initialFocus={() => popup.current?.querySelector<HTMLElement>(".btn.ink:not([disabled])") ?? popup.current}
            finalFocus={finalFocus}
          >
            <header>
              {icon && (
                <span className={`dlg-icon${state ? ` s-${state}` : ""}`}>
                  <Icon name={icon} />
                </span>
              )}
              <Primitive.Title>{title}</Primitive.Title>
              {aside}
              {onClose && <IconButton className="close" icon="close" iconSize={12} label="Close" onClick={onClose} />}
            </header>
            <div className="dlg-body">{children}</div>
            {foot && <footer>{foot}</footer>}
          </Primitive.Popup>
        </Primitive.Viewport>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
