// What can be done with the chosen request of the list: sent once more as it was, or taken into the form.

import type { CommandBody } from "../../engine/index.ts";
import { usePredictionOpen } from "../../parts/prediction-open.ts";
import { askFor } from "../../state/asked.ts";
import { drive, issue, refusalOf } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toast-store.ts";
import type { ChosenRequest as Chosen } from "./view.ts";

export function ChosenRequest({ chosen: { operation, region, input } }: { chosen: Chosen }) {
  const held = usePredictionOpen();
  if (input === null) return <span className="note">This {operation} is too long to be taken up again.</span>;
  const command: CommandBody & { kind: "request" } = { kind: "request", region, operation, input };
  return (
    <>
      <span className="grow" />
      <Button className="small" disabled={held} onClick={() => void sendAgain(command)}>
        Send again
      </Button>
      <Button className="small" look="ghost" onClick={() => askFor(command)}>
        Edit
      </Button>
    </>
  );
}

/** Now, and one step on, so that it can be watched. */
async function sendAgain(command: CommandBody): Promise<void> {
  const refusal = refusalOf(await issue(command));
  if (refusal === null) await drive({ kind: "step" });
  else showToast({ text: `${refusal.message} ${refusal.advice}`, icon: "state-denied" });
}
