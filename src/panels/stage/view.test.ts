import "../../engine/later.ts";
import { describe, expect, test } from "vitest";
import { Reader, type Scenario, Timeline } from "../../engine/index.ts";
import { playerRead, playersWorld, scene, scoreUpdate } from "./scenes.ts";
import { stageView } from "./view.ts";
import type { PartitionView, RegionView, StageParams, StageView } from "./view-shape.ts";

const PARAMS: StageParams = {
  table: null,
  followed: { table: "Players", label: "cleo" },
  zoom: "world",
  region: null,
  partition: null,
  request: null,
};
const TWO = ["us-east-1", "eu-west-1"];

function run(
  scenario: Scenario,
  until: (view: StageView, timeline: Timeline) => boolean,
  params: Partial<StageParams> = {},
): StageView {
  const timeline = new Timeline(scenario, null);
  for (let i = 0; i < 5_000; i++) {
    const view = stageView(new Reader(timeline), { ...PARAMS, ...params });
    if (until(view, timeline)) return view;
    if (!timeline.forward()) break;
  }
  throw new Error("the world never came to that state");
}

function region(view: StageView, name = "us-east-1"): RegionView {
  const found = view.regions.find((r) => r.name === name);
  if (found === undefined) throw new Error(`no Region ${name}`);
  return found;
}

function partitionOf(view: StageView, label: string, name = "us-east-1"): PartitionView {
  const found = region(view, name).partitions.find((p) => p.held.some((h) => h.label === label));
  if (found === undefined) throw new Error(`${label} is nowhere`);
  return found;
}

/** Version and lag of an item on each copy, as "C2" or "C1-1". */
function copies(view: StageView, label: string, name = "us-east-1"): string[] {
  const partition = partitionOf(view, label, name);
  const at = partition.held.findIndex((h) => h.label === label);
  return partition.copies.map((c) => `${c.versions[at]}${c.behind[at] === 0 ? "" : `-${c.behind[at]}`}`);
}

const ONE_WRITE = scene("one write", playersWorld({ regions: TWO }), [[0, scoreUpdate("cleo", 9_340)]]);

describe("what a copy holds", () => {
  test("at the start every copy in every Region holds version 1 and nothing is behind", () => {
    const view = run(ONE_WRITE, () => true);
    expect({
      home: copies(view, "cleo"),
      away: copies(view, "cleo", "eu-west-1"),
      items: region(view).items,
      packets: view.packets,
    }).toEqual({
      home: ["1", "1", "1"],
      away: ["1", "1", "1"],
      items: 8,
      packets: [],
    });
  });

  test("a logged write that no majority holds is in the log only: nobody is stale yet", () => {
    const view = run(ONE_WRITE, (v) => partitionOf(v, "cleo").copies.some((c) => c.logged.length > 0));
    const partition = partitionOf(view, "cleo");
    expect(copies(view, "cleo")).toEqual(["1", "1", "1"]);
    expect(partition.copies.map((c) => c.logged)).toEqual([
      [],
      [],
      [{ lsn: 1, term: 1, label: "cleo", look: { ordinal: 2, letter: "C" }, version: 2, committed: false }],
    ]);
  });

  test("once the leader has committed, copies that have not applied it are one behind, here and far away", () => {
    const view = run(ONE_WRITE, (v) => copies(v, "cleo").includes("2"));
    expect({ home: copies(view, "cleo"), away: copies(view, "cleo", "eu-west-1") }).toEqual({
      home: ["1-1", "1-1", "2"],
      away: ["1-1", "1-1", "1-1"],
    });
    expect(partitionOf(view, "cleo").copies.map((c) => c.logged.length)).toEqual([1, 1, 0]);
  });

  test("when everything has arrived nothing is behind", () => {
    const view = run(ONE_WRITE, (_, t) => t.quiet && t.step > 10);
    expect({
      home: copies(view, "cleo"),
      away: copies(view, "cleo", "eu-west-1"),
      behind: view.regions.map((r) => r.indexes[0]?.behind),
      undelivered: view.links[0]?.undelivered,
    }).toEqual({
      home: ["2", "2", "2"],
      away: ["2", "2", "2"],
      behind: [0, 0],
      undelivered: 0,
    });
  });

  test("over forty items a partition gives way to a heat strip in which only the followed item is drawn", () => {
    const view = run(scene("crowd", playersWorld({ partitions: 1, crowd: 200 })), () => true);
    const partition = partitionOf(view, "cleo");
    expect(partition.held.map((h) => h.label)).toEqual(["cleo"]);
    expect(partition.heat).toHaveLength(24);
    expect((partition.heat ?? []).reduce((a, b) => a + b, 0)).toBe(208);
  });

  test("a deleted item leaves every shelf that knows of it, and is stale where it is still held", () => {
    const deletion = {
      kind: "request",
      region: "us-east-1",
      operation: "DeleteItem",
      input: { TableName: "Players", Key: { player: { S: "cleo" } } },
    } as const;
    const scenario = scene("delete", playersWorld(), [[0, deletion]]);
    const during = run(scenario, (v) => copies(v, "cleo").includes("0"));
    expect(copies(during, "cleo")).toEqual(["1-1", "1-1", "0"]);
    const after = run(scenario, (_, t) => t.quiet && t.step > 5);
    expect(region(after).partitions.flatMap((p) => p.held.map((h) => h.label))).not.toContain("cleo");
  });
});

