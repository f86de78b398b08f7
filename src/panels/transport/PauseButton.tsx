// "Pause when…": opens the dialog, and says how many conditions are on.

import { lazy, Suspense, useState } from "react";
import { useShortcuts } from "../../app/shortcut-handlers.ts";
import { usePace } from "../../state/pace.ts";
import { Button } from "../../ui/button.tsx";

const PauseDialog = lazy(async () => ({ default: (await import("./PauseDialog.tsx")).PauseDialog }));

export function PauseButton({ short = false }: { short?: boolean }) {
  const count = usePace((s) => s.conditions.length);
  const [open, setOpen] = useState(false);
  useShortcuts({ "pause-when": () => setOpen(true) });
  return (
    <>
      <Button
        icon="flag"
        className="tp-pause"
        title="Pause when…"
        aria-label={count === 0 ? "Pause when…" : `Pause when, ${count} on`}
        onClick={() => setOpen(true)}
      >
        {!short && "Pause when…"}
        {count > 0 && <span className="tp-count">{count}</span>}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <PauseDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
