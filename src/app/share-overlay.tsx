// Share the open moment: the link is written by the engine, copied by the person. The same dialog downloads the file.

import { useEffect, useState } from "react";
import { call, useSession } from "../state/session.ts";
import { viewHints } from "../state/view-hints.ts";
import { copyText } from "../ui/copy-text.ts";
import { showToast } from "../ui/toast-store.ts";
import { ShareDialog } from "./dialogs/share-dialog.tsx";
import { downloadText, fileNameOf } from "./download.ts";
import { counted } from "./words.ts";

/** Characters that chat programs and mail are known to carry. */
const SAFE_LENGTH = 2000;

type Moment = "here" | "start";

export function ShareOverlay({ onClose }: { onClose: () => void }) {
  const [moment, setMoment] = useState<Moment>("here");
  const frame = useSession((s) => s.frame);
  const link = useLink(moment);
  return (
    <ShareDialog<Moment>
      moments={[
        { value: "here", label: `step ${counted(frame?.step ?? 0)}, exactly here` },
        { value: "start", label: "the start" },
      ]}
      moment={moment}
      onMoment={setMoment}
      link={link}
      safeLength={SAFE_LENGTH}
      carries={[
        `Seed ${frame?.seed ?? 0}, world, ${commandsOf(frame?.commands ?? 0)}`,
        "Your code",
        "Open panels and the followed item",
      ]}
      leavesOut={["Lesson progress stays with you"]}
      onCopy={(text) => void copyLink(text, frame?.step ?? 0)}
      onDownload={() => void downloadScenario()}
      onClose={onClose}
    />
  );
}

/** Offers the open scenario as a file. */
export async function downloadScenario(): Promise<void> {
  const reply = await call({ type: "export", as: "file", view: viewHints() });
  if (!reply.ok) {
    showToast({ text: `${reply.refusal.message} ${reply.refusal.advice}`, icon: "state-denied" });
    return;
  }
  downloadText(fileNameOf(useSession.getState().frame?.scenarioName ?? "world"), reply.value as string);
}

function useLink(moment: Moment): string | null {
  const step = useSession((s) => s.frame?.step);
  const branch = useSession((s) => s.frame?.branch);
  const [link, setLink] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link names the step and the branch it was made at
  useEffect(() => {
    let current = true;
    setLink(null);
    void call({ type: "export", as: "link", at: moment, view: viewHints() }).then((reply) => {
      if (current && reply.ok) setLink(`${location.origin}${location.pathname}#${reply.value as string}`);
    });
    return () => {
      current = false;
    };
  }, [moment, step, branch]);
  return link;
}

async function copyLink(text: string, step: number): Promise<void> {
  const copied = await copyText(text);
  showToast(
    copied
      ? { text: `Link copied, opens at step ${counted(step)}`, icon: "check" }
      : { text: "The browser did not allow copying. Select the link and copy it.", icon: "state-denied" },
  );
}

function commandsOf(count: number): string {
  return `${counted(count)} command${count === 1 ? "" : "s"}`;
}
