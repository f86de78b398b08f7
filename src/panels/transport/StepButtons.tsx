// Back, play and forward, and the time. A prediction that is not locked holds play and forward.

import { driveFor, type StepMode, togglePlay, usePace } from "../../state/pace.ts";
import { useSelection } from "../../state/selection.ts";
import { drive, useSession } from "../../state/session.ts";
import { IconButton } from "../../ui/button.tsx";
import { clockText } from "./clock.ts";

const FORWARD: Readonly<Record<StepMode, string>> = {
  event: "Step forward",
  request: "Forward to the next answer",
  quiet: "Run until quiet",
};
const BACK: Readonly<Record<StepMode, string>> = {
  event: "Step back",
  request: "Back to the request before",
  quiet: "Back to the request before",
};

export function StepButtons() {
  const mode = usePace((s) => s.mode);
  const held = useSelection((s) => s.gate !== null && !s.gate.locked);
  const step = useSession((s) => s.frame?.step ?? 0);
  const steps = useSession((s) => s.frame?.steps ?? 0);
  const playing = useSession((s) => (s.frame?.playing ?? null) !== null);
  const isOver = useSession((s) => s.frame === null || (s.frame.nextAt === null && s.frame.step >= s.frame.steps));
  const isQuiet = useSession((s) => s.frame === null || (s.frame.quiet && s.frame.step >= s.frame.steps));
  const isEmpty = step === 0 && steps === 0 && isOver;
  const why = held ? ", held until you predict" : "";
  const forward = (withShift: boolean) => void drive(driveFor(withShift ? otherMode(mode) : mode, 1));
  const back = (withShift: boolean) => void drive(driveFor(withShift ? otherMode(mode) : mode, -1));
  return (
    <fieldset className="tp-steps" aria-label="Time">
      <IconButton
        look="plain"
        icon="step-back"
        label={BACK[mode]}
        title={`${BACK[mode]} (Shift: ${BACK[otherMode(mode)].toLowerCase()})`}
        disabled={step === 0}
        onClick={(event) => back(event.shiftKey)}
      />
      <IconButton
        look={isEmpty ? "plain" : "ink"}
        className="tp-play"
        icon={playing ? "pause" : "play"}
        label={playing ? "Pause" : `Play${why}`}
        disabled={!playing && (held || isQuiet)}
        onClick={() => togglePlay(playing)}
      />
      <IconButton
        look="plain"
        icon="step-forward"
        label={`${FORWARD[mode]}${why}`}
        title={`${FORWARD[mode]}${why} (Shift: ${FORWARD[otherMode(mode)].toLowerCase()})`}
        disabled={held || (mode === "event" ? isOver : isQuiet)}
        onClick={(event) => forward(event.shiftKey)}
      />
    </fieldset>
  );
}

/** Shift with a button does the other of the two finer modes. */
function otherMode(mode: StepMode): StepMode {
  return mode === "event" ? "request" : "event";
}

export function Clock() {
  const now = useSession((s) => s.frame?.displayNow ?? 0);
  const { pale, strong } = clockText(now);
  return (
    <div className="tp-clock" role="timer" aria-label="Virtual clock" aria-live="off">
      <span>
        <span className="pale">{pale}</span>
        {strong}
      </span>
      <small>virtual clock</small>
    </div>
  );
}
