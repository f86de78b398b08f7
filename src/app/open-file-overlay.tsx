// Opens a scenario from a file: it is read and checked in the engine's Worker, and opened in the sandbox only when the
// person says so.

import { useEffect, useState } from "react";
import type { Scenario } from "../engine/index.ts";
import { readSource } from "../state/workplace.ts";
import { type FileReading, OpenFileDialog } from "./dialogs/open-file-dialog.tsx";
import { useOverlay } from "./overlay-store.ts";
import { openInSandbox } from "./places.ts";
import { counted } from "./words.ts";

const MAX_BYTES = 20 * 1024 * 1024;

export function OpenFileOverlay({ onClose }: { onClose: () => void }) {
  const [reading, setReading] = useState<FileReading>({ state: "none" });
  const [scenario, setScenario] = useState<Scenario | null>(null);
  const read = async (file: File): Promise<void> => {
    const { name, size } = file;
    if (size > MAX_BYTES) {
      setReading({
        state: "refused",
        name,
        reason: "The file is larger than 20 MB.",
        advice: "A scenario file is smaller: export it again, without the imported rows.",
      });
      return;
    }
    setReading({ state: "reading", name, sizeBytes: size });
    const reply = await readSource({ kind: "file", text: await file.text() });
    if (reply.ok) {
      const opened = reply.value as Scenario;
      setScenario(opened);
      setReading({ state: "ready", name, sizeBytes: size, found: foundIn(opened), lost: [] });
      return;
    }
    const { refusal } = reply;
    setScenario(refusal.recovered ?? null);
    if (refusal.recovered) {
      const found = refusal.found ?? [];
      setReading({
        state: "ready",
        name,
        sizeBytes: size,
        found: found.filter((f) => f.ok).map((f) => f.what),
        lost: found.filter((f) => !f.ok).map((f) => f.what),
      });
    } else setReading({ state: "refused", name, reason: refusal.message, advice: refusal.advice });
  };
  const dropped = useOverlay((state) => state.dropped);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each dropped file is read once
  useEffect(() => {
    if (dropped !== null) void read(dropped);
  }, [dropped]);
  return (
    <OpenFileDialog
      reading={reading}
      maxBytes={MAX_BYTES}
      onFile={(file) => void read(file)}
      onOpen={() => {
        if (scenario !== null) openInSandbox(scenario);
        onClose();
      }}
      onClose={onClose}
    />
  );
}

function foundIn(scenario: Scenario): string[] {
  return [
    `${scenario.name}, seed ${scenario.seed}`,
    `${counted(scenario.commands.length)} commands on ${counted(scenario.branches.length)} runs`,
    `opens at step ${counted(scenario.step)}`,
  ];
}
