import { expect, test } from "vitest";
import { type CommandBody, Reader, Timeline } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import { requestsView } from "./view.ts";

const wrong: CommandBody = {
  kind: "request",
  region: "us-east-1",
  operation: "GetItem",
  input: { TableName: "Nowhere", Key: { id: { S: "x" } } },
};

test("requests are listed newest first, with who answered and what it cost", () => {
  const timeline = new Timeline(playersScenario({ commands: [update("cleo", 9340), get("ana", true), wrong] }), null);
  const reader = new Reader(timeline);
  timeline.seek(1);
  expect(requestsView(reader, { offset: 0, count: 10, filter: "all", chosen: null }).rows).toMatchObject([
    { operation: "UpdateItem", label: "cleo", status: null, micros: null, from: "form" },
  ]);
  while (!timeline.quiet && timeline.forward());
  const view = requestsView(reader, { offset: 0, count: 10, filter: "all", chosen: null });
  expect(view.rows).toMatchObject([
    { operation: "GetItem", status: 400, error: "ResourceNotFoundException", units: "", behind: null },
    {
      operation: "GetItem",
      label: "ana",
      status: 200,
      served: expect.stringMatching(/^P\d az [abc], leader$/),
      units: "1 RCU",
      behind: 0,
    },
    {
      operation: "UpdateItem",
      label: "cleo",
      status: 200,
      served: expect.stringContaining("leader"),
      units: "3 WCU",
      behind: null,
    },
  ]);
  expect(requestsView(reader, { offset: 0, count: 10, filter: "refused", chosen: null })).toMatchObject({
    total: 3,
    matched: 1,
  });
  expect(requestsView(reader, { offset: 2, count: 10, filter: "all", chosen: null }).rows).toHaveLength(1);
});

test("the chosen request can be taken up again as it was sent, unless it is too long or not sent yet", () => {
  const sent = update("cleo", 9340) as Extract<CommandBody, { kind: "request" }>;
  const long: CommandBody = { ...sent, input: { TableName: "Players", Note: "x".repeat(70_000) } };
  const timeline = new Timeline(playersScenario({ commands: [sent, long] }), null);
  const reader = new Reader(timeline);
  const chosen = (request: string) =>
    requestsView(reader, { offset: 0, count: 10, filter: "refused", chosen: request }).chosen;
  expect(chosen("q1")).toBeNull();
  timeline.seek(2);
  while (!timeline.quiet && timeline.forward());
  const { operation, region, input } = sent;
  expect(chosen("q1")).toEqual({ operation, region, input });
  expect(chosen("q2")).toEqual({ operation, region, input: null });
  expect(chosen("q9")).toBeNull();
});
