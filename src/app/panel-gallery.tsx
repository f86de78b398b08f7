// Every panel in its fixed states. A state is a real scenario at a step, run by the real engine, with a selection:
// nothing here is drawn from invented data. Panels bring their own list, `panels/<name>/gallery.ts`.

import { type ComponentType, Suspense, useEffect, useState } from "react";
import type { Scenario } from "../engine/index.ts";
import { type SelectionState, useSelection } from "../state/selection.ts";
import { useSession } from "../state/session.ts";
import { openSpecimen } from "../state/workplace.ts";
import { useBusy } from "../ui/idle.ts";
import { PanelBoundary } from "./panel-boundary.tsx";
import type { Specimen } from "./specimen.ts";

/** One state of one panel. */
export interface PanelState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly selection?: Partial<SelectionState>;
  /** CSS pixels; the panel's usual place when absent. */
  readonly width?: number;
  readonly height?: number;
}

interface PanelGallery {
  readonly group: string;
  readonly width: number;
  readonly height: number;
  readonly Panel: ComponentType;
  readonly states: readonly PanelState[];
}

const PANELS: readonly PanelGallery[] = [];

export const PANEL_SPECIMENS: readonly Specimen[] = PANELS.flatMap(({ group, width, height, Panel, states }) =>
  states.map((state) => ({
    id: `${group.toLowerCase()}-${state.id}`,
    group,
    title: state.title,
    node: <PanelSpecimen Panel={Panel} state={state} width={state.width ?? width} height={state.height ?? height} />,
  })),
);

function PanelSpecimen({ Panel, state, width, height }: { Panel: ComponentType; state: PanelState; width: number; height: number }) {
  const [ready, setReady] = useState(false);
  const frame = useSession((s) => s.frame);
  useEffect(() => {
    let current = true;
    useSelection.setState({ ...useSelection.getInitialState(), ...state.selection });
    void openSpecimen(state.scenario, state.step).then(() => current && setReady(true));
    return () => {
      current = false;
    };
  }, [state]);
  useBusy(!ready || frame === null);
  return (
    <div className="panel-specimen" style={{ width: `min(100%, ${width}px)`, height }}>
      <PanelBoundary name={state.title}>
        <Suspense fallback={null}>{ready && <Panel />}</Suspense>
      </PanelBoundary>
    </div>
  );
}

