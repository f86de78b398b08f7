// The prediction gate on the stage (VISUAL §8): candidates in dashed ink with their number keys, the picked one solid,
// and after locking the learner's mark and the engine's answer side by side.

import { hueClass } from "../../ui/hue.ts";
import type { Point, Rect } from "./layout/polyline.ts";
import type { RegionLayout } from "./layout/region.ts";
import { Decoration, Glyph } from "./marks.tsx";
import type { FollowedView } from "./view-shape.ts";

const TAG_W = 18;
const TAG_H = 16;
/** A partition that has no room for a tag beside its name. */
const NARROW_BELOW = 70;
/** What is taller is a partition: its tags stand in the top corner. */
const SHELF_H_MAX = 60;

export interface Gate {
  readonly candidates: readonly string[];
  readonly picked: string | null;
  readonly locked: boolean;
  readonly answer: string | null;
}

export function GateMarks({
  gate,
  regions,
  followed,
}: {
  gate: Gate;
  regions: readonly RegionLayout[];
  followed: FollowedView | null;
}) {
  const places = placesOf(regions);
  return (
    <Decoration>
      {gate.candidates.map((candidate, i) => {
        const place = places.get(candidate);
        if (place === undefined) return null;
        const picked = gate.picked === candidate;
        if (!gate.locked) return <Candidate key={candidate} place={place} number={i + 1} picked={picked} />;
        if (gate.answer === candidate)
          return (
            <Answer
              key={candidate}
              place={place}
              number={picked ? i + 1 : null}
              ordinal={followed?.look.ordinal ?? 0}
            />
          );
        return picked ? <Candidate key={candidate} place={place} number={i + 1} picked /> : null;
      })}
    </Decoration>
  );
}

function placesOf(regions: readonly RegionLayout[]): ReadonlyMap<string, Rect> {
  const places = new Map<string, Rect>();
  for (const region of regions) {
    for (const unit of region.units) {
      places.set(unit.id, unit);
      for (const shelf of unit.shelves) places.set(shelf.id, shelf);
    }
  }
  return places;
}

function Candidate({ place, number, picked }: { place: Rect; number: number; picked: boolean }) {
  return (
    <g>
      <rect
        x={place.x}
        y={place.y}
        width={place.w}
        height={place.h}
        rx={4}
        className={picked ? "you picked" : "you dash"}
      />
      <Tag at={tagPlace(place)} text={String(number)} />
    </g>
  );
}

function Answer({ place, number, ordinal }: { place: Rect; number: number | null; ordinal: number }) {
  const own = tagPlace(place);
  // Above each other where there is room: beside each other they would reach over the shelf's last number.
  const stacked = number !== null && place.h >= 2 * TAG_H + 4 && place.h <= SHELF_H_MAX;
  const at = stacked ? { x: own.x, y: place.y + (place.h - 2 * TAG_H - 2) / 2 } : own;
  const yours = stacked
    ? { x: own.x, y: at.y + TAG_H + 2 }
    : place.w < NARROW_BELOW
      ? { x: own.x, y: own.y - TAG_H - 2 }
      : { x: own.x - 21, y: own.y };
  return (
    <g className={hueClass({ ordinal })}>
      <rect x={place.x} y={place.y} width={place.w} height={place.h} rx={4} className="answer" />
      <rect x={at.x} y={at.y} width={TAG_W} height={TAG_H} rx={4} className="answer-tag" />
      <Glyph name="check" x={at.x + 3} y={at.y + 2} size={12} className="answer-check" />
      {number !== null && <Tag at={yours} text={String(number)} />}
    </g>
  );
}

function Tag({ at, text }: { at: Point; text: string }) {
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <rect width={TAG_W} height={TAG_H} rx={4} className="ink-tag" />
      <text x={9} y={12} className="x11 w7 mid ink-tag-text">
        {text}
      </text>
    </g>
  );
}

/** At the right end of a shelf; in the top corner of something taller, or on its lower edge where its name needs the top. */
function tagPlace({ x, y, w, h }: Rect) {
  if (h > SHELF_H_MAX && w < NARROW_BELOW) return { x: x + (w - TAG_W) / 2, y: y + h - TAG_H / 2 };
  return { x: x + w - 21, y: h > SHELF_H_MAX ? y + 3 : y + (h - TAG_H) / 2 };
}
