// A world with very many items is being opened: how far it is, and a way out that keeps what there was.

import "./dialogs.css";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProgressBar } from "../../ui/progress.tsx";

export interface WorldOpeningDialogProps {
  done: number;
  total: number;
  onCancel: () => void;
}

export function WorldOpeningDialog({ done, total, onCancel }: WorldOpeningDialogProps) {
  return (
    <Dialog
      title="Opening a large world"
      icon="tray"
      onClose={onCancel}
      foot={
        <>
          <Button look="ghost" onClick={onCancel}>
            Cancel
          </Button>
          <span className="t3">Your earlier work is kept either way.</span>
        </>
      }
    >
      <div className="opening-progress" role="status">
        <p>Its items are read, and its commands run again on them.</p>
        <ProgressBar label="Reading its items" value={done} max={Math.max(1, total)} />
      </div>
    </Dialog>
  );
}
