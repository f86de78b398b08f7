// A world on the screen: fills the workspace shell with the panels, and connects what they share (place, shortcuts,
// palette, overlays). Panels are lazy where they are heavy; none knows another.

import { lazy, Suspense, useEffect, useMemo } from "react";
import { Compare } from "../panels/compare/Compare.tsx";
import { CostTape } from "../panels/cost/CostTape.tsx";
import { Events } from "../panels/events/Events.tsx";
import { Inspector } from "../panels/inspector/Inspector.tsx";
import { ItemEditor } from "../panels/items/ItemEditor.tsx";
import { Items } from "../panels/items/Items.tsx";
import { Lesson } from "../panels/lesson/Lesson.tsx";
import { Narration } from "../panels/narration/Narration.tsx";
import { Operation } from "../panels/operation/Operation.tsx";
import { PartiQL } from "../panels/partiql/PartiQL.tsx";
import { Past } from "../panels/past/Past.tsx";
import { Requests } from "../panels/requests/Requests.tsx";
import { Setup } from "../panels/setup/Setup.tsx";
import { Starters } from "../panels/setup/Starters.tsx";
import { ComparedStages } from "../panels/stage/ComparedStages.tsx";
import { Stage } from "../panels/stage/Stage.tsx";
import { StageBar } from "../panels/stage/StageBar.tsx";
import { StageMenu } from "../panels/stage/StageMenu.tsx";
import { Streams } from "../panels/streams/Streams.tsx";
import { Timeline } from "../panels/timeline/Timeline.tsx";
import { TimelineTools } from "../panels/timeline/TimelineTools.tsx";
import { Transport } from "../panels/transport/Transport.tsx";
import { askFor, useAsked } from "../state/asked.ts";
import { useLessonParts } from "../state/lesson-run.ts";
import { findEndpoint, useSdkTraffic } from "../state/sdk-traffic.ts";
import { useSelection } from "../state/selection.ts";
import { useSession } from "../state/session.ts";
import { applyViewHints } from "../state/view-hints.ts";
import { useWorkplace, writeHere } from "../state/workplace.ts";
import { useBusy } from "../ui/idle.ts";
import type { WorldRoute } from "./app.tsx";
import { showOverlay } from "./overlay-store.ts";
import { openInSandbox, openRoute } from "./places.ts";
import { useOnline, useUpdate } from "./service-worker.ts";
import { downloadScenario } from "./share-overlay.tsx";
import { TopBar } from "./top-bar.tsx";
import { TwoTabsBanner } from "./two-tabs-banner.tsx";
import { changeLayout, openPanel } from "./workspace-layout.ts";
import { WorkspaceShell } from "./workspace-shell.tsx";
import type { PanelTab, WorkspaceSlots } from "./workspace-slots.ts";
import { WorldOverlays } from "./world-overlays.tsx";
import { useWorldPalette } from "./world-palette.tsx";
import { useWorldShortcuts } from "./world-shortcuts.ts";

const Code = lazy(async () => ({ default: (await import("../panels/code/Code.tsx")).Code }));

