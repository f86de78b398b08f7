/** What compiled learner code imports by itself; see async-functions.ts. */
import { standingAt } from "glass:stack";

export { track } from "glass:promise";

/**
 * The iterable of a `for await` loop, such as an SDK paginator, noting the loop's line around each step: QuickJS takes
 * the step for a part of the last line of the loop's body.
 */
export function steps(iterable, file, line) {
  if (typeof iterable?.[Symbol.asyncIterator] !== "function") return iterable;
  return {
    [Symbol.asyncIterator]() {
      const inner = iterable[Symbol.asyncIterator]();
      const outer = { next: (given) => standingAt({ file, line }, () => inner.next(given)) };
      if (typeof inner.return === "function") outer.return = (given) => inner.return(given);
      if (typeof inner.throw === "function") outer.throw = (given) => inner.throw(given);
      return outer;
    },
  };
}
