// Nothing can go on for now, and nothing is lost: the engine does not start, a part of the page cannot be fetched. One way
// on: to try again.

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
}

export function StandstillDialog({ title, explanation, onCopyDetails, againLabel, onAgain }: StandstillDialogProps) {
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
