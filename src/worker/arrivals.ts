/**
 * Calls that wait for code. One that needs something waits for it, and those after it wait with it: a world gets everything
 * in the order in which it was asked for. What cannot be fetched fails its own call and no other. [LATER-3]
 */
export class Arrivals {
  /** Settled when the calls before have what they need; null: they have. */
  private last: Promise<void> | null = null;

  /** @param coming what a call needs; null: nothing. @throws what `coming` throws */
  async turn(coming: Promise<unknown> | null): Promise<void> {
    const before = this.last;
    if (coming === null && before === null) return;
    const turn = Promise.allSettled([before, coming]).then(() => coming);
    const over: Promise<void> = Promise.allSettled([turn]).then(() => {
      if (this.last === over) this.last = null;
    });
    this.last = over;
    await turn;
  }
}
