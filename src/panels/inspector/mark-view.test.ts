import { expect, test } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import { markView } from "./mark-view.ts";

function quiet(options: Parameters<typeof playersScenario>[0] = {}) {
  const timeline = new Timeline(playersScenario(options), null);
  while (!timeline.quiet && timeline.forward());
  return new Reader(timeline);
}

const term = (view: ReturnType<typeof markView>, name: string) => view?.facts.find((fact) => fact.term === name)?.text;

test("a request shows who served it, how old it was, and both bodies as they were", () => {
  const view = markView(quiet({ commands: [get("cleo", true)] }), { kind: "request", request: "q1" });
  expect(view).toMatchObject({ title: "GetItem cleo", problem: null });
  expect(term(view, "served by")).toMatch(/^az [abc] of P\d, the leader$/);
  expect(term(view, "how old")).toBe("0 behind: the newest version there was");
  expect(view?.raw.map((raw) => JSON.parse(raw.text))).toEqual([
    { TableName: "Players", Key: { player: { S: "cleo" } }, ConsistentRead: true },
    { Item: { player: { S: "cleo" }, score: { N: "8610" }, level: { N: "11" }, league: { S: "gold" } } },
  ]);
});

test("a refusal is told in the service's words, then raw", () => {
  const wrong = {
    kind: "request",
    region: "us-east-1",
    operation: "GetItem",
    input: { TableName: "Players", Key: {} },
  } as const;
  const view = markView(quiet({ commands: [wrong] }), { kind: "request", request: "q1" });
  expect(view?.problem).toEqual({
    name: "ValidationException",
    message: "The provided key element does not match the schema",
  });
  expect(JSON.parse(view?.raw[1]?.text ?? "")).toMatchObject({ __type: "ValidationException" });
});

test("replicas, partitions and links tell their faults", () => {
  const reader = quiet({
    regions: ["us-east-1", "eu-west-1"],
    commands: [
      { kind: "fault", fault: { type: "kill-node", replica: "us-east-1/Players/P2/a" } },
      { kind: "fault", fault: { type: "cut-link", a: "us-east-1", b: "eu-west-1" } },
    ],
  });
  expect(term(markView(reader, { kind: "replica", replica: "us-east-1/Players/P2/a" }), "role")).toBe("down");
  expect(term(markView(reader, { kind: "partition", group: "us-east-1/Players/P2" }), "az a")).toBe("down");
  expect(term(markView(reader, { kind: "link", a: "us-east-1", b: "eu-west-1" }), "state")).toBe("cut");
});

test("what is not there at this step is not described", () => {
  const reader = quiet();
  for (const mark of [
    { kind: "event", seq: 99 },
    { kind: "step", step: 99 },
    { kind: "request", request: "q9" },
    { kind: "function", name: "f" },
    { kind: "replica", replica: "us-east-1/Nowhere/P1/a" },
  ] as const)
    expect(markView(reader, mark)).toBeNull();
});

test("a step says which message travelled, an event what caused it", () => {
  const reader = quiet({ commands: [update("cleo", 1)] });
  expect(term(markView(reader, { kind: "step", step: 2 }), "carried")).toBe("ApiRequest");
  const logged = reader.events.findIndex((one) => one.event.kind === "ItemLogged");
  expect(markView(reader, { kind: "event", seq: logged })).toMatchObject({
    title: "ItemLogged",
    sure: { fidelity: "documented" },
  });
});
