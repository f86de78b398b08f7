import { expect, test } from "vitest";
import { type CommandBody, Reader, Timeline } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import { priceOf, priceText } from "./prices.ts";
import { costView } from "./view.ts";

function run(options: Parameters<typeof playersScenario>[0], steps = Number.MAX_SAFE_INTEGER) {
  const timeline = new Timeline(playersScenario(options), null);
  while (!timeline.quiet && timeline.step < steps && timeline.forward());
  return { timeline, view: costView(new Reader(timeline)) };
}

test("prices are the list's: a write 0.63, a read 0.13, half a read 0.06 µ$", () => {
  expect(
    [priceOf({ write: 1 }, true), priceOf({ read: 1 }, true), priceOf({ read: 0.5 }, true)].map(priceText),
  ).toEqual(["0.63", "0.13", "0.06"]);
  expect(priceText(priceOf({ replicated: 10_000 }, true))).toBe("6,250");
  expect(priceText(priceOf({ write: 1 }, false))).toBe("hourly");
});

test("nothing has been paid before anything was answered", () => {
  expect(run({}, 0).view).toEqual({ rows: [], total: { units: "0 units", price: 0 }, requests: 0, provisioned: false });
});

test("an update pays for the table and for the index entry it moves", () => {
  const { view } = run({ commands: [update("cleo", 9340), get("ana"), get("ana", true)] });
  expect(view.rows.map(({ name, units, price, sub }) => [name, units, priceText(price), sub])).toEqual([
    ["UpdateItem cleo", "1 WCU", "0.63", false],
    ["byScore", "2 WCU", "1.25", true],
    ["GetItem ana", "0.5 RCU", "0.06", false],
    ["GetItem ana", "1 RCU", "0.13", false],
  ]);
  expect(view.total).toEqual({ units: "3 WCU 1.5 RCU", price: 3 * 0.625 + 1.5 * 0.125 });
});

test("a copy in another Region is later, then a replicated write with its index", () => {
  const options = { regions: ["us-east-1", "eu-west-1"], commands: [update("cleo", 9340)] };
  const timeline = new Timeline(playersScenario(options), null);
  const reader = new Reader(timeline);
  while (reader.events[reader.eventCount - 1]?.event.kind !== "ResponseReceived" && timeline.forward());
  expect(costView(reader).rows.at(-1)).toEqual({
    name: "eu-west-1",
    units: "2 WCU 1 rWCU",
    price: "later",
    sub: true,
    pending: true,
  });
  const { view } = run(options);
  expect(view.rows.at(-1)).toEqual({
    name: "eu-west-1",
    units: "2 WCU 1 rWCU",
    price: 3 * 0.625,
    sub: true,
    pending: false,
  });
  expect(view.total).toEqual({ units: "5 WCU 1 rWCU", price: 6 * 0.625 });
});

test("many requests are added up by operation, and what was refused costs nothing", () => {
  const refused: CommandBody = {
    kind: "request",
    region: "us-east-1",
    operation: "GetItem",
    input: { TableName: "Nowhere", Key: { a: { S: "b" } } },
  };
  const { view } = run({ commands: [...Array.from({ length: 7 }, (_, n) => update("cleo", 9000 + n)), refused] });
  expect(view.rows.map(({ name, units }) => [name, units])).toEqual([
    ["7 UpdateItem", "7 WCU"],
    ["byScore", "14 WCU"],
    ["1 refused", "0"],
  ]);
});

test("a write that a newer copy overtakes is charged in the other Region all the same", () => {
  const writes = Array.from({ length: 5 }, (_, n) => ({ ...update("cleo", 9000 + n), at: 1 + n * 6_000 }));
  const { timeline, view } = run({ regions: ["us-east-1", "eu-west-1"], commands: writes });
  const copies = timeline.branch.events.filter((one) => one.event.kind === "CopyApplied").length;
  expect(copies).toBeLessThan(5);
  expect(view.total.units).toBe("25 WCU 5 rWCU");
});
