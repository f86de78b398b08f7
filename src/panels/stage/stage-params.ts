// The stage's one view, asked for by the stage and its bar alike: same name, same parameters, computed once.

import { useContext, useMemo } from "react";
import { useSelection } from "../../state/selection.ts";
import { useView } from "../../state/session.ts";
import { StageBranch } from "./stage-branch.ts";
import type { StageParams, StageView } from "./view-shape.ts";

export function useStageView(): StageView | undefined {
  const followed = useSelection((s) => s.followed);
  const zoom = useSelection((s) => s.zoom);
  const region = useSelection((s) => s.region);
  const partition = useSelection((s) => s.partition);
  const table = useSelection((s) => s.table);
  const mark = useSelection((s) => s.mark);
  const branch = useContext(StageBranch);
  const request = mark?.kind === "request" ? mark.request : null;
  const params = useMemo<StageParams>(
    () => ({ table, followed, zoom, region, partition, request, ...(branch === null ? {} : { branch }) }),
    [table, followed, zoom, region, partition, request, branch],
  );
  return useView<StageView>("stage", params);
}
