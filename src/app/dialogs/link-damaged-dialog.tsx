// A shared link that cannot be read whole: what was read, what was not, and the ways on. Never a blank page.

import "./dialogs.css";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FoldedDetails, RecoveryList } from "./recovery-list.tsx";

export interface LinkDamagedDialogProps {
  /** What happened and its likely cause, in one or two sentences. */
  explanation: string;
  read: readonly string[];
  lost: readonly string[];
  /** The decoder's own words. */
  details: string;
  /** Left out when nothing usable was read. */
  onOpenRead?: () => void;
  /** Back to what this browser had before, or to an empty world. */
  onLeave: () => void;
  leaveLabel: string;
}

export function LinkDamagedDialog(props: LinkDamagedDialogProps) {
  const { explanation, read, lost, details, onOpenRead, onLeave, leaveLabel } = props;
  return (
    <Dialog
      title={onOpenRead ? "This link is damaged" : "This link cannot be read"}
      icon="state-denied"
      state="denied"
      foot={
        onOpenRead ? (
          <>
            <Button look="ghost" onClick={onLeave}>
              {leaveLabel}
            </Button>
            <span className="grow" />
            <Button look="ink" onClick={onOpenRead}>
              Open what was read
            </Button>
          </>
        ) : (
          <>
            <span className="grow" />
            <Button look="ink" onClick={onLeave}>
              {leaveLabel}
            </Button>
          </>
        )
      }
    >
      <p>{explanation}</p>
      <RecoveryList read={read} lost={lost} />
      <FoldedDetails>{details}</FoldedDetails>
    </Dialog>
  );
}
