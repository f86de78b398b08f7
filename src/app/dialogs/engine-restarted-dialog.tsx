// The engine's Worker died and was started again from the kept scenario: where it is back at, and that nothing is lost.

import "./dialogs.css";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProgressBar } from "../../ui/progress.tsx";
import { counted } from "../words.ts";

export interface EngineRestartedDialogProps {
  /** What happened, in a sentence: "Step 1,204 used more memory than the tab may have." */
  cause: string;
  replayedSteps: number;
  totalSteps: number;
  onCopyDetails: () => void;
  /** Given once the replay is done. */
  onStayPaused?: () => void;
  onContinue?: () => void;
}

export function EngineRestartedDialog(props: EngineRestartedDialogProps) {
  const { cause, replayedSteps, totalSteps, onCopyDetails, onStayPaused, onContinue } = props;
  const isBack = onStayPaused !== undefined;
  return (
    <Dialog
      title={isBack ? "The engine stopped and was restarted" : "The engine stopped and is restarting"}
      icon="undo"
      foot={
        <>
          <Button look="ghost" onClick={onCopyDetails}>
            Copy details
          </Button>
          <span className="grow" />
          {onStayPaused && (
            <Button look={onContinue ? "plain" : "ink"} onClick={onStayPaused}>
              Stay paused
            </Button>
          )}
          {onContinue && (
            <Button look="ink" onClick={onContinue}>
              Continue from {counted(replayedSteps)}
            </Button>
          )}
        </>
      }
    >
      <p>
        {cause} Your scenario was saved a moment before
        {isBack ? `, so it is back at step ${counted(replayedSteps)}` : ""}.
      </p>
      <div className="replay">
        <ProgressBar label="Steps replayed" value={replayedSteps} max={Math.max(1, totalSteps)} />
        <div className="meter-row">
          <span>
            replayed {counted(replayedSteps)}
            {isBack ? " steps" : ` of ${counted(totalSteps)} steps`}
          </span>
          <span>nothing lost</span>
        </div>
      </div>
    </Dialog>
  );
}
