/** Hands the scenario to the page to be kept: soon after a change, and packed items only when the page has others. */
import type { Scenario } from "../engine/index.ts";
import { apart, type PackedPieces, samePieces } from "./packed-apart.ts";
import type { FromWorker } from "./protocol.ts";

const SAVE_MILLIS = 400;

export class Saving {
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** Packed items that the page has from an earlier save. */
  private sentPieces: PackedPieces = [];

  /** @param current The scenario to keep; null while there is none that may be kept. */
  constructor(
    private readonly current: () => Scenario | null,
    private readonly post: (message: FromWorker) => void,
  ) {}

  soon(): void {
    this.timer ??= setTimeout(() => this.now(), SAVE_MILLIS);
  }

  /** Saves what is waiting to be saved: also before another scenario takes the place of this one. */
  now(): void {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    const whole = this.current();
    if (whole === null) return;
    const { scenario, pieces } = apart(whole);
    this.post({ type: "save", scenario, pieces: samePieces(pieces, this.sentPieces) ? null : pieces });
    this.sentPieces = pieces;
  }
}
