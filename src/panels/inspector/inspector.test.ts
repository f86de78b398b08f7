import { expect, test } from "vitest";
import { type Event, Reader, Timeline } from "../../engine/index.ts";
import { CHANGED_THREAD, get, playersScenario, THREADS, update } from "../../parts/example-worlds.ts";
import { inspectorView } from "./view.ts";

function open(options: Parameters<typeof playersScenario>[0]) {
  const timeline = new Timeline(playersScenario(options), null);
  const reader = new Reader(timeline);
  return {
    timeline,
    reader,
    look: (label = "cleo", request: string | null = null) =>
      inspectorView(reader, { table: "Players", label, request }),
  };
}

function until(world: ReturnType<typeof open>, kind: Event["kind"]) {
  do if (!world.timeline.forward()) throw new Error(`no ${kind}`);
  while (
    !world.reader.events
      .slice(world.reader.lastStep?.firstEvent, world.reader.eventCount)
      .some((one) => one.event.kind === kind)
  );
}

test("an item from the start is on every copy and has no thread", () => {
  const { look } = open({});
  const view = look();
  expect(view).toMatchObject({
    exists: "now",
    version: 1,
    newest: 1,
    thread: null,
    place: { partition: expect.stringMatching(/^P[1-4]$/) },
  });
  expect(view.copies.map(({ title, badge, chips }) => [title, badge.text, chips.map((chip) => chip.text)])).toEqual([
    [`${view.place?.partition}, us-east-1`, "3 of 3", ["1", "1", "1"]],
    ["byScore", "newest", ["8610"]],
  ]);
  expect(view.reading).toEqual({
    eventual: [{ version: 1, copies: 3, stale: false }],
    eventualUnits: 0.5,
    strong: { version: 1, copies: 1, stale: false },
    strongUnits: 1,
  });
});

test("at the majority the thread says what is done, what is in flight and what comes later", () => {
  const world = open({ commands: [update("cleo", 9340)], regions: ["us-east-1", "eu-west-1"] });
  until(world, "MajorityReached");
  const { thread, attributes, copies, reading } = world.look();
  expect(thread?.rows.map(({ text, when }) => `${when}: ${text}`)).toEqual([
    "done: client sends UpdateItem",
    expect.stringMatching(/^done: router finds P\d$/),
    expect.stringMatching(/^done: leader logs it in az [abc]$/),
    expect.stringMatching(/^done: az [abc] has it$/),
    expect.stringMatching(/^done: az [abc] has it$/),
    "done: majority reached",
    expect.stringMatching(/^done: az [abc] shows it$/),
    "now: 200 OK to client",
    "later: index byScore",
    expect.stringMatching(/^later: shard S\d$/),
    "later: eu-west-1",
  ]);
  expect(attributes.find((line) => line.name === "score")).toEqual({
    name: "score",
    text: "9340",
    before: "8610",
    added: false,
    isKey: false,
  });
  expect(copies[0]?.chips.map((chip) => chip.state).sort()).toEqual(["committed", "stale", "stale"]);
  expect(
    copies
      .slice(1)
      .map(({ title, chips, badge }) => [title, chips.map((chip) => `${chip.text} ${chip.state}`).join(), badge.text]),
  ).toEqual([
    [expect.stringMatching(/^P\d, eu-west-1$/), "1 stale,1 stale,1 stale", "1 behind"],
    ["byScore, us-east-1", "8610 stale", "1 behind"],
    ["byScore, eu-west-1", "8610 stale", "1 behind"],
  ]);
  expect(reading?.eventual.map(({ version, copies: count, stale }) => [version, count, stale])).toEqual([
    [2, 1, false],
    [1, 2, true],
  ]);
  expect(reading?.strong?.version).toBe(2);
});

test("when the leader has logged it, two copies are in flight", () => {
  const world = open({ commands: [update("cleo", 9340)] });
  until(world, "ItemLogged");
  const coming = world
    .look()
    .thread?.rows.filter((row) => row.when !== "done")
    .map(({ text, when }) => `${when}: ${text}`);
  expect(coming).toEqual([
    "later: 200 OK to client",
    "now: copy to az a",
    "now: copy to az b",
    "later: index byScore",
    "later: shard S2",
  ]);
});

test("when all is quiet the thread is done everywhere and every copy is the newest", () => {
  const world = open({ commands: [update("cleo", 9340)], regions: ["us-east-1", "eu-west-1"] });
  while (!world.timeline.quiet && world.timeline.forward());
  const view = world.look();
  expect(view.thread?.rows.every((row) => row.when === "done")).toBe(true);
  expect(view.thread?.rows.map((row) => row.text)).toEqual(
    expect.arrayContaining(["byScore has the entry", "eu-west-1 has it"]),
  );
  expect(view.copies.every((row) => row.badge.state === "committed")).toBe(true);
});

