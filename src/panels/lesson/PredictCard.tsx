// The question of a gate, with its candidates as buttons: the same as on the stage, with the same numbers.

import { type KeyboardEvent, useRef } from "react";
import { useShortcuts } from "../../app/shortcut-handlers.ts";
import type { Gate } from "../../lessons/lesson.ts";
import { pick, useSelection } from "../../state/selection.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { rovingIndex } from "../../ui/roving.ts";
import { Prose } from "./Prose.tsx";
import type { LessonView } from "./view.ts";

/** Radio buttons answer to all four arrows, however they are laid out. */
const ALONG: Readonly<Record<string, string>> = { ArrowDown: "ArrowRight", ArrowUp: "ArrowLeft" };

export interface PredictCardProps {
  gate: Gate;
  view: LessonView;
  onLock: (picked: string) => void;
}

export function PredictCard({ gate, view, onLock }: PredictCardProps) {
  const picked = useSelection((s) => s.gate?.picked ?? null);
  const row = useRef<HTMLDivElement>(null);
  const lock = () => {
    if (picked !== null) onLock(picked);
  };
  useShortcuts({ lock });
  const { candidates } = view;
  const isText = gate.candidates.kind === "options";
  const onKeyDown = (event: KeyboardEvent) => {
    // On a candidate, Enter would only press its button again.
    if (event.key === "Enter" && picked !== null) {
      event.preventDefault();
      event.stopPropagation();
      return lock();
    }
    const index = Math.max(
      0,
      candidates.findIndex(({ id }) => id === picked),
    );
    const next = rovingIndex(ALONG[event.key] ?? event.key, { index, count: candidates.length });
    const candidate = next === null ? undefined : candidates[next];
    if (candidate === undefined || next === null) return;
    event.preventDefault();
    event.stopPropagation();
    pick(candidate.id);
    (row.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <section className="predict" aria-label="Predict first">
      <h3>
        <Icon name="pointer" />
        Predict first
      </h3>
      <Prose text={gate.question} view={view} />
      <div
        className={isText ? "opts text" : "opts"}
        role="radiogroup"
        aria-label="Your prediction"
        ref={row}
        onKeyDown={onKeyDown}
      >
        {candidates.map(({ id, label }, i) => (
          // biome-ignore lint/a11y/useSemanticElements: a card of its own, which an input cannot be
          <button
            key={id}
            type="button"
            className="opt"
            role="radio"
            aria-checked={id === picked}
            tabIndex={id === picked || (picked === null && i === 0) ? 0 : -1}
            onClick={() => pick(id)}
          >
            <i>{i + 1}</i>
            {label}
          </button>
        ))}
      </div>
      <div className="predict-foot">
        <span className="grow">
          {isText ? "Choose one" : "Point at the stage"}, or press {candidates.map((_, i) => i + 1).join(", ")}.
        </span>
        <Button look={picked === null ? "plain" : "ink"} icon="lock" disabled={picked === null} onClick={lock}>
          Lock it in
        </Button>
      </div>
    </section>
  );
}
