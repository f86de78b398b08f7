// The tree of runs on an axis of steps: each run a track that leaves its parent at an open dot. Chosen runs carry A
// and B; a run not compared has an empty dashed square.

import { branch, useSession } from "../../state/session.ts";

const PITCH = 30;
const LEFT = 180;

export function RunTree() {
  const frame = useSession((s) => s.frame);
  if (frame === null) return null;
  const { branches, branch: current, comparing, step } = frame;
  const longest = Math.max(1, ...branches.map((b) => b.steps), step);
  const at = (s: number): string => `${(s / longest) * 100}%`;
  const height = branches.length * PITCH + 14;
  return (
    <div className="tl-tree" style={{ height }}>
      {branches.map((run, row) => {
        const parent = run.parent === null ? null : branches.findIndex((b) => b.id === run.parent);
        const y = row * PITCH + 18;
        const tag = run.id === current ? "A" : run.id === comparing ? "B" : null;
        return (
          <div key={run.id} className="tl-tree-run" style={{ top: row * PITCH + 4 }}>
            <span className={tag === null ? "run-tag none" : "run-tag"}>{tag}</span>
            <button
              type="button"
              className="lnk tl-tree-name"
              style={{ width: LEFT - 40 }}
              aria-current={run.id === current ? "true" : undefined}
              onClick={() => void branch({ kind: "switch", branch: run.id })}
            >
              {run.name}
            </button>
            <span className="tl-tree-track" aria-hidden="true">
              <i
                className={tag === null ? "" : "chosen"}
                style={{ left: at(run.forkStep), width: at(Math.max(0, run.steps - run.forkStep)) }}
              />
              {parent !== null && (
                <b
                  style={{
                    left: at(run.forkStep),
                    height: y - (parent * PITCH + 18),
                    top: parent * PITCH + 18 - y + 9,
                  }}
                />
              )}
              {run.id === current && <em style={{ left: at(Math.min(step, run.steps)) }} />}
            </span>
            <span className="tl-tree-note">
              {run.parent === null ? `${run.steps} steps` : `from step ${run.forkStep}, ${run.steps} steps`}
            </span>
          </div>
        );
      })}
    </div>
  );
}
