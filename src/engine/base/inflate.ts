/**
 * Inflating what a stranger sent: in small pieces, with a limit on what comes out, keeping what was read before a
 * fault. Raw deflate, no header and no checksum: whoever calls knows whether the end was reached.
 */
import { Inflate } from "fflate";

export interface Inflated {
  readonly bytes: Uint8Array;
  /** Why it ended: the input did, more than `outputMax` bytes came out, or the input is not deflate. */
  readonly ended: "input-over" | "too-large" | "invalid";
  /** Input bytes taken, to within one piece. */
  readonly taken: number;
}

// A piece can grow a thousandfold, which bounds the memory. What is lost at a fault is at most the piece it is in, so
// the first ones, which are all of an ordinary link, are small.
const SMALL_PIECE = 64;
const SMALL_UNTIL = 16 * 1024;
const PIECE = 1024;

interface InflateLimits {
  readonly outputMax: number;
  readonly dictionary: Uint8Array;
  /** Size of all pieces, where nobody asks for what was before a fault: large ones are faster. */
  readonly together?: number;
}

export function inflateWithin(input: Uint8Array, { outputMax, dictionary, together }: InflateLimits): Inflated {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate({ dictionary });
  inflate.ondata = (piece) => {
    pieces.push(piece);
    size += piece.length;
  };
  let taken = 0;
  let ended: Inflated["ended"] = "input-over";
  while (taken < input.length && ended === "input-over") {
    const until = Math.min(input.length, taken + (together ?? (taken < SMALL_UNTIL ? SMALL_PIECE : PIECE)));
    try {
      inflate.push(input.subarray(taken, until));
    } catch {
      ended = "invalid";
      break;
    }
    taken = until;
    if (size > outputMax) ended = "too-large";
  }
  return { bytes: ended === "too-large" ? new Uint8Array(0) : joined(pieces, size), ended, taken };
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const out = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