export function WorkspacePage({ route }: { route: WorldRoute }) {
  const address = JSON.stringify(route);
  const phase = useWorkplace((s) => s.phase);
  const view = useWorkplace((s) => s.view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `address` is the route by value
  useEffect(() => void openRoute(route), [address]);
  useEffect(() => applyViewHints(view), [view]);
  useBusy(phase === "starting");
  useWorldShortcuts();
  useWorldPalette();
  useAskedPanel(address);
  useLessonPanel(route, address);
  const comparing = useSession((s) => (s.frame?.comparing ?? null) !== null);
  // Two runs beside each other: what differs is said beside them.
  useEffect(() => {
    if (comparing) changeLayout({ right: COMPARE.id });
  }, [comparing]);
  const slots = useMemo(() => slotsOf(route, comparing), [route, comparing]);
  return (
    <>
      <WorkspaceShell top={<Top route={route} />} banner={<Following />} slots={slots} />
      <WorldOverlays />
    </>
  );
}

/** Opens the panel that takes up what another one asks for; in another place nobody asks for it any more. */
function useAskedPanel(address: string): void {
  const kind = useAsked((s) => s.asked?.kind);
  useEffect(() => {
    if (kind !== undefined) openPanel("left", kind === "run" ? "code" : "operation");
  }, [kind]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place
  useEffect(() => () => askFor(null), [address]);
}

/** The address the page was loaded with. */
const loadedAt = location.hash;

/** A lesson that is opened shows its text first. Loaded again, the tab that was open is; over the stage on a tablet. */
function useLessonPanel({ page }: WorldRoute, address: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every lesson that is opened
  useEffect(() => {
    if (page !== "lesson") return;
    if (location.hash === loadedAt) changeLayout({ leftOver: true });
    else openPanel("left", LESSON.id);
  }, [page, address]);
}

function slotsOf(route: WorldRoute, comparing: boolean): WorkspaceSlots {
  return {
    leftTabs: [...(route.page === "lesson" ? [LESSON] : []), ...LEFT],
    rightTabs: comparing ? [COMPARE, ...RIGHT] : RIGHT,
    stageBar: <StageBar onLegend={() => showOverlay("legend")} />,
    stageMenu: <StageMenu onLegend={() => showOverlay("legend")} />,
    stage: comparing ? <ComparedStages /> : <Stage start={WAYS_TO_START} />,
    narration: <Narration />,
    timeline: drawer(comparing),
    transport: <Transport />,
    tape: <CostTape />,
  };
}

const WAYS_TO_START = {
  onSetup: () => openPanel("left", "setup"),
  onForm: () => openPanel("left", "operation"),
};

const LESSON: PanelTab = {
  id: "lesson",
  label: "Lesson",
  icon: "book",
  node: <Lesson onOpenSandbox={openInSandbox} />,
};

const LEFT: readonly PanelTab[] = [
  { id: "operation", label: "Operation", icon: "cube", node: <Operation /> },
  {
    id: "code",
    label: "Code",
    icon: "terminal",
    sizeWanted: 520,
    node: (
      <Suspense fallback={<Loading />}>
        <Code />
      </Suspense>
    ),
  },
  { id: "partiql", label: "PartiQL", icon: "search", node: <PartiQL /> },
  { id: "past", label: "Past", icon: "undo", node: <Past /> },
  {
    id: "setup",
    label: "World",
    icon: "globe",
    node: <Setup onDownload={() => void downloadScenario()} onOwnFile={() => showOverlay("open-file")} />,
  },
];

const RIGHT: readonly PanelTab[] = [
  { id: "inspector", label: "Inspector", icon: "search", node: <InspectorOrStart /> },
  { id: "item", label: "Edit item", icon: "table", node: <ItemEditor /> },
  { id: "streams", label: "Streams", icon: "layers", node: <Streams /> },
];

const COMPARE: PanelTab = { id: "compare", label: "Compare", icon: "compare", node: <Compare /> };

/** Two runs on one axis take the greater part of the height (VISUAL §5). */
const COMPARE_HEIGHT = 480;

const drawer = (comparing: boolean): readonly PanelTab[] => [
  {
    id: "timeline",
    label: "Timeline",
    icon: "clock",
    node: <Timeline />,
    tools: <TimelineTools />,
    ...(comparing ? { sizeWanted: COMPARE_HEIGHT } : {}),
  },
  {
    id: "items",
    label: "Items",
    icon: "table",
    node: <Items onEdit={() => openPanel("right", "item")} />,
    sizeWanted: 300,
  },
  { id: "requests", label: "Requests", icon: "arrow-right", node: <Requests /> },
  { id: "events", label: "Events", icon: "menu", node: <Events /> },
];

/** An untouched sandbox offers worlds to start from where nothing is to be inspected yet. */
function InspectorOrStart() {
  const untouched = useSession((s) => s.frame !== null && s.frame.lesson === null && s.frame.commands === 0);
  const picked = useSelection((s) => s.followed !== null || s.mark !== null);
  if (!untouched || picked) return <Inspector />;
  return (
    <>
      <Inspector />
      <Starters onDownload={() => void downloadScenario()} onOwnFile={() => showOverlay("open-file")} />
    </>
  );
}

function Top({ route }: { route: WorldRoute }) {
  const online = useOnline();
  const update = useUpdate();
  const kept = useWorkplace((s) => s.kept);
  const isRefused = useWorkplace((s) => s.phase === "refused");
  const name = useSession((s) => s.frame?.scenarioName ?? "");
  const parts = useLessonParts();
  const traffic = useSdkTraffic();
  useEffect(() => void findEndpoint(), []);
  const hasEndpoint = traffic.phase !== "unknown" && traffic.phase !== "absent";
  const note = kept ? "saved in this browser" : "not kept: this browser allows no storage";
  return (
    <TopBar
      place={route.page === "lesson" ? "Course" : route.page === "link" ? "Shared link" : "Sandbox"}
      title={name}
      {...(route.page === "lesson" && parts !== null ? { parts } : {})}
      // What cannot be opened is not worked on, so nothing of it is being saved.
      {...(isRefused ? {} : { note })}
      status={{
        online,
        outsideRequests: traffic.phase === "on" ? traffic.count : undefined,
        endpointLost: traffic.phase === "lost",
        onReload: update.ready ? update.reload : undefined,
      }}
      onSearch={() => showOverlay("palette")}
      onShare={() => showOverlay("share")}
      onExport={() => void downloadScenario()}
      onSdkTraffic={hasEndpoint ? () => showOverlay("sdk-traffic") : undefined}
      onKeyboard={() => showOverlay("keyboard")}
      onLegend={() => showOverlay("legend")}
    />
  );
}

function Following() {
  const following = useWorkplace((s) => s.following);
  return following ? <TwoTabsBanner onWriteHere={() => void writeHere()} /> : null;
}

function Loading() {
  useBusy(true);
  return null;
}
