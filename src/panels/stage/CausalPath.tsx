// The route that the followed request took and what follows from it, in the item's hue: solid where it arrived, dashed
// where it is on its way, dotted where it still has to go.

import { memo } from "react";
import { hueClass } from "../../ui/hue.ts";
import { lastAngle, type Point, pathThrough } from "./layout/polyline.ts";
import type { RegionLayout } from "./layout/region.ts";
import { routeOf } from "./layout/routes.ts";
import { Decoration, Tip } from "./marks.tsx";
import type { FollowedView, PathLeg } from "./view-shape.ts";

export interface CausalPathProps {
  legs: readonly PathLeg[];
  followed: FollowedView | null;
  regions: readonly RegionLayout[];
}

interface DrawnLeg {
  readonly key: string;
  readonly state: PathLeg["state"];
  readonly line: readonly Point[];
  readonly glow: boolean;
}

export const CausalPath = memo(function CausalPath({ legs, followed, regions }: CausalPathProps) {
  if (followed === null || legs.length === 0) return null;
  const drawn = drawnLegs(legs, followed.hash, regions);
  return (
    <Decoration className={`causal ${hueClass(followed.look)}`}>
      {drawn.map(
        (leg) =>
          leg.glow &&
          leg.state !== "todo" && <path key={`${leg.key}glow`} d={pathThrough(leg.line)} className="flowglow" />,
      )}
      {drawn.map((leg) => (
        <path
          key={leg.key}
          d={pathThrough(leg.line)}
          className={leg.state === "done" ? "flow" : leg.state === "moving" ? "flow go" : "flow todo"}
        />
      ))}
      {drawn.map((leg) => {
        const end = leg.line[leg.line.length - 1];
        return end === undefined || leg.state === "todo" ? null : (
          <Tip key={`${leg.key}tip`} x={end.x} y={end.y} angle={lastAngle(leg.line)} className="arr" size={6} />
        );
      })}
    </Decoration>
  );
});

/** The way in is one line: client, router, replica. */
function drawnLegs(legs: readonly PathLeg[], hash: number | null, regions: readonly RegionLayout[]): DrawnLeg[] {
  const [first, second, ...rest] = legs;
  const out: DrawnLeg[] = [];
  const one = first === undefined ? null : routeOf(regions, { from: first.from, to: first.to, hash });
  const two =
    second === undefined || second.kind !== "request"
      ? null
      : routeOf(regions, { from: second.from, to: second.to, hash });
  if (first !== undefined && one !== null) {
    if (second !== undefined && two !== null && second.state === first.state)
      out.push({ key: "in", state: first.state, line: [...one.slice(0, -1), ...two.slice(1)], glow: true });
    else {
      out.push({ key: "in", state: first.state, line: one, glow: true });
      if (second !== undefined && two !== null) out.push({ key: "on", state: second.state, line: two, glow: true });
    }
  }
  for (const leg of [...(second !== undefined && second.kind !== "request" ? [second] : []), ...rest]) {
    const line = routeOf(regions, { from: leg.from, to: leg.to, hash });
    if (line !== null) out.push({ key: `${leg.kind}${leg.to}`, state: leg.state, line, glow: false });
  }
  return out;
}
