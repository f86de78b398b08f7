// Before a world with a history is replaced: what would be lost, and a way to keep it.

import { useSession } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { keepWorld, replaceWorld, useReplacement } from "./replace-store.ts";

export function ReplaceDialog({ onDownload }: { onDownload: () => void }) {
  const waiting = useReplacement((s) => s.waiting);
  const frame = useSession((s) => s.frame);
  if (waiting === null || frame === null) return null;
  const { scenarioName, commands, steps, branches } = frame;
  return (
    <Dialog
      title="Replace this world?"
      icon="globe"
      onClose={keepWorld}
      foot={
        <>
          <Button look="ghost" onClick={() => void replaceWorld()}>
            Replace it
          </Button>
          <span className="grow" />
          <Button icon="export" onClick={onDownload}>
            Download it first
          </Button>
          <Button look="ink" onClick={keepWorld}>
            Keep it
          </Button>
        </>
      }
    >
      <p>
        <b>{scenarioName}</b> has {counted(commands, "command")}, {counted(steps, "step")}
        {branches.length > 1 && ` and ${branches.length} branches`}. Opening <b>{waiting.name}</b> ends it, and there is
        no undo. A downloaded file opens again at the same step.
      </p>
    </Dialog>
  );
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
