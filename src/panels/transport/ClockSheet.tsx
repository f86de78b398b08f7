// Everything about the clock that has no place on a phone's bar, in one sheet.

import { Sheet } from "../../ui/sheet.tsx";
import { Jumps, SeedButton, SpeedSelect, StepMode } from "./controls.tsx";
import { PauseButton } from "./PauseButton.tsx";

export function ClockSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="Time" edge="bottom" onClose={onClose}>
      <div className="tp-sheet">
        <span>A step is</span>
        <StepMode />
        <span>Speed</span>
        <SpeedSelect />
        <span>Jump</span>
        <Jumps />
        <span>Pause</span>
        <PauseButton />
        <span>Chance</span>
        <SeedButton />
      </div>
    </Sheet>
  );
}
