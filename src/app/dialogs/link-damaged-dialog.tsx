// A shared link, or what this browser keeps of a place, that cannot be read whole: what was read, what was not, and the
// ways on. Never a blank page.

import "./dialogs.css";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FoldedDetails, RecoveryList } from "./recovery-list.tsx";

export interface LinkDamagedDialogProps {
  what: "link" | "saved work";
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
  /** Hands out what cannot be read, before something takes its place. */
  onDownload?: () => void;
}

export function LinkDamagedDialog(props: LinkDamagedDialogProps) {
  const { what, explanation, read, lost, details, onOpenRead, onLeave, leaveLabel, onDownload } = props;
  const subject = what === "link" ? "This link" : "Your saved work";
  return (
    <Dialog
      title={onOpenRead ? `${subject} is damaged` : `${subject} cannot be read`}
      icon="state-denied"
      state="denied"
      foot={
        <>
          {onDownload && (
            <Button look="ghost" onClick={onDownload}>
              Download it
            </Button>
          )}
          {!onOpenRead && <span className="grow" />}
          <Button look={onOpenRead ? "ghost" : "ink"} onClick={onLeave}>
            {leaveLabel}
          </Button>
          {onOpenRead && (
            <>
              <span className="grow" />
              <Button look="ink" onClick={onOpenRead}>
                Open what was read
              </Button>
            </>
          )}
        </>
      }
    >
      <p>{explanation}</p>
      <RecoveryList read={read} lost={lost} />
      <FoldedDetails>{details}</FoldedDetails>
    </Dialog>
  );
}
