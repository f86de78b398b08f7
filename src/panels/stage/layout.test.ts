import "../../engine/later.ts";
import { describe, expect, test } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { openedLayout } from "./layout/opened.ts";
import { isInFlight, PACKETS_MAX, placedPackets, positionAt, Routes } from "./layout/packets.ts";
import { half, pathThrough, pointAt } from "./layout/polyline.ts";
import { routeOf } from "./layout/routes.ts";
import { chipPlan } from "./layout/shelf.ts";
import { hashX } from "./layout/units.ts";
import { type StageSpec, stageLayout } from "./layout.ts";
import { type PlayersOptions, playersWorld, scene, scoreUpdate } from "./scenes.ts";
import { stageView } from "./view.ts";
import type { CloseUpView, PacketView, StageView } from "./view-shape.ts";

const ALL = { indexes: true, streams: true, triggers: true };
const DESKTOP: StageSpec = { width: 768, height: 484, layers: ALL, alone: false, slots: false, candidates: [] };

function viewOf(options: PlayersOptions = {}, step = 3): StageView {
  const timeline = new Timeline(scene("layout", playersWorld(options), [[0, scoreUpdate("cleo", 9_340)]]), null);
  while (timeline.step < step && timeline.forward());
  return stageView(new Reader(timeline), {
    table: null,
    followed: { table: "Players", label: "cleo" },
    zoom: "world",
    region: null,
    partition: null,
    request: null,
  });
}

/** One line per part, as a person would read it off the picture. */
function textOf(view: StageView, spec: Partial<StageSpec> = {}): string {
  const layout = stageLayout(view, { ...DESKTOP, ...spec });
  const box = ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) => `${x},${y} ${w}x${h}`;
  return layout.regions
    .flatMap((region) => [
      `${region.name} ${region.grain} ${box(region.slab)}`,
      `  client ${box(region.client)} router ${box(region.router)} ruler ${region.rulerY} bus ${region.bus.y}`,
      ...region.units.map(
        (u) =>
          `  ${u.name}${u.focused ? "*" : ""} ${box(u)} shelves ${u.shelves.map((s) => s.y).join(" ")} ${u.chips.grain} ${u.chips.xs.join(" ")}`,
      ),
      ...region.indexes.map((i) => `  ${i.name} ${box(i)} ${i.grain} ${i.entries.map((e) => e.x).join(" ")}`),
      ...region.lanes.map((l) => `  ${l.name} ${box(l)} ${l.grain}`),
      ...region.triggers.map((t) => `  ${t.functionName} ${box(t)}`),
    ])
    .concat(layout.tabs.map((t) => `${t} tab`))
    .join("\n");
}

