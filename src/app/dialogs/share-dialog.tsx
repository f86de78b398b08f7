// Share the exact moment: where the link opens, the link, how long it is, what it carries. Nothing is uploaded;
// a link that is too long for chat apps gives way to a file.

import "./dialogs.css";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { LimitMeter } from "../../ui/progress.tsx";
import { Segmented, type SegmentedOption } from "../../ui/segmented.tsx";
import { counted } from "../words.ts";

export interface ShareDialogProps<Moment extends string> {
  /** Where the link can open: "step 41, exactly here", "the start". */
  moments: readonly SegmentedOption<Moment>[];
  moment: Moment;
  onMoment: (moment: Moment) => void;
  /** The whole address; null while it is being written. */
  link: string | null;
  /** Characters that every program is known to carry. */
  safeLength: number;
  /** What the link carries, and what stays: "Seed 4217, world, 14 commands". */
  carries: readonly string[];
  leavesOut: readonly string[];
  onCopy: (link: string) => void;
  onDownload: () => void;
  onClose: () => void;
}

/** `npm start` serves there: such a link leads another computer to itself. */
const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/;

export function ShareDialog<Moment extends string>(props: ShareDialogProps<Moment>) {
  const { moments, moment, onMoment, link, safeLength, carries, leavesOut, onCopy, onDownload, onClose } = props;
  return (
    <Dialog
      title="Share this moment"
      icon="share"
      onClose={onClose}
      foot={
        <>
          <Button icon="export" onClick={onDownload}>
            Download file
          </Button>
          <span className="grow" />
          <span className="t3">Nothing is uploaded.</span>
        </>
      }
    >
      <h3 className="part">Opens at</h3>
      <Segmented label="Opens at" options={moments} value={moment} onChange={onMoment} className="share-moments" />
      <div className="share-link">
        <input
          className="mono"
          readOnly
          aria-label="Link"
          value={link ?? "writing the link"}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button look="ink" disabled={link === null} onClick={() => link !== null && onCopy(link)}>
          Copy link
        </Button>
      </div>
      {link !== null && <LinkLength length={link.length} safeLength={safeLength} onDownload={onDownload} />}
      <ul className="share-carries">
        {carries.map((line) => (
          <li key={line}>
            <Icon name="check" size={14} />
            {line}
          </li>
        ))}
        {leavesOut.map((line) => (
          <li key={line} className="t3">
            <Icon name="minus" size={14} />
            {line}
          </li>
        ))}
      </ul>
      {link !== null && LOOPBACK.test(link) && (
        <p className="note">
          This is this computer's own address. Somebody else opens the file, or runs Glass Table at the same port.
        </p>
      )}
    </Dialog>
  );
}

function LinkLength({
  length,
  safeLength,
  onDownload,
}: {
  length: number;
  safeLength: number;
  onDownload: () => void;
}) {
  const tooLong = length > safeLength;
  const words = `${counted(length)} characters`;
  return (
    <>
      <LimitMeter label={`Link length, ${words} of ${counted(safeLength)}`} value={length} max={safeLength} />
      <div className="meter-row">
        <span className={tooLong ? "t1 b" : undefined}>{words}</span>
        <span>{tooLong ? "too long for some chat apps" : `${counted(safeLength)} always works`}</span>
      </div>
      {tooLong && (
        <p>
          A file carries it safely.{" "}
          <button type="button" className="lnk" onClick={onDownload}>
            Download file
          </button>
        </p>
      )}
    </>
  );
}
