import { describe, expect, it } from "vitest";
import { recordsDone } from "./batch-response.ts";
import type { Json } from "./function-runtime.ts";

const BATCH = ["11", "12", "13"].map((sequenceNumber) => ({ sequenceNumber }));
const failures = (...itemIdentifiers: Json[]) => ({
  batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

describe("partial batch responses", () => {
  it.each<[string, Json, number]>([
    ["null", null, 3],
    ["{}", {}, 3],
    ["an empty list", { batchItemFailures: [] }, 3],
    ["a null list", { batchItemFailures: null }, 3],
    ["some text", "3 records done", 3],
    ["one failure", failures("12"), 1],
    ["several failures: the lowest wins", failures("13", "12"), 1],
    ["the first record", failures("11"), 0],
    ["an empty identifier", failures(""), 0],
    ["a null identifier", failures(null), 0],
    ["a wrong key name", { batchItemFailures: [{ id: "12" }] }, 0],
    ["a record of another batch", failures("99"), 0],
    ["no list at all", { batchItemFailures: "12" }, 0],
  ])("[TRIG-7] %s", (_, result, done) => {
    expect(recordsDone(result, BATCH)).toBe(done);
  });
});
