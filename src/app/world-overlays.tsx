// What lies over a world when something out of the ordinary happened: a link that cannot be read, an engine that was
// started again, a world that comes out differently here. Each says what happened, and what to do.

import { ENGINE_VERSION } from "../engine/index.ts";
import { drive, useSession } from "../state/session.ts";
import { dismissRestart, openAgain, openScenario, stopOpening, useWorkplace } from "../state/workplace.ts";
import { copyText } from "../ui/copy-text.ts";
import { showToast } from "../ui/toast-store.ts";
import { NOT_FETCHED, type Refusal, STOPPED } from "../worker/protocol.ts";
import { EngineRestartedDialog } from "./dialogs/engine-restarted-dialog.tsx";
import { LinkDamagedDialog } from "./dialogs/link-damaged-dialog.tsx";
import { StandstillDialog } from "./dialogs/standstill-dialog.tsx";
import { OlderEngineDialog, TooNewDialog } from "./dialogs/version-dialog.tsx";
import { WorldOpeningDialog } from "./dialogs/world-opening-dialog.tsx";
import { downloadText, fileNameOf } from "./download.ts";
import { HOME_HREF, SANDBOX_HREF } from "./routes.ts";
import { engineGone } from "./words.ts";

/** Pieces of packed items that take so long to read that it is worth a word. */
const LARGE = 20;

export function WorldOverlays() {
  const { phase, refusal, unreadable, restart, differs, reading } = useWorkplace();
  if (restart !== null) return <Restarted />;
  if (phase === "refused" && refusal !== null) {
    if (refusal.kind === NOT_FETCHED || refusal.kind === STOPPED) return <NotFetched refusal={refusal} />;
    return refusal.kind === "too-new" && unreadable === null ? <TooNew /> : <Damaged />;
  }
  if (phase === "starting" && reading !== null && reading.total >= LARGE)
    return <WorldOpeningDialog {...reading} onCancel={stopOpening} />;
  if (differs !== null) return <Differs />;
  return null;
}

function Damaged() {
  const refusal = useWorkplace((s) => s.refusal);
  const unreadable = useWorkplace((s) => s.unreadable);
  if (refusal === null) return null;
  const found = refusal.found ?? [];
  const recovered = refusal.recovered ?? null;
  return (
    <LinkDamagedDialog
      explanation={`${refusal.message} ${refusal.advice}${unreadable === null ? "" : " It stays as it is until you begin anew."}`}
      read={found.filter((f) => f.ok).map((f) => f.what)}
      lost={found.filter((f) => !f.ok).map((f) => f.what)}
      details={refusal.details ?? refusal.kind}
      {...(recovered === null ? {} : { onOpenRead: () => void openScenario(recovered, "step") })}
      {...(unreadable === null
        ? { what: "link", onLeave: goToSandbox, leaveLabel: "Open the sandbox" }
        : {
            what: "saved work",
            onLeave: () => void unreadable.beginAnew(),
            leaveLabel: "Begin anew",
            onDownload: () => downloadText(fileNameOf("saved work"), JSON.stringify(unreadable.scenario)),
          })}
    />
  );
}

function NotFetched({ refusal }: { refusal: Refusal }) {
  return (
    <StandstillDialog
      title={refusal.kind === STOPPED ? "This world was not opened" : "This world cannot be opened yet"}
      explanation={`${refusal.message} ${refusal.advice}`}
      onCopyDetails={() => void copyDetails(refusal.details ?? refusal.kind)}
      againLabel="Try again"
      onAgain={() => void openAgain()}
      onLeave={() => location.assign(HOME_HREF)}
    />
  );
}

function TooNew() {
  const details = useWorkplace((s) => s.refusal?.details ?? "");
  // "link format 7; this page reads up to 1"
  const [version = 2, newestKnown = 1] = (details.match(/\d+/g) ?? []).map(Number);
  return (
    <TooNewDialog
      version={version}
      newestKnown={newestKnown}
      what="link"
      onReload={() => location.reload()}
      onLeave={goToSandbox}
      leaveLabel="Open the sandbox"
    />
  );
}

function Restarted() {
  const restart = useWorkplace((s) => s.restart);
  const frame = useSession((s) => s.frame);
  if (restart === null) return null;
  if (restart.gaveUp)
    return (
      <StandstillDialog
        title="The engine does not start"
        explanation={engineGone(sentenceOf(restart.cause))}
        onCopyDetails={() => void copyDetails(restart.details)}
        againLabel="Load the page again"
        onAgain={() => location.reload()}
      />
    );
  return (
    <EngineRestartedDialog
      cause={sentenceOf(restart.cause)}
      replayedSteps={restart.done ? restart.step : (frame?.busy?.done ?? 0)}
      totalSteps={restart.step}
      onCopyDetails={() => void copyDetails(restart.details)}
      {...(restart.done ? { onStayPaused: dismissRestart, onContinue: continueRun } : {})}
    />
  );
}

function Differs() {
  const step = useSession((s) => s.frame?.step ?? 0);
  const differs = useWorkplace((s) => s.differs);
  if (differs === null) return null;
  return (
    <OlderEngineDialog
      recordedWith={differs.engine}
      current={ENGINE_VERSION}
      step={step}
      asRecorded={`world ${differs.recorded.slice(0, 12)}`}
      rerun={`world ${differs.here.slice(0, 12)}`}
      onRerun={() => useWorkplace.setState({ differs: null })}
    />
  );
}

async function copyDetails(details: string): Promise<void> {
  const copied = await copyText(details);
  showToast({
    text: copied ? "Details copied" : "The browser did not allow copying",
    icon: copied ? "check" : "state-denied",
  });
}

function continueRun(): void {
  dismissRestart();
  void drive({ kind: "play", speed: 0.01 });
}

function goToSandbox(): void {
  location.assign(SANDBOX_HREF);
}

function sentenceOf(cause: string): string {
  const text = cause.slice(0, 1).toUpperCase() + cause.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
