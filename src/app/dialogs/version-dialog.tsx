// A scenario from another version: an older engine gave another run, or a newer one speaks a format this page lacks.

import "./dialogs.css";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

export interface OlderEngineDialogProps {
  recordedWith: string;
  current: string;
  /** The first step that comes out differently. */
  step: number;
  asRecorded: string;
  rerun: string;
  onRerun: () => void;
  /** Left out when the recording cannot be shown without running it. */
  onViewRecorded?: () => void;
}

export function OlderEngineDialog(props: OlderEngineDialogProps) {
  const { recordedWith, current, step, asRecorded, rerun, onRerun, onViewRecorded } = props;
  return (
    <Dialog
      title="Made with an older engine"
      icon="undo"
      foot={
        <>
          <span className="grow" />
          <Button look={onViewRecorded ? "plain" : "ink"} onClick={onRerun}>
            Rerun with {current}
          </Button>
          {onViewRecorded && (
            <Button look="ink" onClick={onViewRecorded}>
              View as recorded
            </Button>
          )}
        </>
      }
    >
      <p>
        This scenario was recorded with engine {recordedWith}. Yours is {current}, and one step now comes out
        differently.
      </p>
      <div className="two-runs">
        <div>
          <h3 className="part">{recordedWith}, as recorded</h3>
          <b>step {step}</b>
          <span>{asRecorded}</span>
        </div>
        <div>
          <h3 className="part">{current}, rerun</h3>
          <b>step {step}</b>
          <span>{rerun}</span>
        </div>
      </div>
      {step > 1 && <p className="t3">The first {step - 1} steps are the same.</p>}
    </Dialog>
  );
}

export interface TooNewDialogProps {
  /** Format version of the link or file, and the newest this page reads. */
  version: number;
  newestKnown: number;
  what: "link" | "file";
  /** Present when a newer version of the page waits or may be fetched. */
  onReload: () => void;
  onLeave: () => void;
  leaveLabel: string;
}

export function TooNewDialog({ version, newestKnown, what, onReload, onLeave, leaveLabel }: TooNewDialogProps) {
  return (
    <Dialog
      title={`This ${what} is from a newer version`}
      icon="clock"
      foot={
        <>
          <Button look="ghost" onClick={onLeave}>
            {leaveLabel}
          </Button>
          <span className="grow" />
          <Button look="ink" onClick={onReload}>
            Reload the page
          </Button>
        </>
      }
    >
      <p>
        It is written in format {version}; this page reads up to format {newestKnown}. Reloading fetches the newest
        page, if you are online. Your own work is kept.
      </p>
    </Dialog>
  );
}
