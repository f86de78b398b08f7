import { expect, test } from "vitest";
import { runSeed } from "./fuzz.ts";

/** Seeds that once found a bug. The name says which. */
const KEPT: readonly (readonly [number, string])[] = [
  [10, "a follower that was interrupted while applying applies again"],
  [40, "a tombstone that changes nothing leaves no stream record"],
  [63, "a new leader applies what is committed before it leads"],
  [81, "deleting what was not there leaves no mark that could beat an older put"],
  [133, "a copy with the same content leaves no stream record"],
  [181, "an entry that two leaders commit is streamed once"],
  [885, "two batches on the same items interleave, and no order of them as wholes is asked for"],
];

test.each([201, 202, 203, 204])("[LSI-1] seed %i: batches, and a table with a local index", (seed) => {
  expect(runSeed(seed).violations).toEqual([]);
});

test.each([203, 213, 223])(
  "[STRM-1, STRM-3] seed %i: a stream that comes and goes while its table is written",
  (seed) => {
    const { violations, happened } = runSeed(seed);
    expect([violations, happened.StreamEnabled]).toEqual([[], 2]);
  },
);

test.each(KEPT)("[SIM-8] seed %i: %s", (seed) => {
  expect(runSeed(seed).violations).toEqual([]);
});
