/** The check language, against worlds that really ran: done, not yet, and what was seen instead. */
import { describe, expect, test } from "vitest";
import { type CommandBody, newScenario, Reader, Timeline, type WorldConfig } from "../engine/index.ts";
import type { EventMatch } from "../worker/event-match.ts";
import { type Check, judge } from "./check.ts";
import { timelinePlayer } from "./timeline-player.ts";

const config: WorldConfig = {
  regions: ["us-east-1"],
  latency: "typical",
  tables: [
    {
      create: {
        TableName: "Players",
        AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      },
      partitions: 4,
      items: [{ player: { S: "cleo" }, score: { N: "1" } }],
    },
  ],
  functions: [],
  files: {},
};

const cleo = { table: "Players", label: "cleo" };
const world = () => new Timeline(newScenario({ name: "checks", seed: 8, config }), null);
const request = (operation: string, input: object): CommandBody => ({
  kind: "request",
  region: "us-east-1",
  operation,
  input: { TableName: "Players", ...input },
});
const put = (player: string, score: number) =>
  request("PutItem", { Item: { player: { S: player }, score: { N: String(score) } } });
const get = (player: string) => request("GetItem", { Key: { player: { S: player } } });

async function played(
  timeline: Timeline,
  ...actions: readonly (CommandBody | "quiet" | EventMatch)[]
): Promise<Timeline> {
  const player = timelinePlayer(timeline);
  for (const action of actions) {
    if (action === "quiet") await player.quiet();
    else if ("where" in action) await player.until(action);
    else await player.issue(action as CommandBody);
  }
  return timeline;
}

const verdict = (timeline: Timeline, check: Check, began = 0) => judge(new Reader(timeline), check, began);
const majority: EventMatch = { kind: "MajorityReached", where: { label: "cleo" } };

describe("events", () => {
  const answered: Check = {
    kind: "event",
    match: { kind: "ResponseReceived", where: { operation: "PutItem", status: 200 } },
  };

  test("none yet, then one; and what came instead is told", async () => {
    expect(verdict(world(), answered)).toEqual({ done: false, seen: "" });
    expect(verdict(await played(world(), get("cleo"), "quiet"), answered).seen).toBe(
      "the last answer was 200 for GetItem of cleo",
    );
    expect(verdict(await played(world(), put("cleo", 2), "quiet"), answered)).toEqual({ done: true, seen: "" });
  });

  test("where nothing of the kind came, a refusal says why", async () => {
    const written: Check = { kind: "event", match: majority };
    expect(verdict(await played(world(), get("cleo"), "quiet"), written).seen).toBe(
      "nothing of the kind has happened since this step began",
    );
    const refused = request("GetItem", { Key: {} });
    expect(verdict(await played(world(), refused, "quiet"), written).seen).toMatch(
      /^the last answer was ValidationException: /,
    );
  });

  test("only what happened since the step began counts, unless the whole lesson is asked", async () => {
    const timeline = await played(world(), put("cleo", 2), "quiet");
    const began = new Reader(timeline).eventCount;
    expect(verdict(timeline, answered, began).done).toBe(false);
    expect(verdict(timeline, { ...answered, since: "lesson" } as Check, began).done).toBe(true);
  });

  test("a step back takes what was done back", async () => {
    const timeline = await played(world(), put("cleo", 2), "quiet");
    timeline.seek(2);
    expect(verdict(timeline, answered).done).toBe(false);
  });

  test("at most so many", async () => {
    const once: Check = { kind: "event", match: { kind: "ItemRead", where: {} }, atLeast: 1, atMost: 1 };
    expect(verdict(await played(world(), get("cleo"), "quiet"), once).done).toBe(true);
    expect(verdict(await played(world(), get("cleo"), get("cleo"), "quiet"), once)).toEqual({
      done: false,
      seen: "it happened 2 times, at most once was asked",
    });
  });

  test("in this order, with anything between", async () => {
    const order: Check = {
      kind: "sequence",
      matches: [
        { kind: "ItemLogged", where: { label: "bob" } },
        { kind: "ItemLogged", where: { label: "cleo" } },
      ],
    };
    expect(verdict(await played(world(), put("cleo", 2), "quiet", put("bob", 1), "quiet"), order)).toEqual({
      done: false,
      seen: "1 of 2 happened in this order; then the last write was bob version 1",
    });
    expect(verdict(await played(world(), put("bob", 1), "quiet", put("cleo", 2), "quiet"), order).done).toBe(true);
  });

  test("different values of a field", async () => {
    const zones: Check = { kind: "distinct", match: { kind: "ItemRead", where: {} }, field: "zone", atLeast: 3 };
    expect(verdict(await played(world(), get("cleo"), "quiet"), zones).seen).toMatch(/^so far only [abc]$/);
    expect(verdict(await played(world(), ...Array.from({ length: 20 }, () => get("cleo")), "quiet"), zones).done).toBe(
      true,
    );
  });
});

