// An item's chip from what a view says of it: hue and letter from its identity, the version, its state at the edge.

import type { ItemIdentity } from "../engine/index.ts";
import { Chip, type ChipState } from "../ui/chip.tsx";

export interface ItemChipProps {
  look: ItemIdentity;
  /** Written after the letter; null: the letter alone. */
  version?: number | null;
  state?: ChipState;
  size?: "normal" | "large";
  /** Accessible name where the chip stands alone. */
  name?: string;
}

export function ItemChip({ look, version = null, state, size, name }: ItemChipProps) {
  return (
    <Chip
      ordinal={look.ordinal}
      // Behind a letter that ends in a digit, a version would read as part of it.
      text={version === null || /\d$/.test(look.letter) ? look.letter : `${look.letter}${version}`}
      {...(state === undefined ? {} : { state })}
      {...(size === undefined ? {} : { size })}
      {...(name === undefined ? {} : { name })}
    />
  );
}
