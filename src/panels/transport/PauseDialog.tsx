// Conditions to pause at, as sentences with menus (VISUAL §12). Only what this world can do is offered.

import { type ReactNode, useState } from "react";
import { pauseWhen, usePace } from "../../state/pace.ts";
import { useView } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import type { PauseCondition } from "../../worker/protocol.ts";
import type { TransportView } from "./view.ts";

const ANY = "any item";
const WRITES = ["1", "2", "5", "10"] as const;

export function PauseDialog({ onClose }: { onClose: () => void }) {
  const world = useView<TransportView>("transport", null);
  const on = usePace((s) => s.conditions);
  const [index, setIndex] = useState(() => find(on, "index-behind")?.index ?? null);
  const [writes, setWrites] = useState<string>(() => String(find(on, "index-behind")?.writes ?? 2));
  const [label, setLabel] = useState(() => find(on, "stale-read")?.label ?? ANY);
  const [name, setName] = useState(() => find(on, "record-twice")?.functionName ?? null);
  if (world === undefined) return null;
  const chosenIndex = index ?? world.indexes[0] ?? null;
  const chosenName = name ?? world.functions[0] ?? null;
  /** Puts a condition in the place of the one of its kind, if it is on (or is to be on). */
  const change = (kind: PauseCondition["kind"], next: PauseCondition | null) =>
    pauseWhen([...on.filter((c) => c.kind !== kind), ...(next === null ? [] : [next])]);
  const isOn = (kind: PauseCondition["kind"]) => on.some((c) => c.kind === kind);
  const row = (condition: PauseCondition, words: ReactNode, name: string) => (
    <Row
      key={condition.kind}
      name={name}
      checked={isOn(condition.kind)}
      onChange={(checked) => change(condition.kind, checked ? condition : null)}
    >
      {words}
    </Row>
  );
  const again = (condition: PauseCondition) => isOn(condition.kind) && change(condition.kind, condition);
  const behind = (i: string, w: string): PauseCondition => ({ kind: "index-behind", index: i, writes: Number(w) });
  const stale = (l: string): PauseCondition => ({ kind: "stale-read", label: l === ANY ? null : l });
  return (
    <Dialog
      title="Pause when…"
      icon="flag"
      onClose={onClose}
      foot={
        <>
          <Button look="ghost" disabled={on.length === 0} onClick={() => pauseWhen([])}>
            Clear all
          </Button>
          <span className="grow" />
          <Button look="ink" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <ul className="tp-conditions">
        {chosenIndex !== null &&
          row(
            behind(chosenIndex, writes),
            <>
              <Pick
                label="Index"
                options={world.indexes}
                value={chosenIndex}
                onChange={(i) => {
                  setIndex(i);
                  again(behind(i, writes));
                }}
              />{" "}
              is more than{" "}
              <Pick
                label="Writes"
                options={WRITES}
                value={writes}
                onChange={(w) => {
                  setWrites(w);
                  again(behind(chosenIndex, w));
                }}
              />{" "}
              writes behind
            </>,
            "an index is behind",
          )}
        {row(
          stale(label),
          <>
            a read returns an old version of{" "}
            <Pick
              label="Item"
              options={[ANY, ...world.items]}
              value={label}
              onChange={(l) => {
                setLabel(l);
                again(stale(l));
              }}
            />
          </>,
          "a read returns an old version",
        )}
        {chosenName !== null &&
          row(
            { kind: "record-twice", functionName: chosenName },
            <>
              <Pick
                label="Function"
                options={world.functions}
                value={chosenName}
                onChange={(n) => {
                  setName(n);
                  again({ kind: "record-twice", functionName: n });
                }}
              />{" "}
              runs the same record twice
            </>,
            "a function runs the same record twice",
          )}
        {chosenName !== null && row({ kind: "function-failed" }, "a function fails", "a function fails")}
        {world.regions > 1 &&
          row({ kind: "write-lost" }, "an acknowledged write is lost", "an acknowledged write is lost")}
        {row({ kind: "leader-elected" }, "a new leader is elected", "a new leader is elected")}
      </ul>
      <p className="tp-note">Play, Run until quiet and jumps stop at the first step that meets one of them.</p>
    </Dialog>
  );
}

interface RowProps {
  name: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

function Row({ name, checked, onChange, children }: RowProps) {
  return (
    <li>
      <input
        type="checkbox"
        aria-label={`Pause when ${name}`}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </li>
  );
}

interface PickProps {
  label: string;
  options: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

function Pick({ label, options, value, onChange }: PickProps) {
  return (
    <Select
      look="inline"
      label={label}
      options={options.map((o) => ({ value: o, label: o }))}
      value={value}
      onChange={onChange}
    />
  );
}

function find<Kind extends PauseCondition["kind"]>(
  on: readonly PauseCondition[],
  kind: Kind,
): Extract<PauseCondition, { kind: Kind }> | undefined {
  return on.find((c): c is Extract<PauseCondition, { kind: Kind }> => c.kind === kind);
}
