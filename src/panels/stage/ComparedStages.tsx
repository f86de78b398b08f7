// Two runs beside each other at the same virtual time: A is the run on the stage, B the one compared with it. Each is
// an ordinary stage; the second one asks for its view on the other branch.

import { useSession } from "../../state/session.ts";
import { Stage } from "./Stage.tsx";
import { StageBranch } from "./stage-branch.ts";

export function ComparedStages() {
  const frame = useSession((s) => s.frame);
  if (frame === null || frame.comparing === null) return <Stage />;
  const nameOf = (id: number) => frame.branches[id]?.name ?? "";
  return (
    <div className="stages-two">
      <section aria-label={`Run A, ${nameOf(frame.branch)}`}>
        <h2>
          <span className="run-tag">A</span>
          {nameOf(frame.branch)}
        </h2>
        <div>
          <Stage />
        </div>
      </section>
      <section aria-label={`Run B, ${nameOf(frame.comparing)}`}>
        <h2>
          <span className="run-tag">B</span>
          {nameOf(frame.comparing)}
        </h2>
        <div>
          <StageBranch value={frame.comparing}>
            <Stage />
          </StageBranch>
        </div>
      </section>
    </div>
  );
}