describe("what the change feed carries", () => {
  test("an index entry waits at the left, and the old one is stale, until the new one is confirmed", () => {
    const view = run(ONE_WRITE, (v) => (region(v).indexes[0]?.waiting.length ?? 0) > 0);
    const index = region(view).indexes[0];
    expect(index?.behind).toBe(1);
    expect(index?.waiting.map((w) => `${w.action} ${w.text}`)).toEqual(["remove 8610", "put 9340"]);
    expect(index?.entries.find((e) => e.label === "cleo")).toEqual({
      label: "cleo",
      look: { ordinal: 2, letter: "C" },
      text: "8610",
      stale: true,
    });
  });

  test("entries stand in the order of the index key, the highest score of a league first", () => {
    const index = region(run(ONE_WRITE, () => true)).indexes[0];
    expect(index?.entries.map((e) => e.text)).toEqual(["6120", "5870", "9120", "8840", "8610", "7990", "7420", "6680"]);
  });

  test("a record is on its way to its shard before it has a number", () => {
    const view = run(ONE_WRITE, (v) => region(v).shards?.some((s) => s.arriving.length > 0) ?? false);
    const shard = region(view).shards?.find((s) => s.arriving.length > 0);
    expect({ name: shard?.name, arriving: shard?.arriving, last: shard?.last }).toEqual({
      name: "S2",
      arriving: [{ label: "cleo", look: { ordinal: 2, letter: "C" }, version: 2 }],
      last: 0,
    });
  });

  test("a failing function backs off: the box says which attempt comes, and why", () => {
    // No runtime is loaded in this test, so every invocation fails.
    const view = run(
      scene("trigger", playersWorld({ trigger: true }), [[0, scoreUpdate("cleo", 9_340)]]),
      (v) => region(v).triggers[0]?.phase === "backing-off",
    );
    const box = region(view).triggers[0];
    expect({
      attempt: box?.attempt,
      unread: box?.unread,
      batch: box?.batch.map((r) => r.label),
      hasError: (box?.error ?? "") !== "",
      ends: (box?.since ?? 0) > view.now,
      ages: (box?.iteratorAgeMicros ?? 0) > 0,
    }).toEqual({
      attempt: 2,
      unread: 1,
      batch: ["cleo"],
      hasError: true,
      ends: true,
      ages: true,
    });
  });
});

describe("the followed path", () => {
  const legs = (view: StageView) => view.path.map((l) => `${l.kind} ${l.state}`);

  test("grows from the client: moving, then done, then what follows is still to come", () => {
    expect(legs(run(ONE_WRITE, (v) => v.packets.length > 0))).toEqual(["request moving"]);
    expect(legs(run(ONE_WRITE, (v) => v.path.length === 2))).toEqual(["request done", "request moving"]);
    expect(legs(run(ONE_WRITE, (v) => v.path.length > 2))).toEqual([
      "request done",
      "request done",
      "log moving",
      "log moving",
      "index todo",
      "stream todo",
      "region todo",
    ]);
  });

  test("is solid to the last copy once everything has arrived", () => {
    const view = run(ONE_WRITE, (_, t) => t.quiet && t.step > 10);
    expect(new Set(view.path.map((l) => l.state))).toEqual(new Set(["done"]));
  });

  test("of a read ends at the copy that answered", () => {
    const view = run(scene("read", playersWorld(), [[0, playerRead("cleo", true)]]), (_, t) => t.quiet && t.step > 2);
    expect(view.path).toEqual([
      { kind: "request", from: "us-east-1/client", to: "us-east-1/router", state: "done" },
      { kind: "request", from: "us-east-1/router", to: "us-east-1/Players/P2/c", state: "done" },
    ]);
  });

  test("of a scan goes to the copy that read the followed item", () => {
    const scan = { kind: "request", region: "us-east-1", operation: "Scan", input: { TableName: "Players" } } as const;
    const view = run(scene("scan", playersWorld(), [[0, scan]]), (_, t) => t.quiet && t.step > 2);
    expect(view.followed?.operation).toBe("Scan");
    expect(view.path.map(({ to }) => to.replace(/.$/, ""))).toEqual(["us-east-1/route", "us-east-1/Players/P2/"]);
  });

  test("follows the last request when nothing is followed", () => {
    const view = run(ONE_WRITE, (v) => v.path.length === 2, { followed: null });
    expect(view.followed).toEqual({
      table: "Players",
      label: "cleo",
      look: { ordinal: 2, letter: "C" },
      hash: 0x7166,
      request: "q1",
      operation: "UpdateItem",
    });
  });
});