test("after stepping back the known future is not told", () => {
  const world = open({ commands: [update("cleo", 9340)] });
  while (!world.timeline.quiet && world.timeline.forward());
  world.timeline.seek(1);
  const rows = world.look().thread?.rows ?? [];
  expect(rows.filter((row) => row.when === "done").map((row) => row.text)).toEqual(["client sends UpdateItem"]);
  expect(rows.at(-1)).toMatchObject({ text: "200 OK to client", when: "later", step: null });
});

test("an item that is written later says at which step", () => {
  const put = {
    kind: "request",
    region: "us-east-1",
    operation: "PutItem",
    input: { TableName: "Players", Item: { player: { S: "zoe" } } },
  } as const;
  const world = open({ commands: [put] });
  while (!world.timeline.quiet && world.timeline.forward());
  const step = world.reader.events.find((one) => one.event.kind === "ItemLogged")?.step;
  world.timeline.seek(0);
  expect(world.look("zoe")).toMatchObject({ exists: "later", firstStep: step, thread: null, copies: [] });
  expect(world.look("nobody")).toMatchObject({ exists: "never", firstStep: null });
});

test("a stale read says how far behind it was, a strong one that it was not", () => {
  const reads = [1_500, 1_550, 1_600, 1_650, 1_700].map((at) => ({ ...get("cleo"), at }));
  const world = open({
    commands: [{ ...update("cleo", 9340), at: 1 }, ...reads, { ...get("cleo", true), at: 60_000 }],
  });
  while (!world.timeline.quiet && world.timeline.forward());
  const [strong, ...eventual] = world.look().requests.filter((one) => one.operation === "GetItem");
  const badge = (id: string | undefined) => world.look("cleo", id ?? null).thread?.rows.at(-1)?.badge;
  expect(badge(strong?.id)).toEqual({ state: "committed", text: "0 behind" });
  expect(new Set(eventual.map((one) => badge(one.id)?.text))).toEqual(new Set(["0 behind", "1 behind"]));
});

test("an index without the item says so", () => {
  const { look } = open({ items: [{ player: { S: "cleo" }, league: { S: "gold" } }] });
  expect(look().copies.at(-1)).toMatchObject({ title: "byScore", badge: { state: "not-yet", text: "not in it" } });
});

test("a copy that is down is not called stale", () => {
  const world = open({
    commands: [
      { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "b" } },
      { ...update("cleo", 9340), at: 20_000 },
    ],
  });
  while (!world.timeline.quiet && world.timeline.forward());
  const [replicas] = world.look().copies;
  expect(replicas?.badge).toEqual({ state: "denied", text: "b down" });
  expect(replicas?.chips.map((chip) => [chip.place, chip.state])).toEqual([
    ["az a", "committed"],
    ["az b", "not-yet"],
    ["az c", "committed"],
  ]);
});

test("[LSI-1] entries of local indexes stand beside each copy: moved where the write has come, old where it has not", () => {
  const world = open({
    config: { tables: [THREADS] },
    commands: [CHANGED_THREAD],
  });
  const rows = () =>
    inspectorView(world.reader, { table: "Threads", label: "reef · p02", request: null })
      .copies.filter(({ kind }) => kind === "local")
      .map(({ title, chips, badge }) => [
        title.replace(/P\d/, "P"),
        chips.map(({ place, text, version, state }) => `${text} v${version} ${place} ${state}`).sort(),
        badge.text,
      ]);
  expect(rows()).toEqual([
    ["byAuthor in P", ["ana v1 az a b c committed"], "3 of 3"],
    ["byLikes in P", ["3 v1 az a b c committed"], "3 of 3"],
  ]);
  until(world, "MajorityReached");
  expect(rows()).toEqual([
    [
      "byAuthor in P",
      [expect.stringMatching(/^ana v1 az . . stale$/), expect.stringMatching(/^cleo v2 az . committed$/)],
      expect.stringMatching(/^. . behind$/),
    ],
    [
      "byLikes in P",
      [expect.stringMatching(/^3 v1 az . . stale$/), expect.stringMatching(/^– vnull az . not-yet$/)],
      expect.stringMatching(/^. . behind$/),
    ],
  ]);
  while (!world.timeline.quiet && world.timeline.forward());
  expect(rows()).toEqual([
    ["byAuthor in P", ["cleo v2 az a b c committed"], "3 of 3"],
    ["byLikes in P", ["– vnull az a b c not-yet"], "not in it"],
  ]);
});
