// The World panel: what a new world begins with, built on request; and worlds to start from. It never changes the
// world that is open: it opens another in its place.

import "./setup.css";
import { useState } from "react";
import { useHeld } from "../../parts/held.ts";
import { useSession, useView } from "../../state/session.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextField } from "../../ui/field.tsx";
import { useBusy } from "../../ui/idle.ts";
import type { RequestCheck } from "../request-check.ts";
import { IndexSection } from "./IndexSection.tsx";
import { PlaceSection } from "./PlaceSection.tsx";
import { ReplaceDialog } from "./ReplaceDialog.tsx";
import { hasHistory, openNewWorld } from "./replace-store.ts";
import { StarterList } from "./Starters.tsx";
import { StreamSection } from "./StreamSection.tsx";
import { TableSection } from "./TableSection.tsx";
import type { SetupView } from "./view.ts";
import { createTableOf, FIRST_PLAN, scenarioOf, seedFault, type WorldPlan } from "./world-plan.ts";

export interface SetupProps {
  /** Keeps the open world as a file, before another takes its place. */
  onDownload: () => void;
  onOwnFile: () => void;
}

export function Setup({ onDownload, onOwnFile }: SetupProps) {
  const frame = useSession((s) => s.frame);
  const view = useHeld(useView<SetupView | null>("setup", null));
  useBusy(frame !== null && view === undefined);
  if (frame === null || view === undefined) return null;
  if (frame.lesson !== null)
    return (
      <section className="panel setup" aria-label="World">
        <EmptyState
          title="The lesson sets this world up"
          action={<ButtonLink href="#/sandbox">Go to the sandbox</ButtonLink>}
        >
          In the sandbox you build a world of your own: table, index, stream, Regions, seed.
        </EmptyState>
      </section>
    );
  const start: WorldPlan = { ...FIRST_PLAN, ...view, name: frame.scenarioName, seed: String(frame.seed) };
  // Another world is another form: what was typed for the one before is not carried over.
  return (
    <section className="panel setup" aria-label="World">
      <PlanForm key={JSON.stringify(start)} start={start} replaces={hasHistory(frame)} />
      <StarterList onOwnFile={onOwnFile} />
      <ReplaceDialog onDownload={onDownload} />
    </section>
  );
}

function PlanForm({ start, replaces }: { start: WorldPlan; replaces: boolean }) {
  const [plan, setPlan] = useState(start);
  const change = (next: Partial<WorldPlan>) => setPlan({ ...plan, ...next });
  const fault = useTableFault(plan);
  const seed = seedFault(plan.seed);
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null && seed === null) void openNewWorld(scenarioOf(plan));
      }}
    >
      <TextField
        label="Name of the world"
        value={plan.name}
        maxLength={120}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TableSection plan={plan} onChange={change} />
      <IndexSection index={plan.index} onChange={(index) => change({ index })} />
      <StreamSection plan={plan} onChange={change} />
      <PlaceSection plan={plan} seedFault={seed} onChange={change} />
      {fault !== null && (
        <p className="field-error" role="status">
          {fault}
        </p>
      )}
      <div className="setup-build">
        <Button type="submit" look="ink" iconAfter="arrow-right" disabled={fault !== null || seed !== null}>
          Build this world
        </Button>
        <p className="setup-note">
          {replaces ? "You are asked before the open world is replaced. " : ""}The new one begins without items.
        </p>
      </div>
    </form>
  );
}

/** The service's own word on the table. That one of this name stands already does not matter: it goes. */
function useTableFault(plan: WorldPlan): string | null {
  const check = useHeld(
    useView<RequestCheck>("requestCheck", {
      region: plan.regions[0],
      operation: "CreateTable",
      input: createTableOf(plan),
    }),
  );
  useBusy(check === undefined);
  const error = check?.error ?? null;
  return error === null || error.name === "ResourceInUseException" ? null : error.message;
}
