// What stands at the end of a line of code: how its last request ended, or that it is on its way.

import { Badge } from "../../../ui/badge.tsx";
import { markText } from "../words.ts";
import type { LineLook } from "./line-looks.ts";

export function LineEnd({ look }: { look: LineLook }) {
  const { mark } = look;
  if (mark === null) return null;
  if (mark.waiting)
    return <Badge state="inflight">{mark.sent > 1 ? `${mark.sent - mark.answered} in flight` : "in flight"}</Badge>;
  return <span className={mark.error === null ? "code-end" : "code-end s-denied"}>{markText(mark)}</span>;
}
