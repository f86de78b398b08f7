// Every dialog of the page in its fixed states, one address each. What they say here is an example; in the page it
// comes from the world that is open.

import type { ReactNode } from "react";
import type { OutsideCall, SdkTrafficPhase } from "../state/sdk-traffic.ts";
import { Button } from "../ui/button.tsx";
import { CodeStopped } from "../ui/code-stopped.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { EngineRestartedDialog } from "./dialogs/engine-restarted-dialog.tsx";
import { KeyboardDialog } from "./dialogs/keyboard-dialog.tsx";
import { LegendDialog } from "./dialogs/legend-dialog.tsx";
import { LinkDamagedDialog } from "./dialogs/link-damaged-dialog.tsx";
import { type FileReading, OpenFileDialog } from "./dialogs/open-file-dialog.tsx";
import { SdkTrafficDialog } from "./dialogs/sdk-traffic-dialog.tsx";
import { ShareDialog } from "./dialogs/share-dialog.tsx";
import { StandstillDialog } from "./dialogs/standstill-dialog.tsx";
import { OlderEngineDialog, TooNewDialog } from "./dialogs/version-dialog.tsx";
import { WorldOpeningDialog } from "./dialogs/world-opening-dialog.tsx";
import { PALETTE_EXAMPLES } from "./palette-examples.tsx";
import { PanelStopped } from "./panel-boundary.tsx";
import { SHORTCUTS } from "./shortcuts.ts";
import type { Specimen } from "./specimen.ts";
import { StatusBadges } from "./status-badges.tsx";
import { TwoTabsBanner } from "./two-tabs-banner.tsx";
import { engineGone } from "./words.ts";

const nothing = () => undefined;
const MAX_FILE_BYTES = 10_000_000;

const DIALOGS: Readonly<Record<string, readonly [title: string, node: ReactNode]>> = {
  palette: ["Command palette", <CommandPalette key="palette" entries={PALETTE_EXAMPLES} onClose={nothing} />],
  keyboard: [
    "Keyboard map",
    <KeyboardDialog
      key="keyboard"
      shortcuts={SHORTCUTS}
      singleKeys
      onSingleKeys={nothing}
      isMac={false}
      onClose={nothing}
    />,
  ],
  legend: [
    "Legend",
    <LegendDialog
      key="legend"
      marks={["item", "request", "response", "copy", "record", "entry", "tick"]}
      states={["committed", "inflight", "stale", "conflict", "denied"]}
      places={["leader", "applied", "wedge"]}
      own={["candidate", "prediction", "playhead", "difference", "fork"]}
      onClose={nothing}
    />,
  ],
  share: ["Share", <ShareExample key="share" link={`https://glass-table.example/#1.${"eJyNUk1v".repeat(150)}`} />],
  "sdk-traffic": ["SDK traffic, switched off", <SdkTrafficExample key="sdk-off" phase="off" count={0} />],
  "sdk-traffic-on": ["SDK traffic, requests come", <SdkTrafficExample key="sdk-on" phase="on" count={128} />],
  "sdk-traffic-lost": ["SDK traffic, endpoint gone", <SdkTrafficExample key="sdk-lost" phase="lost" count={128} />],
  "share-long": [
    "Share, link too long",
    <ShareExample key="long" link={`https://glass-table.example/#1.${"eJyNUk1v".repeat(1170)}`} />,
  ],
  "link-damaged": [
    "Link damaged",
    <LinkDamagedDialog
      key="damaged"
      what="link"
      explanation="The last part is missing, often because a chat app cut it. 11 of 14 commands could be read."
      read={["World and seed 4217", "Commands 1 to 11, up to step 29"]}
      lost={["Commands 12 to 14 and the code"]}
      details="inflate ended at byte 702 of 963"
      onOpenRead={nothing}
      onLeave={nothing}
      leaveLabel="Start empty"
    />,
  ],
  "link-unreadable": [
    "Link unreadable",
    <LinkDamagedDialog
      key="unreadable"
      what="link"
      explanation="It would unpack to more than this page reads from a link, so it was not unpacked."
      read={[]}
      lost={["The whole link"]}
      details="inflate stopped at 4,000,000 bytes"
      onLeave={nothing}
      leaveLabel="Back to my world"
    />,
  ],
  "saved-unreadable": [
    "Saved work unreadable",
    <LinkDamagedDialog
      key="saved"
      what="saved work"
      explanation="What this browser kept of this place names a table that cannot be set up. It stays as it is until you begin anew."
      read={["World and seed 4217"]}
      lost={["The set-up"]}
      details="config.tables[0].create: TableName is missing"
      onDownload={nothing}
      onLeave={nothing}
      leaveLabel="Begin anew"
    />,
  ],
  "older-engine": [
    "Older engine",
    <OlderEngineDialog
      key="older"
      recordedWith="1.4"
      current="1.7"
      step={52}
      asRecorded="eu-west-1 answers at 3.002 s"
      rerun="eu-west-1 answers at 2.914 s"
      onRerun={nothing}
      onViewRecorded={nothing}
    />,
  ],
  "too-new": [
    "Too new",
    <TooNewDialog
      key="new"
      what="link"
      version={3}
      newestKnown={1}
      onReload={nothing}
      onLeave={nothing}
      leaveLabel="Back to my world"
    />,
  ],
  "engine-restarted": ["Engine restarted", <RestartExample key="restarted" isBack />],
  "engine-restarting": ["Engine restarting", <RestartExample key="restarting" isBack={false} />],
  "engine-gone": [
    "Engine gone",
    <StandstillDialog
      key="gone"
      title="The engine does not start"
      explanation={engineGone("The engine's Worker stopped.")}
      onCopyDetails={nothing}
      againLabel="Load the page again"
      onAgain={nothing}
    />,
  ],
  "not-fetched": [
    "Not fetched",
    <StandstillDialog
      key="not-fetched"
      title="This world cannot be opened yet"
      explanation="A part of Glass Table could not be fetched. Nothing was lost. Look at the connection and try again."
      onCopyDetails={nothing}
      againLabel="Try again"
      onAgain={nothing}
      onLeave={nothing}
    />,
  ],
  "world-opening": [
    "A large world is being opened",
    <WorldOpeningDialog key="world-opening" done={96} total={250} onCancel={nothing} />,
  ],
  "open-file": ["Open a file", <FileExample key="file" reading={{ state: "none" }} />],
  "open-file-refused": [
    "File refused",
    <FileExample
      key="refused"
      reading={{
        state: "refused",
        name: "players.json",
        reason: "It is JSON, but not a scenario: it has no seed.",
        advice: "Files made with Download file open here.",
      }}
    />,
  ],
  "open-file-ready": [
    "File read",
    <FileExample
      key="ready"
      reading={{
        state: "ready",
        name: "two-regions.json",
        sizeBytes: 18_204,
        found: ["World with two Regions, seed 4217", "31 commands", "Code, 2 files"],
        lost: [],
      }}
    />,
  ],
};

