// The transport on a phone: a scrubber, three buttons of 48 px, and one sheet for the rest.

import { lazy, Suspense, useState } from "react";
import { useSelection } from "../../state/selection.ts";
import { drive, useSession } from "../../state/session.ts";
import { IconButton } from "../../ui/button.tsx";
import { StepButtons } from "./StepButtons.tsx";

const ClockSheet = lazy(async () => ({ default: (await import("./ClockSheet.tsx")).ClockSheet }));

export function PhoneTransport() {
  const now = useSession((s) => s.frame?.displayNow ?? 0);
  const [open, setOpen] = useState(false);
  return (
    <div className="transport phone">
      <Scrubber />
      <div className="tp-row">
        <div className="tp-clock">
          <span>{(now / 1_000_000).toFixed(6)}</span>
          <small>seconds</small>
        </div>
        <StepButtons />
        <IconButton className="tp-more" icon="flag" label="Speed, jumps, pause, seed" onClick={() => setOpen(true)} />
      </div>
      {open && (
        <Suspense fallback={null}>
          <ClockSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Scrubber() {
  const step = useSession((s) => s.frame?.step ?? 0);
  const steps = useSession((s) => s.frame?.steps ?? 0);
  const held = useSelection((s) => s.gate !== null && !s.gate.locked);
  const max = Math.max(1, held ? step : Math.max(steps, step));
  return (
    <input
      className="tp-scrub"
      type="range"
      min={0}
      max={max}
      step={1}
      value={step}
      disabled={steps === 0}
      aria-label="Step"
      aria-valuetext={`Step ${step} of ${Math.max(steps, step)}`}
      style={{ "--done": `${(step / max) * 100}%` } as React.CSSProperties}
      onChange={(event) => void drive({ kind: "seek", step: Number(event.currentTarget.value) })}
    />
  );
}
