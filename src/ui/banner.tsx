// A condition that stays until something is done about it, across the width of its place. The edge is ink, or the state's.

import type { ReactNode } from "react";
import type { GlyphName } from "./glyphs.tsx";
import { Icon } from "./icon.tsx";
import type { StateName } from "./states.ts";

export interface BannerProps {
  icon: GlyphName;
  children: ReactNode;
  action?: ReactNode;
  state?: StateName;
}

export function Banner({ icon, children, action, state }: BannerProps) {
  return (
    <div className={`banner${state ? ` s-${state}` : ""}`} role="status">
      <Icon name={icon} />
      <p className="grow">{children}</p>
      {action}
    </div>
  );
}
