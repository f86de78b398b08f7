// The past of this run: its commands, each of which can be left out, and the runs made so far. Nothing is thrown away:
// leaving one out makes a run beside this one.

import "./past.css";
import { useSession, useView } from "../../state/session.ts";
import { Commands } from "./Commands.tsx";
import { Runs } from "./Runs.tsx";
import type { PastView } from "./view.ts";

export function Past() {
  const view = useView<PastView>("past", null);
  const frame = useSession((s) => s.frame);
  if (view === undefined || frame === null) return null;
  return (
    <div className="past">
      <Commands view={view} />
      <Runs frame={frame} />
    </div>
  );
}
