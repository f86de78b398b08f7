// Every panel in its fixed states. A state is a real scenario at a step, run by the real engine, with a selection:
// nothing here is drawn from invented data. Panels bring their own list, `panels/<name>/gallery.ts`.

import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import type { Scenario } from "../engine/index.ts";
import { STATES as CODE_STATES } from "../panels/code/gallery.ts";
import { Compare } from "../panels/compare/Compare.tsx";
import { COMPARE_STATES } from "../panels/compare/gallery.ts";
import { CostTape } from "../panels/cost/CostTape.tsx";
import { COST_STATES } from "../panels/cost/gallery.ts";
import { Events } from "../panels/events/Events.tsx";
import { EVENTS_STATES } from "../panels/events/gallery.ts";
import { INSPECTOR_STATES } from "../panels/inspector/gallery.ts";
import { Inspector } from "../panels/inspector/Inspector.tsx";
import { ITEM_EDITOR_STATES, ITEMS_STATES } from "../panels/items/gallery.ts";
import { ItemEditor } from "../panels/items/ItemEditor.tsx";
import { Items } from "../panels/items/Items.tsx";
import { LESSON_STATES } from "../panels/lesson/gallery.tsx";
import { NARRATION_STATES } from "../panels/narration/gallery.ts";
import { Narration } from "../panels/narration/Narration.tsx";
import { STATES as OPERATION_STATES } from "../panels/operation/gallery.ts";
import { Operation } from "../panels/operation/Operation.tsx";
import { PARTIQL_STATES } from "../panels/partiql/gallery.ts";
import { PartiQL } from "../panels/partiql/PartiQL.tsx";
import { PAST_STATES } from "../panels/past/gallery.ts";
import { Past } from "../panels/past/Past.tsx";
import { REQUESTS_STATES } from "../panels/requests/gallery.ts";
import { Requests } from "../panels/requests/Requests.tsx";
import { STATES as SETUP_STATES } from "../panels/setup/gallery.ts";
import { Setup } from "../panels/setup/Setup.tsx";
import { STAGE_STATES } from "../panels/stage/gallery.ts";
import { Stage } from "../panels/stage/Stage.tsx";
import { STREAMS_STATES } from "../panels/streams/gallery.ts";
import { Streams } from "../panels/streams/Streams.tsx";
import { TIMELINE_STATES } from "../panels/timeline/gallery.ts";
import { Timeline } from "../panels/timeline/Timeline.tsx";
import { TRANSPORT_STATES } from "../panels/transport/gallery.ts";
import { Transport } from "../panels/transport/Transport.tsx";
import { type SelectionState, useSelection } from "../state/selection.ts";
import { useSession } from "../state/session.ts";
import { openSpecimen, type SpecimenMove } from "../state/workplace.ts";
import { useBusy } from "../ui/idle.ts";
import { PanelBoundary } from "./panel-boundary.tsx";
import type { Specimen } from "./specimen.ts";

/** One state of one panel. */
export interface PanelState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  /** What a person did next: stepped back, forked, compared. */
  readonly moves?: readonly SpecimenMove[];
  readonly selection?: Partial<SelectionState>;
  /** What a person picked or wrote in the panel itself; returns how to take it back. */
  readonly prepare?: () => () => void;
  /** CSS pixels; the panel's usual place when absent. */
  readonly width?: number;
  readonly height?: number;
}

