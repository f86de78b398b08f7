import { describe, expect, it } from "vitest";
import { newScenario, type Reader, Timeline } from "../engine/index.ts";
import { MountedViews } from "./mounted-views.ts";
import type { View } from "./views.ts";

const scenario = newScenario({
  name: "Empty",
  seed: 1,
  config: { regions: ["us-east-1"], latency: "instant", tables: [], functions: [], files: {} },
});

/** Views by name: one at hand that gives its parameters back, and one that comes when the test lets it. */
function mounted() {
  const told: string[] = [];
  let drawings = 0;
  let looked = 0;
  let arrive: (view: View) => void = () => undefined;
  let fail: (reason: Error) => void = () => undefined;
  const views = new MountedViews({
    viewNamed: (name) => {
      if (name === "echo") return (_reader: Reader, params: never) => params as unknown;
      if (name === "long") return () => ({ counting: looked++ < 2 ? { done: looked } : null });
      if (name === "stage" || name === "panel") return () => ++drawings;
      if (name !== "late") return undefined;
      told.push("asked");
      return new Promise<View>((resolve, reject) => {
        arrive = resolve;
        fail = reject;
      });
    },
    before: () => null,
    fetched: () => told.push("fetched"),
    lost: (key, message) => told.push(`lost ${key}: ${message}`),
  });
  const timeline = new Timeline(scenario, null);
  const late: View = () => "late";
  return {
    views,
    told,
    changed: (revision = "", isPlaying = false) => views.changed(timeline, revision, isPlaying),
    arrive: () => arrive(late),
    fail: () => fail(new Error("offline")),
  };
}

describe("what the page has mounted", () => {
  it("a view is sent when it is mounted, and again only when it differs", () => {
    const { views, changed } = mounted();
    views.mount("a", "echo", { of: 1 });
    expect(changed()).toEqual({ a: { of: 1 } });
    expect(changed()).toEqual({});
    expect(changed("renamed")).toEqual({});
    views.forget();
    expect(changed()).toEqual({ a: { of: 1 } });
    views.unmount("a");
    expect(changed("other")).toEqual({});
  });

  it("[PACE-11] while playing, the stage follows in every second frame and a panel in every seventh", () => {
    const { views, changed } = mounted();
    views.mount("a", "stage", null);
    views.mount("b", "panel", null);
    const seen = { a: 0, b: 0 };
    for (let frame = 0; frame < 60; frame++)
      for (const key of Object.keys(changed(`${frame}`, true))) seen[key as "a" | "b"]++;
    expect(seen).toEqual({ a: 30, b: 9 });
  });

  it("[PACE-11] when playing stops, every view is of the cursor, also one that had its turn just before", () => {
    const { views, changed } = mounted();
    views.mount("a", "stage", null);
    views.mount("b", "panel", null);
    expect(Object.keys(changed("1", true))).toEqual(["a", "b"]);
    expect(changed("2", true)).toEqual({});
    expect(Object.keys(changed("2"))).toEqual(["a", "b"]);
    expect(changed("2")).toEqual({});
  });

  it("a view that has much to look at goes on with the next frame until it is whole, whatever the world does", () => {
    const { views, changed } = mounted();
    views.mount("a", "echo", 1);
    views.mount("b", "long", null);
    const frames: unknown[] = [];
    do frames.push(changed("", true));
    while (views.isCounting && frames.length < 9);
    expect(frames).toEqual([
      { a: 1, b: { counting: { done: 1 } } },
      { b: { counting: { done: 2 } } },
      { b: { counting: null } },
    ]);
    expect(changed()).toEqual({});
  });

  it("a view that is being fetched is in no frame before it is there", async () => {
    const { views, told, changed, arrive } = mounted();
    views.mount("a", "echo", 1);
    views.mount("b", "late", null);
    expect(changed()).toEqual({ a: 1 });
    arrive();
    await views.complete();
    expect(told).toEqual(["asked", "fetched"]);
    expect(changed()).toEqual({ b: "late" });
  });

  it("what was fetched once is at hand the next time", async () => {
    const { views, told, changed, arrive } = mounted();
    views.mount("b", "late", null);
    arrive();
    await views.complete();
    views.unmount("b");
    views.mount("c", "late", null);
    expect(told).toEqual(["asked", "fetched"]);
    expect(changed()).toEqual({ c: "late" });
  });

  it("a view that cannot be fetched is reported, and asked for again when it is mounted again", async () => {
    const { views, told, changed, fail } = mounted();
    views.mount("b", "late", null);
    fail();
    await views.complete();
    expect(changed()).toEqual({});
    views.mount("b", "late", null);
    expect(told).toEqual(["asked", "lost b: offline", "asked"]);
  });

  it("nothing is reported of a panel that has left meanwhile", async () => {
    const { views, told, fail } = mounted();
    views.mount("b", "late", null);
    views.unmount("b");
    fail();
    await views.complete();
    expect(told).toEqual(["asked"]);
  });

  it("a name without a view is our bug", () => {
    expect(() => mounted().views.mount("a", "nonsense", null)).toThrow("no view nonsense");
  });
});
