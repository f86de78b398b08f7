/** What compiled learner code imports by itself; see async-functions.ts. */
import { showList } from "glass:console";
import { observe } from "glass:promise";
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

/**
 * What the last line of a program comes to, or what its promise does: a list of items, or an answer that brings one, is
 * shown. Whoever rejects it is still reported. [SBX-12]
 */
export function result(value, file, line) {
  const show = (settled) => standingAt({ file, line }, () => showList(settled?.Items ?? settled));
  if (value instanceof Promise) observe(value, show);
  else show(value);
  return value;
}
