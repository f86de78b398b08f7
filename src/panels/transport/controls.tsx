// What a step is, the speed of play, jumps of the clock, and the seed.

import { lazy, Suspense, useState } from "react";
import { type StepMode as Mode, SPEEDS, setSpeed, setStepMode, usePace } from "../../state/pace.ts";
import { useSelection } from "../../state/selection.ts";
import { drive, useSession } from "../../state/session.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";

const SeedDialog = lazy(async () => ({ default: (await import("./SeedDialog.tsx")).SeedDialog }));

const MODES: readonly { value: Mode; label: string }[] = [
  { value: "event", label: "by event" },
  { value: "request", label: "request" },
  { value: "quiet", label: "until quiet" },
];

export function StepMode() {
  const mode = usePace((s) => s.mode);
  return <Segmented label="What a step is" options={MODES} value={mode} onChange={setStepMode} />;
}

/** The same choice behind a small button beside the steps. */
export function StepModeMenu() {
  const mode = usePace((s) => s.mode);
  return (
    <Menu
      trigger={
        <IconButton
          look="plain"
          className="tp-mode"
          icon="chevron-down"
          iconSize={12}
          label={`What a step is: ${wordsOf(mode)}`}
        />
      }
      entries={MODES.map((m) => ({
        kind: "check",
        id: m.value,
        label: `Step ${wordsOf(m.value)}`,
        checked: m.value === mode,
        onChange: () => setStepMode(m.value),
      }))}
    />
  );
}

function wordsOf(mode: Mode): string {
  return mode === "request" ? "by request" : mode === "quiet" ? "until quiet" : "by event";
}

export function SpeedSelect() {
  const speed = usePace((s) => s.speed);
  const playing = useSession((s) => (s.frame?.playing ?? null) !== null);
  return (
    <Select
      label="Speed of play"
      className="tp-speed"
      options={SPEEDS.map((s) => ({ value: String(s), label: `${s}×` }))}
      value={String(speed)}
      onChange={(next) => {
        setSpeed(Number(next));
        if (playing) void drive({ kind: "play", speed: Number(next) });
      }}
    />
  );
}

const JUMPS = [
  { id: "5m", label: "+5 min", micros: 300_000_000 },
  { id: "15m", label: "+15 min", micros: 900_000_000 },
  { id: "24h", label: "+24 h", micros: 86_400_000_000 },
] as const;

export function Jumps() {
  const held = useHeld();
  return (
    <fieldset className="seg tp-jumps" aria-label="Jump the clock">
      {JUMPS.map((j) => (
        <button key={j.id} type="button" disabled={held} onClick={() => jump(j.micros)}>
          {j.label}
        </button>
      ))}
    </fieldset>
  );
}

export function JumpMenu() {
  return (
    <Menu
      align="end"
      trigger={
        <Button iconAfter="chevron-down" disabled={useHeld()}>
          Jump
        </Button>
      }
      entries={JUMPS.map((j) => ({ id: j.id, label: j.label, onSelect: () => jump(j.micros) }))}
    />
  );
}

function jump(micros: number): void {
  void drive({ kind: "jump", micros });
}

/** A prediction that is not locked holds the clock. */
function useHeld(): boolean {
  return useSelection((s) => s.gate !== null && !s.gate.locked);
}

export function SeedButton({ short = false }: { short?: boolean }) {
  const seed = useSession((s) => s.frame?.seed ?? null);
  const [open, setOpen] = useState(false);
  if (seed === null) return null;
  return (
    <>
      <Button
        look="ghost"
        icon="seed"
        className="tp-seed"
        title={`Seed ${seed}: run the same world on another`}
        aria-label={`Seed ${seed}`}
        onClick={() => setOpen(true)}
      >
        {!short && (
          <>
            Seed <span className="mono t1">{seed}</span>
          </>
        )}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <SeedDialog seed={seed} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
