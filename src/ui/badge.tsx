// A state in words: glyph and word on the state's soft surface. Never a bare coloured dot.

import type { ReactNode } from "react";
import type { GlyphName } from "./glyphs.tsx";
import { Icon } from "./icon.tsx";
import { STATES, type StateName } from "./states.ts";

export interface BadgeProps {
  state: StateName;
  /** The exact word ("2 of 3", "1 behind"); the state's own word without it. */
  children?: ReactNode;
  className?: string;
}

export function Badge({ state, children, className }: BadgeProps) {
  const look = STATES[state];
  return (
    <span className={`badge s-${state}${className ? ` ${className}` : ""}`}>
      {look.glyph && <Icon name={look.glyph} size={12} />}
      {children ?? look.word}
    </span>
  );
}

/** A condition of the page, not of an item: offline, an update waiting. Outlined, without hue. */
export function NoticeBadge({ icon, children }: { icon: GlyphName; children: ReactNode }) {
  return (
    <span className="badge notice">
      <Icon name={icon} size={12} />
      {children}
    </span>
  );
}

export type Fidelity = "documented" | "measured" | "modelled";

const FIDELITY_MEANING: Readonly<Record<Fidelity, string>> = {
  documented: "AWS documents this behaviour.",
  measured: "Observed from outside, not promised by AWS.",
  modelled: "The inside is not public; this is a model built from published papers.",
};

/** How sure the simulation is of what it shows: a plain outlined word, never a colour. */
export function FidelityWord({ fidelity, source }: { fidelity: Fidelity; source?: string }) {
  const meaning = FIDELITY_MEANING[fidelity];
  return (
    <span className="fidelity" title={source === undefined ? meaning : `${meaning} Source: ${source}`}>
      {fidelity}
    </span>
  );
}
