import { describe, expect, test } from "vitest";
import type { Event } from "../engine/index.ts";
import { type FieldTest, fieldOf, matchesEvent } from "./event-match.ts";

const polled: Event = {
  kind: "BatchPolled",
  region: "us-east-1",
  table: "T",
  shard: "S2",
  functionName: "f",
  labels: ["a", "b", "a"],
  first: "1",
  last: "3",
  iteratorAgeMicros: 5,
};
const printed: Event = {
  kind: "ConsoleWritten",
  region: "us-east-1",
  program: "us-east-1/program/1",
  line: { level: "log", text: "1 -> 2", table: null, source: null },
};

describe("an event matches", () => {
  test.each<[Event, string, FieldTest, boolean]>([
    [polled, "shard", "S2", true],
    [polled, "shard", "S1", false],
    [polled, "shard", { not: "S1" }, true],
    [polled, "missing", { not: "S1" }, false],
    [polled, "iteratorAgeMicros", { oneOf: [4, 5] }, true],
    [polled, "labels", { holds: "a", times: 2 }, true],
    [polled, "labels", { holds: "b", times: 2 }, false],
    [polled, "labels", { holds: "c" }, false],
    [printed, "line.text", { includes: "->" }, true],
    [printed, "line.text", { includes: "<-" }, false],
    [printed, "line.table", null, true],
    [polled, "iteratorAgeMicros", { atLeast: 5 }, true],
    [polled, "iteratorAgeMicros", { atMost: 4 }, false],
    [polled, "iteratorAgeMicros", { atLeast: 2, atMost: 5 }, true],
    [polled, "shard", { atMost: 4 }, false],
    [polled, "missing", { absent: true }, true],
    [printed, "line.table", { absent: true }, true],
    [polled, "shard", { absent: true }, false],
  ])("%#", (event, path, field, expected) => {
    expect(matchesEvent(event, { kind: event.kind, where: { [path]: field } })).toBe(expected);
  });

  test("only when it is of that kind", () => {
    expect(matchesEvent(polled, { kind: "ConsoleWritten" })).toBe(false);
    expect(matchesEvent(polled, { kind: "BatchPolled" })).toBe(true);
  });
});

test("a path that leads nowhere has no value, not even an inherited one", () => {
  expect(fieldOf(polled, "labels.toString")).toBeUndefined();
  expect(fieldOf(printed, "line.source.file")).toBeUndefined();
});
