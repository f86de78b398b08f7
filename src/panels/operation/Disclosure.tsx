// A part of the form that opens on demand.

import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";

export function Disclosure({
  label,
  open,
  onToggle,
  children,
}: {
  label: string;
  open: boolean;
  onToggle: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <div className="op-more">
      <Button
        look="ghost"
        className="small"
        aria-expanded={open}
        iconAfter={open ? "chevron-up" : "chevron-down"}
        onClick={() => onToggle(!open)}
      >
        {label}
      </Button>
      {open && <div className="op-fields">{children}</div>}
    </div>
  );
}
