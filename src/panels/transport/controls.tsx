// What a step is, the speed of play, jumps of the clock, and the seed.

import { lazy, Suspense, useState } from "react";
import { type StepMode as Mode, SPEEDS, setSpeed, setStepMode, usePace } from "../../state/pace.ts";
import { useSelection } from "../../state/selection.ts";
import { drive, useSession } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { useMediaQuery } from "../../ui/media.ts";
import { Menu } from "../../ui/menu.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";

const SeedDialog = lazy(async () => ({ default: (await import("./SeedDialog.tsx")).SeedDialog }));

const MODES: readonly { value: Mode; label: string }[] = [
  { value: "event", label: "by event" },
  { value: "request", label: "request" },
  { value: "quiet", label: "until quiet" },
];

/** Room for everything in one row needs a window of at least this width. */
const ROOMY = "(min-width: 1560px)";

export function StepMode() {
  const mode = usePace((s) => s.mode);
  const isRoomy = useMediaQuery(ROOMY);
  if (!isRoomy)
    return <Select label="What a step is" options={MODES} value={mode} onChange={setStepMode} className="tp-mode" />;
  return <Segmented label="What a step is" options={MODES} value={mode} onChange={setStepMode} />;
}

export function StepModeWide() {
  const mode = usePace((s) => s.mode);
  return <Segmented label="What a step is" options={MODES} value={mode} onChange={setStepMode} />;
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

export function Jumps({ wide = false }: { wide?: boolean }) {
  const held = useSelection((s) => s.gate !== null && !s.gate.locked);
  const isRoomy = useMediaQuery("(min-width: 1400px)");
  const jump = (micros: number) => void drive({ kind: "jump", micros });
  if (!isRoomy && !wide) {
    return (
      <Menu
        align="end"
        trigger={
          <Button iconAfter="chevron-down" disabled={held}>
            Jump
          </Button>
        }
        entries={JUMPS.map((j) => ({ id: j.id, label: j.label, onSelect: () => jump(j.micros) }))}
      />
    );
  }
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

export function SeedButton() {
  const seed = useSession((s) => s.frame?.seed ?? null);
  const [open, setOpen] = useState(false);
  if (seed === null) return null;
  return (
    <>
      <Button
        look="ghost"
        icon="seed"
        className="tp-seed"
        title="Run the same world on another seed"
        onClick={() => setOpen(true)}
      >
        <span className="tp-seed-word">Seed</span> <span className="mono t1">{seed}</span>
      </Button>
      {open && (
        <Suspense fallback={null}>
          <SeedDialog seed={seed} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
