// The class that gives a mark the hue of the item it belongs to.

import type { ItemIdentity } from "../../engine/index.ts";
import { hueClass } from "../../ui/hue.ts";

export function whoClass(who: ItemIdentity | null): string {
  return who === null ? "k-none" : hueClass(who);
}
