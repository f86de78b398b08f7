// Where the focus goes when an arrow key is pressed in a row of things that are one tab stop together.
// Pure: the component that asks moves the focus.

/** Index after `key`, or null when the key does not move along a row of `count`. Wraps around at both ends. */
export function rovingIndex(key: string, { index, count }: { index: number; count: number }): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowRight":
      return (index + 1) % count;
    case "ArrowLeft":
      return (index - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
