// The engine failed (our bug): which step, and its details to copy. The last good picture stays behind it.

import { useSession } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { copyText } from "../../ui/copy-text.ts";

export function StepFailed() {
  const failure = useSession((s) => s.failure);
  if (failure === null) return null;
  const details = `${failure.message}\nstep ${failure.step}\n${failure.stack}`;
  return (
    <div className="tl-empty failed" role="alert">
      <b>Step {failure.step + 1} failed</b>
      <span>{failure.message}</span>
      <span className="tl-buttons">
        <Button className="small" onClick={() => void copyText(details)}>
          Copy details
        </Button>
      </span>
    </div>
  );
}
