// Nothing can go on for now, and nothing is lost: the engine does not start, a part of the page cannot be fetched. The way
// on is to try again, or to leave where there is something else to do.

import "./dialogs.css";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

export interface StandstillDialogProps {
  title: string;
  /** What happened, what became of the person's work, what helps. */
  explanation: string;
  onCopyDetails: () => void;
  againLabel: string;
  onAgain: () => void;
  /** Home. Left out where nothing else works either. */
  onLeave?: () => void;
}

export function StandstillDialog(props: StandstillDialogProps) {
  const { title, explanation, onCopyDetails, againLabel, onAgain, onLeave } = props;
  return (
    <Dialog
      title={title}
      icon="state-denied"
      state="denied"
      foot={
        <>
          <Button look="ghost" onClick={onCopyDetails}>
            Copy details
          </Button>
          <span className="grow" />
          {onLeave && (
            <Button look="ghost" onClick={onLeave}>
              Home
            </Button>
          )}
          <Button look="ink" onClick={onAgain}>
            {againLabel}
          </Button>
        </>
      }
    >
      <p>{explanation}</p>
    </Dialog>
  );
}