interface PanelGallery {
  readonly group: string;
  /** The place a panel usually has, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly Panel: ComponentType;
  readonly states: readonly PanelState[];
}

/** Below this a panel is a bar. */
const BAR_HEIGHT_MAX = 100;
const COLUMN = { width: 324, height: 760 };
const CENTRE = { width: 768, height: 484 };
const DRAWER = { width: 768, height: 260 };

const Code = lazy(async () => ({ default: (await import("../panels/code/Code.tsx")).Code }));
const nothing = () => undefined;

/** Ids are unique in the whole gallery. */
function named(panel: string, states: readonly PanelState[]): readonly PanelState[] {
  return states.map((state) => (state.id.startsWith(panel) ? state : { ...state, id: `${panel}-${state.id}` }));
}

const PANELS: readonly PanelGallery[] = [
  { group: "Stage", ...CENTRE, Panel: Stage, states: STAGE_STATES },
  { group: "Timeline", ...DRAWER, Panel: Timeline, states: TIMELINE_STATES },
  { group: "Transport", width: 768, height: 56, Panel: Transport, states: TRANSPORT_STATES },
  { group: "Narration", width: 768, height: 44, Panel: Narration, states: NARRATION_STATES },
  { group: "Past", ...COLUMN, Panel: Past, states: PAST_STATES },
  { group: "Compare", ...COLUMN, Panel: Compare, states: COMPARE_STATES },
  { group: "Inspector", ...COLUMN, Panel: Inspector, states: INSPECTOR_STATES },
  { group: "Items", ...DRAWER, Panel: Items, states: ITEMS_STATES },
  { group: "Edit item", ...COLUMN, Panel: ItemEditor, states: ITEM_EDITOR_STATES },
  { group: "Requests", ...DRAWER, Panel: Requests, states: REQUESTS_STATES },
  { group: "Events", ...DRAWER, Panel: Events, states: EVENTS_STATES },
  { group: "Streams", ...COLUMN, Panel: Streams, states: STREAMS_STATES },
  { group: "Operation", width: 348, height: 780, Panel: Operation, states: named("operation", OPERATION_STATES) },
  { group: "PartiQL", width: 348, height: 780, Panel: PartiQL, states: PARTIQL_STATES },
  {
    group: "World",
    width: 348,
    height: 780,
    Panel: () => <Setup onDownload={nothing} onOwnFile={nothing} />,
    states: named("world", SETUP_STATES),
  },
  { group: "Code", width: 520, height: 780, Panel: Code, states: named("code", CODE_STATES) },
  ...LESSON_STATES.map((state) => ({ group: "Lesson", width: 348, height: 780, Panel: state.Panel, states: [state] })),
  { group: "Cost", width: 324, height: 300, Panel: CostTape, states: COST_STATES },
];

/** The world of each state, for the test that checks them. */
export const PANEL_WORLDS: readonly Pick<PanelState, "id" | "scenario">[] = PANELS.flatMap(({ states }) => states);

export const PANEL_SPECIMENS: readonly Specimen[] = PANELS.flatMap(({ group, width, height, Panel, states }) =>
  states.map((state) => ({
    id: state.id,
    group,
    title: state.title,
    node: (
      <PanelSpecimen
        Panel={Panel}
        state={state}
        width={state.width ?? width}
        height={state.height ?? height}
        grows={state.height === undefined && height < BAR_HEIGHT_MAX}
      />
    ),
  })),
);

/** A panel whose code is on its way. */
function Fetching() {
  useBusy(true);
  return null;
}

function PanelSpecimen({
  Panel,
  state,
  width,
  height,
  grows,
}: {
  Panel: ComponentType;
  state: PanelState;
  width: number;
  height: number;
  /** The panel takes what it needs: a bar that becomes two rows on a phone. */
  grows: boolean;
}) {
  const [ready, setReady] = useState(false);
  const frame = useSession((s) => s.frame);
  useEffect(() => {
    let current = true;
    useSelection.setState({ ...useSelection.getInitialState(), ...state.selection });
    const undo = state.prepare?.();
    void openSpecimen(state.scenario, state.step, state.moves).then(() => current && setReady(true));
    return () => {
      current = false;
      undo?.();
    };
  }, [state]);
  useBusy(!ready || frame === null);
  return (
    <div
      className="panel-specimen"
      style={{ width: `min(100%, ${width}px)`, minHeight: height, ...(grows ? {} : { height }) }}
    >
      <h2 className="vh">{state.title}</h2>
      <PanelBoundary name={state.title}>
        <Suspense fallback={<Fetching />}>{ready && <Panel />}</Suspense>
      </PanelBoundary>
    </div>
  );
}