export const DIALOG_SPECIMENS: readonly Specimen[] = [
  ...Object.entries(DIALOGS).map(([id, [title, node]]) => ({ id, title, group: "Dialogs", node })),
  { id: "small-states", title: "Banners, badges and stops", group: "Dialogs", node: <SmallStates /> },
];

function ShareExample({ link }: { link: string }) {
  return (
    <ShareDialog
      moments={[
        { value: "here", label: "step 41, exactly here" },
        { value: "start", label: "the start" },
      ]}
      moment="here"
      onMoment={nothing}
      link={link}
      safeLength={2000}
      carries={["Seed 4217, world, 14 commands", "Your code, 3 files", "Open panels and the followed item"]}
      leavesOut={["Lesson progress stays with you"]}
      onCopy={nothing}
      onDownload={nothing}
      onClose={nothing}
    />
  );
}

function RestartExample({ isBack }: { isBack: boolean }) {
  return (
    <EngineRestartedDialog
      cause="Step 1,204 used more memory than the tab may have."
      replayedSteps={isBack ? 1203 : 640}
      totalSteps={1203}
      onCopyDetails={nothing}
      onStayPaused={isBack ? nothing : undefined}
      onContinue={isBack ? nothing : undefined}
    />
  );
}

function FileExample({ reading }: { reading: FileReading }) {
  return (
    <OpenFileDialog reading={reading} maxBytes={MAX_FILE_BYTES} onFile={nothing} onOpen={nothing} onClose={nothing} />
  );
}

function SmallStates() {
  return (
    <div className="small-states">
      <TwoTabsBanner onWriteHere={nothing} />
      <div className="row">
        <StatusBadges online={false} />
      </div>
      <div className="row">
        <StatusBadges online outsideRequests={128} />
      </div>
      <div className="row">
        <StatusBadges online endpointLost />
      </div>
      <div className="row">
        <StatusBadges online onReload={nothing} running />
      </div>
      <div className="row">
        <StatusBadges online onReload={nothing} />
      </div>
      <CodeStopped
        title="Stopped: this loop never ends"
        ways={
          <>
            <Button>Go to request 10,000</Button>
            <Button>Allow 10,000 more</Button>
          </>
        }
      >
        Line 13 ran 10,000 requests and <code>page</code> was never undefined. Return <code>LastEvaluatedKey</code> from{" "}
        <code>scan</code>, so the loop can see it is absent.
      </CodeStopped>
      <div className="card">
        <PanelStopped
          name="inspector"
          message="A record was read that is not there."
          details="inspector: a record was read that is not there"
          onRetry={nothing}
        />
      </div>
    </div>
  );
}

const OUTSIDE_CALLS: readonly OutsideCall[] = [
  { id: 128, operation: "Query", region: "us-east-1", input: {}, status: null, error: null },
  { id: 127, operation: "PutItem", region: "us-east-1", input: {}, status: 200, error: null },
  {
    id: 126,
    operation: "UpdateItem",
    region: "us-east-1",
    input: {},
    status: 400,
    error: "ConditionalCheckFailedException",
  },
];

function SdkTrafficExample({ phase, count }: { phase: SdkTrafficPhase; count: number }) {
  return (
    <SdkTrafficDialog
      phase={phase}
      address="http://127.0.0.1:4173"
      regions={["us-east-1", "eu-west-1"]}
      pace="at-once"
      count={count}
      recent={count === 0 ? [] : OUTSIDE_CALLS}
      onSwitch={nothing}
      onPace={nothing}
      onClose={nothing}
    />
  );
}
