// The runs made so far, as a tree: the one on the screen is A, the one compared with it B. Names can be changed.

import { useState } from "react";
import { branch } from "../../state/session.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import type { BranchSummary, Frame } from "../../worker/protocol.ts";

export function Runs({ frame }: { frame: Frame }) {
  const { branches, branch: current, comparing, step } = frame;
  return (
    <section>
      <header>
        <h3>Runs</h3>
        <span>{branches.length === 1 ? "one so far" : `${branches.length} so far`}</span>
      </header>
      <ul className="past-runs">
        {inTree(branches).map(({ run, depth }) => (
          <Run key={run.id} run={run} depth={depth} current={current} comparing={comparing} />
        ))}
      </ul>
      <p className="t3">Nothing is thrown away. What happened before a fork is the same in both runs.</p>
      <Button icon="fork" onClick={() => void branch({ kind: "fork", name: `from step ${step}` })}>
        Fork here
      </Button>
    </section>
  );
}

interface RunProps {
  run: BranchSummary;
  depth: number;
  current: number;
  comparing: number | null;
}

function Run({ run, depth, current, comparing }: RunProps) {
  const [editing, setEditing] = useState(false);
  const isCurrent = run.id === current;
  const isCompared = run.id === comparing;
  const tag = isCurrent ? "A" : isCompared ? "B" : null;
  const commands = `${run.commands} command${run.commands === 1 ? "" : "s"}`;
  const rename = (name: string) => {
    setEditing(false);
    if (name.trim() !== "" && name.trim() !== run.name)
      void branch({ kind: "rename", branch: run.id, name: name.trim() });
  };
  return (
    <li style={{ paddingLeft: depth * 14 }} aria-current={isCurrent ? "true" : undefined}>
      {depth > 0 && <i className="past-branch" style={{ left: depth * 14 - 8 }} />}
      <span className={tag === null ? "past-tag none" : "past-tag"}>{tag}</span>
      <span className="past-words">
        {editing ? (
          <input
            className="input"
            aria-label="Name of the run"
            defaultValue={run.name}
            maxLength={80}
            // biome-ignore lint/a11y/noAutofocus: the field stands where the button was that opened it
            autoFocus
            onBlur={(event) => rename(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") rename(event.currentTarget.value);
              if (event.key === "Escape") setEditing(false);
            }}
          />
        ) : (
          <button
            type="button"
            className="past-name"
            disabled={isCurrent}
            title={isCurrent ? undefined : "Go to this run"}
            onClick={() => void branch({ kind: "switch", branch: run.id })}
          >
            {run.name}
          </button>
        )}
        <small>
          {run.parent === null
            ? `${commands}, ${run.steps === 0 ? "not run yet" : `${run.steps} steps`}`
            : `${commands}, from step ${run.forkStep}`}
        </small>
      </span>
      {!editing && (
        <IconButton
          icon="more"
          iconSize={12}
          className="close"
          label={`Rename ${run.name}`}
          onClick={() => setEditing(true)}
        />
      )}
      {isCurrent ? (
        <span className="past-here">on the stage</span>
      ) : (
        <Button
          aria-pressed={isCompared}
          onClick={() => void branch({ kind: "compare", branch: isCompared ? null : run.id })}
        >
          {isCompared ? "Compared" : "Compare"}
        </Button>
      )}
    </li>
  );
}

/** Each run after its parent, in the order they were made. */
export function inTree(branches: readonly BranchSummary[]): { readonly run: BranchSummary; readonly depth: number }[] {
  const under = (parent: number | null, depth: number): { run: BranchSummary; depth: number }[] =>
    branches
      .filter((b) => b.parent === parent)
      .flatMap((run) => [{ run, depth: Math.min(depth, 4) }, ...under(run.id, depth + 1)]);
  return under(null, 0);
}
