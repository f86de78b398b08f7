// The clock's controls: back, play, forward, what a step is, speed, the time itself, jumps, pausing and the seed. On a
// phone: the three buttons in reach of the thumb, a scrubber, and the rest in one sheet.

import "./transport.css";
import { useBreakpoint } from "../../ui/media.ts";
import { useSize } from "../../ui/use-size.ts";
import { JumpMenu, Jumps, SeedButton, SpeedSelect, StepMode, StepModeMenu } from "./controls.tsx";
import { PauseButton } from "./PauseButton.tsx";
import { PhoneTransport } from "./PhoneTransport.tsx";
import { Clock, StepButtons } from "./StepButtons.tsx";

/** Widths in CSS pixels from which the longer forms have room. */
const ROOM_FOR_MODES = 930;
const ROOM_FOR_JUMPS = 736;
const ROOM_FOR_SEED = 680;
const ROOM_FOR_WORDS = 630;

export function Transport() {
  const isPhone = useBreakpoint() === "phone";
  return isPhone ? <PhoneTransport /> : <WideTransport />;
}

function WideTransport() {
  const [ref, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  return (
    <div className="transport" ref={ref}>
      <div className="tp-group">
        <StepButtons />
        {width < ROOM_FOR_MODES && <StepModeMenu />}
      </div>
      {width >= ROOM_FOR_MODES && <StepMode />}
      <SpeedSelect />
      <Clock />
      <span className="grow" />
      {width >= ROOM_FOR_JUMPS ? <Jumps /> : <JumpMenu />}
      <PauseButton short={width < ROOM_FOR_WORDS} />
      <SeedButton short={width < ROOM_FOR_SEED} />
    </div>
  );
}
