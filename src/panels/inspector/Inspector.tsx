// What is selected, told in full: the followed item with its thread and every copy, or the facts about another mark.

import "../../parts/panel.css";
import "./inspector.css";
import { useState } from "react";
import { useHeld } from "../../parts/held.ts";
import { select, useSelection } from "../../state/selection.ts";
import { drive, useSession, useView } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { CopiesBlock } from "./CopiesBlock.tsx";
import { ItemHead } from "./ItemHead.tsx";
import { MarkFacts } from "./MarkFacts.tsx";
import { ReadNowBlock, SureBlock } from "./ReadNowBlock.tsx";
import { ThreadBlock } from "./ThreadBlock.tsx";
import type { InspectorView } from "./view.ts";

export function Inspector() {
  const mark = useSelection((selection) => selection.mark);
  const followed = useSelection((selection) => selection.followed);
  if (mark !== null && mark.kind !== "item")
    return <MarkFacts mark={mark} onBack={followed === null ? null : () => select(null)} />;
  const item = mark?.item ?? followed;
  if (item === null) {
    return (
      <div className="panel">
        <EmptyState title="Select anything on the stage">
          An item shows its whole life: the request, the log, every copy. A replica, a link or an event shows its own
          facts.
        </EmptyState>
      </div>
    );
  }
  return <ItemInspector key={`${item.table} ${item.label}`} table={item.table} label={item.label} />;
}

function ItemInspector({ table, label }: { table: string; label: string }) {
  const [request, setRequest] = useState<string | null>(null);
  const view = useHeld(useView<InspectorView>("inspector", { table, label, request }));
  if (view === undefined) return <div className="panel" />;
  return (
    <div className="panel inspector">
      <ItemHead view={view} />
      {view.exists === "later" || view.exists === "never" ? (
        <Missing view={view} />
      ) : (
        <Life view={view} request={request} onRequest={setRequest} />
      )}
    </div>
  );
}

function Life({
  view,
  request,
  onRequest,
}: {
  view: InspectorView;
  request: string | null;
  onRequest: (id: string | null) => void;
}) {
  const gate = useSelection((selection) => selection.gate);
  return (
    <>
      <ThreadBlock view={view} chosen={request} onChoose={onRequest} />
      <CopiesBlock view={view} />
      <ReadNowBlock view={view} veiled={gate !== null && gate.answer === null} />
      <SureBlock view={view} />
    </>
  );
}

/** The name is known, the item is not there: not yet, or not at all. */
function Missing({ view }: { view: InspectorView }) {
  const step = useSession((session) => session.frame?.step ?? view.step);
  if (view.firstStep === null) {
    return (
      <EmptyState title={`There is no item ${view.label}`}>
        No copy of {view.table} holds it at step {step}.
      </EmptyState>
    );
  }
  const first = view.firstStep;
  return (
    <EmptyState
      title={`${view.label} does not exist at step ${step}`}
      action={<Button onClick={() => void drive({ kind: "seek", step: first })}>Go to {first}</Button>}
    >
      First written at step {first}.
    </EmptyState>
  );
}
