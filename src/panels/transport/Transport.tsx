// The clock's controls: back, play, forward, what a step is, speed, the time itself, jumps, pausing and the seed. On a
// phone: the three buttons in reach of the thumb, a scrubber, and the rest in one sheet.

import "./transport.css";
import { useBreakpoint } from "../../ui/media.ts";
import { Jumps, SeedButton, SpeedSelect, StepMode } from "./controls.tsx";
import { PauseButton } from "./PauseButton.tsx";
import { PhoneTransport } from "./PhoneTransport.tsx";
import { Clock, StepButtons } from "./StepButtons.tsx";

export function Transport() {
  if (useBreakpoint() === "phone") return <PhoneTransport />;
  return (
    <div className="transport">
      <StepButtons />
      <StepMode />
      <SpeedSelect />
      <Clock />
      <span className="grow" />
      <Jumps />
      <PauseButton />
      <SeedButton />
    </div>
  );
}
