// Sends the form, and says beforehand what the service would refuse. A wrong request may be sent all the same: its
// answer is worth seeing.

import { PREDICT_FIRST } from "../../parts/prediction-open.ts";
import { Button } from "../../ui/button.tsx";
import { Keys } from "../../ui/kbd.tsx";
import type { RequestCheck } from "../request-check.ts";
import { sendWords } from "./field-words.ts";
import type { OperationForm } from "./view.ts";

interface SendRowProps {
  form: OperationForm;
  check: RequestCheck | undefined;
  /** Something in the form cannot be written down as a request. */
  broken: boolean;
  /** The refusal's message stands at the field it speaks of. */
  atField: boolean;
  /** A prediction is open: time stands until it is locked in. */
  held: boolean;
  onSend: (run: boolean) => void;
  /** undefined: nothing was changed. */
  onReset: (() => void) | undefined;
}

export function SendRow({ form, check, broken, atField, held, onSend, onReset }: SendRowProps) {
  const error = check?.error ?? null;
  return (
    <div className="op-send">
      {held && <p className="op-note">{PREDICT_FIRST}</p>}
      {broken && <p className="field-error">One of the rows above is not a value yet.</p>}
      {error !== null && !broken && (
        <p className="op-refusal" role="status">
          <b>Would be refused now: {error.name}.</b> {!atField && error.message}
        </p>
      )}
      <div className="op-buttons">
        <Button look="ink" iconAfter="arrow-right" disabled={broken || held} onClick={() => onSend(false)}>
          {sendWords(form.name)}
        </Button>
        <Keys keys={["Ctrl", "Enter"]} />
        <span className="grow" />
        {onReset !== undefined && (
          <Button look="ghost" onClick={onReset}>
            Reset
          </Button>
        )}
      </div>
      <Button
        look="ghost"
        className="small op-run"
        icon="step-forward"
        disabled={broken || held}
        onClick={() => onSend(true)}
      >
        Send and run to the answer
      </Button>
    </div>
  );
}
