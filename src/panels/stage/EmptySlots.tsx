// What an empty world still lacks, as dashed slots, and the one thing to do first. Only here: a world with items shows
// the bands it has and no others.

import type { ReactNode } from "react";
import type { GlyphName } from "../../ui/glyphs.tsx";
import type { Bands } from "./layout/bands.ts";
import type { RegionLayout } from "./layout/region.ts";
import { Glyph } from "./marks.tsx";
import type { StageView } from "./view-shape.ts";

export interface EmptySlotsProps {
  region: RegionLayout;
  view: StageView;
  slots: NonNullable<Bands["slots"]>;
  start: WaysToStart;
  /** The request form is open: what it would put is drawn already. */
  formIsOpen: boolean;
}

/** What the workspace opens for somebody who begins. */
export interface WaysToStart {
  /** The place where indexes, streams and Regions are chosen. */
  onSetup(): void;
  /** The request form. */
  onForm(): void;
}

/** Whether nothing was ever put into the table: then the stage says what could be done. */
export function isEmptyWorld(view: StageView): boolean {
  return (
    view.table !== null &&
    view.regions.every((r) => r.items === 0 && r.partitions.every((p) => p.held.length === 0)) &&
    view.packets.length === 0
  );
}

export function EmptySlots({ region, view, slots, start, formIsOpen }: EmptySlotsProps) {
  const here = view.regions.find((r) => r.name === region.name);
  const { x, w } = region.router;
  const offered: { icon: GlyphName; title: string; line: string }[] = [];
  if ((here?.indexes.length ?? 0) === 0)
    offered.push({ icon: "key", title: "Add an index", line: "ask by another attribute" });
  if ((here?.shards ?? null) === null)
    offered.push({ icon: "layers", title: "Turn on the stream", line: "see each change in order" });
  if (view.regions.length === 1) offered.push({ icon: "globe", title: "Add a Region", line: "a copy far away" });
  const each = (w - 11 * (offered.length - 1)) / Math.max(1, offered.length);
  return (
    <g>
      {offered.map((slot, i) => (
        <SvgButton key={slot.title} name={`${slot.title}: ${slot.line}`} className="empty-slot" onPress={start.onSetup}>
          <rect x={x + i * (each + 11)} y={slots.y + 0.5} width={each} height={slots.h} rx={6} className="boxq slot" />
          <Glyph name={slot.icon} x={x + i * (each + 11) + 12} y={slots.y + 15} size={16} className="cn3" />
          <text x={x + i * (each + 11) + 38} y={slots.y + 20} className="x11 w6 f2">
            {slot.title}
          </text>
          <text x={x + i * (each + 11) + 38} y={slots.y + 34} className="x10 f3">
            {slot.line}
          </text>
        </SvgButton>
      ))}
      {formIsOpen ? (
        <FirstCard x={x} y={slots.cardY} w={w}>
          {w > 500
            ? "The form beside this is filled in for you. Change anything, or just send it."
            : "The form is filled in for you."}
        </FirstCard>
      ) : (
        <SvgButton name="Open the request form" className="empty-slot" onPress={start.onForm}>
          <FirstCard x={x} y={slots.cardY} w={w}>
            {w > 500 ? "Open the request form: it is filled in for you." : "Open the form: it is filled in."}
          </FirstCard>
          <Glyph name="arrow-right" x={x + w - 36} y={slots.cardY + 25} size={16} className="cn1" />
        </SvgButton>
      )}
    </g>
  );
}

function FirstCard({ x, y, w, children }: { x: number; y: number; w: number; children: string }) {
  return (
    <>
      <rect x={x} y={y + 0.5} width={w} height={66} rx={8} className="first-card" />
      <text x={x + 20} y={y + 29} className="x15 w7">
        Put an item to see where it lands
      </text>
      <text x={x + 20} y={y + 49} className="x12 f2">
        {children}
      </text>
    </>
  );
}

interface SvgButtonProps {
  name: string;
  className: string;
  onPress: () => void;
  children: ReactNode;
}

function SvgButton({ name, className, onPress, children }: SvgButtonProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside a drawing
    <g
      role="button"
      tabIndex={0}
      aria-label={name}
      className={className}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onPress();
      }}
    >
      {children}
    </g>
  );
}
