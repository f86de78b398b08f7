// Where a line of the code that ran stands in the text as it is now. The lines before and after an edit keep their
// marks; a line inside the edit has lost its own. Pure.

/** Line of `now` (from 1) for a line of `then`, or null when that line was changed or is gone. */
export function lineMap(then: string, now: string): (line: number) => number | null {
  if (then === now) return (line) => line;
  const old = then.split("\n");
  const fresh = now.split("\n");
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++;
  return (line) => {
    if (line <= head) return line;
    return line > old.length - tail ? line + fresh.length - old.length : null;
  };
}