describe("faults", () => {
  test("a dead leader keeps its crown on no shelf: the partition says that nobody leads, then who is voted for", () => {
    const scenario = scene("kill", playersWorld(), [
      [0, { kind: "fault", fault: { type: "kill-node", replica: "us-east-1/Players/P2/c" } }],
    ]);
    const silent = partitionOf(
      run(scenario, (_, t) => t.step === 1),
      "cleo",
    );
    expect(silent.election).toEqual({ term: 1, phase: "silent", candidate: null, votes: 0 });
    const asking = partitionOf(
      run(scenario, (v) => partitionOf(v, "cleo").election?.phase === "waiting"),
      "cleo",
    );
    expect(asking.election).toMatchObject({ term: 2, phase: "waiting", votes: 2 });
    const led = partitionOf(
      run(scenario, (v, t) => t.step > 1 && partitionOf(v, "cleo").copies.some((c) => c.leader && !c.down)),
      "cleo",
    );
    expect({
      election: led.election,
      down: led.copies.map((c) => c.down),
      leaders: led.copies.filter((c) => c.leader).length,
    }).toEqual({ election: null, down: [false, false, true], leaders: 1 });
  });

  test("a cut link holds copies and lets the lag grow", () => {
    const scenario = scene("cut", playersWorld({ regions: TWO }), [
      [0, { kind: "fault", fault: { type: "cut-link", a: "us-east-1", b: "eu-west-1" } }],
      [1_000, scoreUpdate("cleo", 9_340)],
    ]);
    const view = run(scenario, (v) => v.now > 3_000_000);
    const link = view.links[0];
    expect({ cut: link?.fault.cut, undelivered: link?.undelivered, lag: (link?.lagMicros ?? 0) > 2_900_000 }).toEqual({
      cut: true,
      undelivered: 1,
      lag: true,
    });
  });

  test("a zone is down when every copy in it is", () => {
    const scenario = scene("zone", playersWorld(), [
      [0, { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "b" } }],
    ]);
    expect(region(run(scenario, (_, t) => t.step === 1)).zonesDown).toEqual(["b"]);
  });
});

describe("zoom levels", () => {
  test("a partition opened shows attributes per copy and the tail of each log", () => {
    const view = run(ONE_WRITE, (v) => copies(v, "cleo").includes("2"), { zoom: "partition" });
    const opened = view.closeUp;
    // As they lie, not the followed one first: the order is what a lesson shows here.
    expect(opened?.rows.map(({ label }) => label)).toEqual(opened?.partition.held.map(({ label }) => label));
    const cleo = opened?.rows.findIndex((r) => r.label === "cleo") ?? -1;
    expect(opened?.rows[cleo]?.attributes).toEqual(["score", "league", "level"]);
    expect(opened?.replicas.map((r) => r.values[cleo])).toEqual([
      ["8610", "gold", "14"],
      ["8610", "gold", "14"],
      ["9340", "gold", "14"],
    ]);
    expect(opened?.replicas.map((r) => r.tail.map((t) => [t.lsn, t.applied]))).toEqual([
      [[1, false]],
      [[1, false]],
      [[1, true]],
    ]);
  });

  test("an item opened shows one row per copy anywhere, and what each held when", () => {
    const view = run(ONE_WRITE, (v) => copies(v, "cleo").includes("2"), { zoom: "item" });
    const rows = view.life?.rows.map(
      (r) => `${r.place} ${r.name}: ${r.bars.map((b) => `${b.text}${b.stale ? " stale" : ""}`).join(", ")}`,
    );
    expect(rows?.slice(0, 3)).toEqual([
      "P2, us-east-1 az a: C1",
      "P2, us-east-1 az b: C1",
      "P2, us-east-1 az c: C1, C2",
    ]);
    expect(rows).toHaveLength(8);
    expect(view.life?.thread.map((p) => `${p.name} ${p.state}`)).toEqual([
      "client done",
      "router done",
      "leader done",
      "majority now",
      "answer later",
      "az a later",
      "az b later",
      "byScore later",
      "stream later",
      "eu-west-1 later",
    ]);
  });
});

test.each([60, 300, 1_000])(
  "a view of three Regions with twelve partitions and %i items leaves room in a Frame of 64 KB",
  (crowd) => {
    const world = playersWorld({ regions: ["us-east-1", "eu-west-1", "ap-south-1"], partitions: 12, crowd });
    const commands = Array.from({ length: 40 }, (_, i) => [i * 40, scoreUpdate(`player${i}`, i)] as const);
    const timeline = new Timeline(scene("busy", world, commands), null);
    while (timeline.step < 200 && timeline.forward());
    expect(JSON.stringify(stageView(new Reader(timeline), PARAMS)).length).toBeLessThan(54_000);
  },
);