describe("copies and reads", () => {
  const newest: Check = { kind: "copies", item: cleo, hold: "newest", atLeast: 3 };

  test("copies that are behind are named", async () => {
    const timeline = await played(world(), put("cleo", 2), majority);
    const seen = verdict(timeline, newest);
    expect(seen.done).toBe(false);
    expect(seen.seen).toMatch(/az [abc] holds version 1.*the newest is 2$/);
    expect(verdict(timeline, { kind: "copies", item: cleo, hold: "older", atLeast: 1 }).done).toBe(true);
    expect(verdict(await played(timeline, "quiet"), newest).done).toBe(true);
  });

  test("an item nobody holds, a table that is not there", () => {
    expect(
      verdict(world(), { kind: "copies", item: { table: "Players", label: "nobody" }, hold: "newest", atLeast: 3 })
        .seen,
    ).toBe("no copy holds nobody");
    expect(
      verdict(world(), { kind: "copies", item: { table: "Nowhere", label: "cleo" }, hold: "newest", atLeast: 3 }).seen,
    ).toBe("there is no table Nowhere in us-east-1");
  });

  test("a read is stale only against what a majority held at that moment", async () => {
    const stale: Check = { kind: "stale-read", item: cleo };
    expect(verdict(await played(world(), get("cleo"), "quiet", put("cleo", 2), "quiet"), stale).seen).toMatch(
      /^az [abc] answered with version 1, the newest at that moment$/,
    );
    const burst = await played(
      world(),
      put("cleo", 2),
      majority,
      ...Array.from({ length: 6 }, () => get("cleo")),
      "quiet",
    );
    expect(verdict(burst, stale).done).toBe(true);
  });

  test("answers that go back", async () => {
    const back: Check = { kind: "reads-go-back", item: cleo };
    expect(verdict(world(), back).seen).toBe("no read of cleo in us-east-1 was answered");
    expect(
      verdict(await played(world(), get("cleo"), "quiet", put("cleo", 2), "quiet", get("cleo"), "quiet"), back).seen,
    ).toBe("the answers were version 1, then 2");
    const burst = await played(
      world(),
      put("cleo", 2),
      majority,
      ...Array.from({ length: 20 }, () => get("cleo")),
      "quiet",
    );
    expect(verdict(burst, back).done).toBe(true);
  });
});

describe("partitions and the stream", () => {
  test("items that share a partition", async () => {
    const shared: Check = { kind: "same-partition", table: "Players", atLeast: 2 };
    expect(verdict(world(), shared).seen).toBe("nothing was written");
    expect(verdict(await played(world(), put("fay", 1), put("bob", 1), "quiet"), shared).seen).toBe(
      "fay in P2; bob in P3",
    );
    expect(verdict(await played(world(), put("fay", 1), put("jon", 1), "quiet"), shared).done).toBe(true);
  });

  test("records of different items may change places, those of one item never", async () => {
    const overtaken: Check = { kind: "overtaken", table: "Players" };
    expect(verdict(await played(world(), put("fay", 1), "quiet"), overtaken).seen).toBe("one record is in the stream");
    expect(verdict(await played(world(), put("fay", 1), "quiet", put("bob", 1), "quiet"), overtaken).seen).toBe(
      "the 2 records stand in the order of their writes",
    );
    const mixed = Array.from({ length: 6 }, (_, i) => [put("fay", i), put("bob", i)]).flat();
    expect(verdict(await played(world(), ...mixed, "quiet"), overtaken).done).toBe(true);
    const single = Array.from({ length: 6 }, (_, i) => put("fay", i));
    expect(verdict(await played(world(), ...single, "quiet"), overtaken).done).toBe(false);
  });
});

describe("all, any, not", () => {
  const yes: Check = { kind: "event", match: { kind: "ItemLogged", where: { label: "cleo" } } };
  const no: Check = { kind: "event", match: { kind: "ItemLogged", where: { label: "bob" } } };

  test("combine verdicts and keep the first reason", async () => {
    const timeline = await played(world(), put("cleo", 2), "quiet");
    expect(verdict(timeline, { all: [yes, no] })).toEqual({ done: false, seen: "the last write was cleo version 2" });
    expect(verdict(timeline, { any: [no, yes] }).done).toBe(true);
    expect(verdict(timeline, { not: yes, seen: "cleo was written" })).toEqual({
      done: false,
      seen: "cleo was written",
    });
    expect(verdict(timeline, { not: no, seen: "bob was written" }).done).toBe(true);
  });
});
