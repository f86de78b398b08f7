// A panel that slides over the page from one edge: the lesson column on narrow screens, controls on a phone.
// Modal: the page behind waits. The inspector's drawer over the stage is not one of these, because the stage stays in use.

import "./floats.css";
import { Dialog as Primitive } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { useReturnFocus } from "./return-focus.ts";

export interface SheetProps {
  title: string;
  edge: "left" | "right" | "bottom";
  onClose: () => void;
  /** The content has a heading of its own: the title is only read, not drawn. */
  titleHidden?: boolean;
  children: ReactNode;
}

/** Open while it is mounted. */
export function Sheet({ title, edge, onClose, titleHidden = false, children }: SheetProps) {
  const finalFocus = useReturnFocus();
  return (
    <Primitive.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Primitive.Portal>
        <Primitive.Backdrop className="backdrop" />
        <Primitive.Popup className={`sheet ${edge}`} finalFocus={finalFocus}>
          <header className={titleHidden ? "bare" : undefined}>
            <Primitive.Title className={titleHidden ? "vh" : undefined}>{title}</Primitive.Title>
            <IconButton className="close" icon="close" label={`Close ${title.toLowerCase()}`} onClick={onClose} />
          </header>
          <div className="sheet-body">{children}</div>
        </Primitive.Popup>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
