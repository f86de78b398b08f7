// The small drawings that every part of the stage uses: a pointable group, chips, pills, tickets, arrows, badges. What a
// mark means is in VISUAL §2; classes are those of the kit's `ui.css`.

import type { ReactNode } from "react";
import type { ItemIdentity } from "../../engine/index.ts";
import { GLYPHS, type GlyphName } from "../../ui/glyphs.tsx";
import { chipPath, hueClass, hueOf } from "../../ui/hue.ts";
import { STATES, type StateName } from "../../ui/states.ts";

export type MarkKind =
  | "item"
  | "replica"
  | "partition"
  | "zone"
  | "region"
  | "client"
  | "router"
  | "index"
  | "entry"
  | "shard"
  | "trigger"
  | "link";

export interface MarkProps {
  kind: MarkKind;
  /** Id of the place: a replica, a group, a shard, "a|b" for a link. */
  at: string;
  /** Of an item. */
  label?: string;
  /** Accessible name. */
  name: string;
  className?: string;
  children: ReactNode;
}

/** A part that can be pointed at, reached with the arrow keys and opened. The stage listens in one place. */
export function Mark({ kind, at, label, name, className, children }: MarkProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside a drawing
    <g
      role="button"
      tabIndex={-1}
      aria-label={name}
      data-kind={kind}
      data-at={at}
      data-label={label}
      className={className === undefined ? "mark" : `mark ${className}`}
    >
      {children}
    </g>
  );
}

/** Drawn, but nothing that assistive technology should hear of: the state is in the names of the marks. */
export function Decoration({ className, children }: { className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of shapes takes no focus
    <g aria-hidden="true" pointerEvents="none" className={className}>
      {children}
    </g>
  );
}

export interface GlyphProps {
  name: GlyphName;
  x: number;
  y: number;
  size: number;
  className?: string;
}

export function Glyph({ name, x, y, size, className = "cn" }: GlyphProps) {
  return (
    <svg x={x} y={y} width={size} height={size} viewBox="0 0 16 16" className={`icn ${className}`} aria-hidden="true">
      {GLYPHS[name]}
    </svg>
  );
}

export type ChipLook = "committed" | "stale" | "inflight" | "ghost" | "done";

export interface ChipProps {
  look: ItemIdentity;
  text: string;
  state: ChipLook;
  x: number;
  y: number;
  w: number;
  h: number;
}

export function ItemChip({ look, text, state, x, y, w, h }: ChipProps) {
  const { notches } = hueOf(look.ordinal);
  const path = chipPath({ width: w, height: h, notches });
  return (
    <g className={`chip ${hueClass(look)} ${state}`} transform={`translate(${x} ${y})`}>
      <path className="b" d={path} />
      {state === "stale" && <path d={path} fill="url(#pt-stale)" />}
      {state === "stale" && <path d={`M${w - 6} .5h3.5a2 2 0 0 1 2 2v3.5z`} className="tick" />}
      <text x={w / 2} y={h / 2 + 3.6}>
        {text}
      </text>
    </g>
  );
}

/** An item where there is room for its hue alone. */
export function HueTick({ look, state, x, y, w, h }: Omit<ChipProps, "text">) {
  return (
    <g className={`hue-tick ${hueClass(look)} ${state}`}>
      <rect x={x} y={y} width={w} height={h} rx={Math.min(1.5, w / 2)} />
    </g>
  );
}

export function Pill({ look, text, state, x, y, w, h }: ChipProps) {
  const rect = <rect x={0.5} y={0.5} width={w - 1} height={h - 1} rx={(h - 1) / 2} className="b" />;
  return (
    <g className={`chip pill ${hueClass(look)} ${state}`} transform={`translate(${x} ${y})`}>
      {rect}
      {state === "stale" && (
        <rect x={0.5} y={0.5} width={w - 1} height={h - 1} rx={(h - 1) / 2} fill="url(#pt-stale)" />
      )}
      <text x={w / 2} y={h / 2 + 3.6}>
        {text}
      </text>
    </g>
  );
}

export function Ticket({ look, text, state, x, y, w, h }: ChipProps) {
  const right = w - 2.5;
  const low = h - 2.5;
  const notch = h / 2 - 2.4;
  const d = `M2.5 .5H${right}a2 2 0 0 1 2 2V${low}a2 2 0 0 1-2 2H2.5a2 2 0 0 1-2-2V${h - notch}a2.4 2.4 0 0 0 0-4.8V2.5a2 2 0 0 1 2-2z`;
  return (
    <g className={`chip ${hueClass(look)} ${state}`} transform={`translate(${x} ${y})`}>
      <path d={d} className="b" />
      <text x={w / 2 + 1} y={h / 2 + 3.6}>
        {text}
      </text>
    </g>
  );
}

/** An arrow tip whose point is at (x, y). @param angle in degrees, 0 to the right */
export function Tip({
  x,
  y,
  angle,
  className = "arrn",
  size = 5,
}: {
  x: number;
  y: number;
  angle: number;
  className?: string;
  size?: number;
}) {
  return (
    <path
      d={`M0 0L${-size} ${-size * 0.62}L${-size} ${size * 0.62}z`}
      className={className}
      transform={`translate(${x} ${y}) rotate(${angle})`}
    />
  );
}

/** Glyph and word on the state's soft surface. `right` is where it ends. */
export function StateBadge({ state, word, right, y }: { state: StateName; word: string; right: number; y: number }) {
  const glyph = STATES[state].glyph;
  const w = textWidth(word, 11) + 24;
  return (
    <g className={`s-${state}`} transform={`translate(${right - w} ${y})`}>
      <rect width={w} height={16} rx={4} className="badge-bg" />
      {glyph !== null && <Glyph name={glyph} x={3} y={2} size={12} className="cs" />}
      <text x={18} y={12} className="x11 w6 fs">
        {word}
      </text>
    </g>
  );
}

/** About how wide a text is: the stage has to lay things out before it is drawn. */
export function textWidth(text: string, size: number): number {
  return Math.ceil(text.length * size * 0.54);
}

/** The text, cut so that it fits. */
export function fitted(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Math.floor(width / (size * 0.54)) - 1;
  return letters < 2 ? "" : `${text.slice(0, letters)}…`;
}
