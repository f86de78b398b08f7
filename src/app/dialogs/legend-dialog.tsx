// What the marks mean: who by fill, how by edge, you in ink. Shows only marks and states that the caller says exist.

import "./dialogs.css";
import type { ReactNode } from "react";
import { Badge } from "../../ui/badge.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { StateName } from "../../ui/states.ts";
import { ITEM_MARKS, type ItemMark, OWN_MARKS, type OwnMark, PLACE_MARKS, type PlaceMark } from "./legend-marks.tsx";

export interface LegendDialogProps {
  marks: readonly ItemMark[];
  states: readonly StateName[];
  places: readonly PlaceMark[];
  own: readonly OwnMark[];
  onClose: () => void;
}

const STATE_MEANS: Readonly<Record<StateName, string>> = {
  committed: "a majority holds it",
  inflight: "on its way",
  stale: "behind the newest",
  throttled: "no tokens",
  conflict: "two writers",
  cached: "may be old, on purpose",
  denied: "switched off, or refused",
  "not-yet": "will come later",
};

export function LegendDialog({ marks, states, places, own, onClose }: LegendDialogProps) {
  return (
    <Dialog title="Legend" width={640} onClose={onClose}>
      <div className="legend">
        <Column title="Who, by fill">
          {marks.map((mark) => (
            <li key={mark}>
              <span className="legend-mark">{ITEM_MARKS[mark].picture}</span>
              {ITEM_MARKS[mark].word}
            </li>
          ))}
        </Column>
        <Column title="How, by edge">
          {states.map((state) => (
            <li key={state}>
              <Badge state={state} />
              {STATE_MEANS[state]}
            </li>
          ))}
        </Column>
        <Column title="At a copy, and on the ruler">
          {places.map((mark) => (
            <li key={mark}>
              <span className="legend-mark">{PLACE_MARKS[mark].picture}</span>
              {PLACE_MARKS[mark].word}
            </li>
          ))}
        </Column>
        <Column title="You, in ink">
          {own.map((mark) => (
            <li key={mark}>
              <span className="legend-mark">{OWN_MARKS[mark].picture}</span>
              {OWN_MARKS[mark].word}
            </li>
          ))}
        </Column>
      </div>
    </Dialog>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}
