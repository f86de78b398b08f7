// One line under the stage: the step's number, what happened and why. A polite live region: one sentence for each step,
// none while a long run is under way.

import "./narration.css";
import { useSession, useView } from "../../state/session.ts";
import { Badge } from "../../ui/badge.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ProgressBar } from "../../ui/progress.tsx";
import type { NarrationView } from "./view.ts";

export function Narration() {
  const said = useView<NarrationView>("narration", null);
  const busy = useSession((s) => s.frame?.busy ?? null);
  const pausedBy = useSession((s) => s.frame?.pausedBy ?? null);
  if (busy !== null) return <Busy {...busy} />;
  if (said === undefined) return null;
  return (
    <div className="narration" role="status">
      <span className="narration-step">
        <span className="vh">Step </span>
        {said.step}
      </span>
      <p title={`${said.headline} ${said.detail}`}>
        <b>{said.headline}</b> <span className="t2">{said.detail}</span>
      </p>
      {pausedBy !== null && (
        <span className="narration-paused" title={`Paused: ${pausedBy}`}>
          <Icon name="flag" size={14} />
          <span>Paused: {pausedBy}</span>
        </span>
      )}
    </div>
  );
}

interface BusyProps {
  readonly what: string;
  readonly done: number;
  readonly total: number | null;
}

function Busy({ what, done, total }: BusyProps) {
  const count = String(done).replace(/\B(?=(\d{3})+$)/g, ",");
  return (
    <div className="narration">
      <Badge state="inflight">{what}</Badge>
      {total === null ? (
        <p className="t2">{count} steps so far.</p>
      ) : (
        <ProgressBar label={`Running ${what}`} value={done} max={total} />
      )}
      {total !== null && (
        <span className="t2 nowrap">
          {count} of {String(total).replace(/\B(?=(\d{3})+$)/g, ",")}
        </span>
      )}
    </div>
  );
}
