import { expect, test } from "vitest";
import { fuzzRequests } from "./request-fuzz.ts";

test("[FUZZ-1] [FUZZ-2] spoiled requests are answered or refused by name, the same every time", () => {
  const run = () => fuzzRequests({ seed: 3, requests: 2_500, clock: () => 0 });
  const first = run();
  expect(first.violations).toEqual([]);
  expect(Object.keys(first.answers)).toEqual(
    expect.arrayContaining(["ValidationException", "SerializationException", "carried out", "in a world: carried out"]),
  );
  expect(run()).toEqual(first);
});
