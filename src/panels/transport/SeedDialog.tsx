// Runs the same world, with the same commands, on another seed: other delays, other elections, the same rules.

import { useState } from "react";
import type { Scenario } from "../../engine/index.ts";
import { call, refusalOf } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";

const SEED_MAX = 4_294_967_295;

export function SeedDialog({ seed, onClose }: { seed: number; onClose: () => void }) {
  const [text, setText] = useState(String(seed + 1));
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const next = seedFrom(text);
  const rerun = async () => {
    if (next === null) return setProblem(`A seed is a whole number from 0 to ${SEED_MAX}.`);
    const exported = await call({ type: "export", as: "scenario", view: {} });
    if (!exported.ok) return setProblem(exported.refusal.message);
    const { hash: _, ...scenario } = exported.value as Scenario;
    const opened = await call({
      type: "open",
      source: { kind: "scenario", scenario: { ...scenario, seed: next } },
      at: "start",
    });
    const refusal = refusalOf(opened);
    if (refusal !== null) return setProblem(refusal.message);
    onClose();
  };
  return (
    <Dialog
      title="Run on another seed"
      icon="seed"
      onClose={onClose}
      foot={
        <>
          <Button look="ghost" onClick={onClose}>
            Keep seed {seed}
          </Button>
          <span className="grow" />
          <Button look="ink" disabled={next === null || next === seed} onClick={() => void rerun()}>
            Run on {next ?? "…"}
          </Button>
        </>
      }
    >
      <p>
        The seed decides every delay and every election. The same world and commands run again from the start; the steps
        you have now are replaced, and come back with seed {seed}.
      </p>
      <TextField
        label="Seed"
        mono
        inputMode="numeric"
        value={text}
        error={problem ?? (next === null ? `A whole number from 0 to ${SEED_MAX}.` : undefined)}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Dialog>
  );
}

/** A seed as typed, or null. */
export function seedFrom(text: string): number | null {
  const value = /^\d{1,10}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return value >= 0 && value <= SEED_MAX ? value : null;
}
