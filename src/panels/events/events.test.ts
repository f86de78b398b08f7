import { expect, test } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import { type EventsParams, eventsView } from "./view.ts";

const ALL: EventsParams = { offset: 0, count: 50, group: "all", item: null, actor: "" };

function quiet() {
  const timeline = new Timeline(playersScenario({ commands: [update("cleo", 9340), get("ana")] }), null);
  while (!timeline.quiet && timeline.forward());
  return { timeline, reader: new Reader(timeline) };
}

test("windows of the log fit together, and every event has a sentence", () => {
  const { reader } = quiet();
  const all = eventsView(reader, ALL);
  expect(all.matched).toBe(reader.eventCount);
  expect(all.rows.every((row) => row.words.length > 10)).toBe(true);
  const first = eventsView(reader, { ...ALL, count: 5 }).rows;
  const second = eventsView(reader, { ...ALL, offset: 5, count: 5 }).rows;
  expect([...first, ...second]).toEqual(all.rows.slice(0, 10));
});

test("the log can be asked for a kind, an item or a machine", () => {
  const { reader } = quiet();
  expect(new Set(eventsView(reader, { ...ALL, group: "reads" }).rows.map((row) => row.kind))).toEqual(
    new Set(["ItemRead"]),
  );
  expect(
    new Set(eventsView(reader, { ...ALL, item: { table: "Players", label: "ana" } }).rows.map((row) => row.label)),
  ).toEqual(new Set(["ana"]));
  expect(eventsView(reader, { ...ALL, actor: "router" }).rows.every((row) => row.actor.includes("router"))).toBe(true);
});

test("after a step back the log ends at the cursor", () => {
  const { reader, timeline } = quiet();
  timeline.seek(2);
  expect(eventsView(reader, ALL).total).toBe(reader.eventCount);
  expect(eventsView(reader, ALL).rows.every((row) => row.step <= 2)).toBe(true);
});
