/** Finds the learner's own line in a stack. Their files are loaded under /var/task/, as in Lambda. */
const FRAME = /\/var\/task\/([^\s():]+):(\d+)(?::\d+)?\)?$/;

/** The innermost frame of `stack` that lies in the learner's files, or null. */
export function placeIn(stack) {
  if (typeof stack !== "string") return null;
  for (const line of stack.split("\n")) {
    const found = FRAME.exec(line);
    if (found !== null) return { file: found[1], line: Number(found[2]) };
  }
  return null;
}

let known = null;

/** Runs `job` with `place` as the answer of callerPlace, for as long as it runs synchronously. */
export function standingAt(place, job) {
  const before = known;
  known = place;
  try {
    return job();
  } finally {
    known = before;
  }
}

/** Where the learner's code is right now. */
export function callerPlace() {
  return known ?? placeIn(new Error().stack);
}

/** Only the learner's frames, without the /var/task/ prefix, one per line. */
export function ownFrames(stack) {
  if (typeof stack !== "string") return "";
  const own = stack.split("\n").filter((line) => FRAME.test(line));
  return own
    .slice(0, 12)
    .map((line) => line.trim().replace("/var/task/", ""))
    .join("\n");
}