describe("the stage's geometry", () => {
  test("one Region at 768 x 484", () => {
    expect(textOf(viewOf({ trigger: true }))).toMatchSnapshot();
  });
  test("two Regions at 768 x 484: the focused one has the larger part, both share their bands", () => {
    expect(textOf(viewOf({ regions: ["us-east-1", "eu-west-1"] }))).toMatchSnapshot();
  });
  test("two Regions at 608: the other takes far grain", () => {
    expect(textOf(viewOf({ regions: ["us-east-1", "eu-west-1"] }), { width: 608 })).toMatchSnapshot();
  });
  test("three Regions with twelve partitions at 1072 x 420: nothing scrolls", () => {
    const view = viewOf({ regions: ["us-east-1", "eu-west-1", "ap-south-1"], partitions: 12 });
    expect(stageLayout(view, { ...DESKTOP, width: 1072, height: 420 }).height).toBe(420);
    expect(textOf(view, { width: 1072, height: 420 })).toMatchSnapshot();
  });
  test("a phone: the partition in question is open, the other Region is a tab", () => {
    expect(textOf(viewOf({ regions: ["us-east-1", "eu-west-1"] }), { width: 390, height: 268 })).toMatchSnapshot();
  });

  test("a phone: a local index lies under the shelves, which stay as high as a chip; what has no room waits for a zoom", () => {
    const view = viewOf();
    const local = ["by-day", "by-score"].map((name) => ({ name, entries: [] }));
    const indexed = {
      ...view,
      regions: view.regions.map((r) => ({ ...r, partitions: r.partitions.map((p) => ({ ...p, local })) })),
    };
    const units = stageLayout(indexed, { ...DESKTOP, width: 390, height: 268 }).regions[0]?.units ?? [];
    expect(units.length).toBeGreaterThan(0);
    for (const { locals, shelves, y, h } of units) {
      expect(locals).toHaveLength(1);
      expect(Math.min(...shelves.map((s) => s.h))).toBeGreaterThanOrEqual(20);
      expect(locals[0]?.y).toBeGreaterThan((shelves[2]?.y ?? 0) + (shelves[2]?.h ?? 0));
      expect((locals[0]?.y ?? 0) + (locals[0]?.h ?? 0)).toBeLessThanOrEqual(y + h);
    }
  });

  test("a phone: a global index lies under the partitions, its name beside its entries; a second waits for a zoom", () => {
    const view = viewOf();
    const [index] = view.regions[0]?.indexes ?? [];
    const twice = { ...view, regions: view.regions.map((r) => ({ ...r, indexes: index ? [index, index] : [] })) };
    const [region] = stageLayout(twice, { ...DESKTOP, width: 390, height: 268 }).regions;
    expect(region?.indexes).toHaveLength(1);
    const strip = region?.indexes[0];
    const unit = region?.units[0];
    expect(strip?.y).toBeGreaterThan((unit?.y ?? 0) + (unit?.h ?? 0));
    expect((strip?.y ?? 0) + (strip?.h ?? 0)).toBeLessThanOrEqual(268);
    expect(strip?.entries.length).toBeGreaterThan(0);
    for (const entry of strip?.entries ?? []) expect(entry.x).toBeGreaterThan((strip?.x ?? 0) + (strip?.beside ?? 0));
    expect(Math.min(...(unit?.shelves ?? []).map((shelf) => shelf.h))).toBeGreaterThanOrEqual(20);
  });

  test.each([320, 390, 560, 608, 700, 768, 1072, 1400])(
    "at %i wide every part lies inside its slab and partitions do not overlap",
    (width) => {
      for (const partitions of [1, 2, 4, 6, 7, 12, 24]) {
        for (const regions of [["us-east-1"], ["us-east-1", "eu-west-1"], ["us-east-1", "eu-west-1", "ap-south-1"]]) {
          const layout = stageLayout(viewOf({ partitions, regions, trigger: true }, 0), { ...DESKTOP, width });
          for (const region of layout.regions) {
            const end = region.slab.x + region.slab.w;
            const parts = [
              region.client,
              region.router,
              ...region.units,
              ...region.indexes,
              ...region.lanes,
              ...region.triggers,
            ];
            expect(parts.filter((p) => p.x < region.slab.x - 0.5 || p.x + p.w > end + 0.5 || p.w <= 0)).toEqual([]);
            expect(
              region.units.slice(1).filter((u, i) => u.x < (region.units[i]?.x ?? 0) + (region.units[i]?.w ?? 0)),
            ).toEqual([]);
          }
        }
      }
    },
  );

  test("a hash keeps its place: in order along the ruler, over its own partition", () => {
    const region = stageLayout(viewOf(), DESKTOP).regions[0];
    const xs = [0, 1_000, 16_383, 16_384, 40_000, 65_535].map((hash) => hashX(region?.units ?? [], hash) ?? -1);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    const p2 = region?.units[1];
    expect([hashX(region?.units ?? [], 16_384), hashX(region?.units ?? [], 24_576)]).toEqual([
      p2?.x,
      half((p2?.x ?? 0) + (p2?.w ?? 0) / 2),
    ]);
  });

  test("a stage too low for its bands scrolls instead of squeezing them", () => {
    expect(stageLayout(viewOf({ trigger: true }), { ...DESKTOP, height: 200 }).height).toBeGreaterThan(380);
  });
});

describe("chips on a shelf", () => {
  const spec = {
    width: 120,
    height: 30,
    items: 2,
    textLength: 2,
    letterLength: 1,
    heat: false,
    roomy: true,
    lsnLength: 1,
  };
  test("lose their version, then their letter, as more share the shelf", () => {
    expect([2, 3, 6, 16].map((items) => chipPlan({ ...spec, items }).grain)).toEqual([
      "full",
      "full",
      "letter",
      "tick",
    ]);
  });
  test("never leave the shelf", () => {
    for (let items = 0; items <= 40; items++) {
      for (const width of [12, 30, 60, 90, 126, 300]) {
        const plan = chipPlan({ ...spec, items, width });
        expect(plan.xs.filter((x) => x < 0 || x + plan.w > width + 0.01)).toEqual([]);
      }
    }
  });
});

