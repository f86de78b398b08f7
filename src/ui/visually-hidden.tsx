// Words for assistive technology only, and the polite or urgent announcements of a place.

import type { ReactNode } from "react";

export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="vh">{children}</span>;
}

export interface LiveRegionProps {
  children: ReactNode;
  /** Interrupt what is being read. Only for a stop that needs an answer. */
  urgent?: boolean;
}

/** Announces its content whenever it changes. Mount it empty and fill it: a region that arrives full is not read. */
export function LiveRegion({ children, urgent = false }: LiveRegionProps) {
  return (
    <div className="vh" role={urgent ? "alert" : "status"} aria-live={urgent ? "assertive" : "polite"}>
      {children}
    </div>
  );
}
