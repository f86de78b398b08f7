// The class that gives a mark the hue of the item it belongs to.

import { hueOf } from "../../ui/hue.ts";
import type { Who } from "./marks.ts";

export function whoClass(who: Who | null): string {
  return who === null ? "k-none" : `k-${hueOf(who.ordinal).hue}`;
}