describe("routes", () => {
  const layout = stageLayout(viewOf({ regions: ["us-east-1", "eu-west-1"] }), DESKTOP);
  const ends = (from: string, to: string) => {
    const line = routeOf(layout.regions, { from, to, hash: 0x7166 });
    return line === null ? null : [line[0], line[line.length - 1]];
  };
  test("leave the edge of one box and stop at the edge of the next", () => {
    const region = layout.regions[0];
    const shelf = region?.units[1]?.shelves[2];
    expect(ends("us-east-1/client", "us-east-1/router")?.[0]).toEqual({
      x: (region?.client.x ?? 0) + (region?.client.w ?? 0),
      y: (region?.client.y ?? 0) + (region?.client.h ?? 0) / 2,
    });
    expect(ends("us-east-1/router", "us-east-1/Players/P2/c")?.[1]).toEqual({
      x: shelf?.x,
      y: (shelf?.y ?? 0) + (shelf?.h ?? 0) / 2,
    });
  });
  test("back is the same line the other way", () => {
    const there = routeOf(layout.regions, { from: "us-east-1/router", to: "us-east-1/Players/P2/c", hash: 0x7166 });
    const back = routeOf(layout.regions, { from: "us-east-1/Players/P2/c", to: "us-east-1/router", hash: 0x7166 });
    expect(back).toEqual([...(there ?? [])].reverse());
  });
  test("between Regions run along both buses; inside an index there are none", () => {
    expect(ends("us-east-1/Players/P2/replicator/eu-west-1", "eu-west-1/Players/P2/a")?.[0]).toEqual({
      x: (layout.regions[0]?.slab.x ?? 0) + (layout.regions[0]?.slab.w ?? 0),
      y: layout.regions[0]?.bus.y,
    });
    expect(ends("us-east-1/Players:byScore/I1/a", "us-east-1/Players:byScore/I1/b")).toBeNull();
  });
});

describe("packets", () => {
  const layout = stageLayout(viewOf(), DESKTOP);
  const packet = (id: number, label: string): PacketView => ({
    id,
    kind: "request",
    from: "us-east-1/client",
    to: "us-east-1/router",
    sentAt: 100,
    at: 200,
    label,
    look: { ordinal: id, letter: "X" },
    version: null,
    count: 1,
  });
  const place = (packets: PacketView[]) =>
    placedPackets(packets, new Routes(layout.regions), { hashOf: () => 0x7166, followed: "cleo" });

  test("stand as far along their line as they are between sending and arrival", () => {
    const one = place([packet(1, "cleo")])[0];
    if (one === undefined) throw new Error("not placed");
    // It touches the box it goes to, and does not stand on what is written there.
    const end = pointAt(one.line, one.length - 7);
    expect(positionAt(one, 200)).toEqual(end);
    expect(positionAt(one, 999)).toEqual(end);
    expect(positionAt(one, 150)).toEqual(pointAt(one.line, 12 + (one.length - 19) / 2));
    expect([99, 100, 200, 201].map((at) => isInFlight(one.packet, at))).toEqual([false, true, true, false]);
  });
  test("merge into a counted stream beyond two dozen, but the followed item's stays itself", () => {
    const few = place(Array.from({ length: PACKETS_MAX }, (_, i) => packet(i, "gus")));
    expect(few).toHaveLength(PACKETS_MAX);
    const many = place([packet(0, "cleo"), ...Array.from({ length: 60 }, (_, i) => packet(i + 1, "gus"))]);
    expect(many.map((p) => [p.packet.label, p.count])).toEqual([
      ["gus", 60],
      ["cleo", 1],
    ]);
  });
});

test("a line's corners are rounded as far as its stretches allow", () => {
  expect(
    pathThrough([
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 4 },
    ]),
  ).toBe("M0 0L18 0Q20 0 20 2L20 4");
});

describe("an opened partition", () => {
  /** Ten items on three copies; the given ones differ on the last. */
  const openedWith = (differing: readonly number[]): CloseUpView => {
    const labels = Array.from({ length: 10 }, (_, i) => `p${i}`);
    const copy = (values: readonly string[]) => ({ values: values.map((value) => [value]) });
    return {
      partition: { name: "P2" },
      neighbours: [],
      density: [],
      rows: labels.map((label) => ({ label, hash: 0, attributes: ["n"] })),
      replicas: [copy(labels), copy(labels), copy(labels.map((l, i) => (differing.includes(i) ? "old" : l)))],
      shard: null,
    } as unknown as CloseUpView;
  };
  const rowsOf = (differing: readonly number[], followed: string | null, size = { width: 390, height: 268 }) => {
    const { firstRow, replicas, height } = openedLayout(openedWith(differing), { ...size, followed });
    return { from: firstRow, to: firstRow + (replicas[0]?.rows ?? 0) - 1, height };
  };

  test("on a phone it shows the item in question among its neighbours, and scrolls", () => {
    const { from, to, height } = rowsOf([], "p6");
    expect(to - from).toBe(3);
    expect(from).toBeLessThanOrEqual(6);
    expect(to).toBeGreaterThanOrEqual(6);
    expect(height).toBeGreaterThan(268);
  });

  test("on a phone it shows every item that the copies hold differently", () => {
    expect(rowsOf([8], null)).toMatchObject({ from: 6, to: 9 });
    const both = rowsOf([8], "p2");
    expect([both.from, both.to]).toEqual([2, 8]);
  });

  test("where there is room, more rows stand there and nothing scrolls", () => {
    const { from, to, height } = rowsOf([8], "p2", { width: 768, height: 900 });
    expect([from, to, height]).toEqual([0, 9, 900]);
  });
});
