/**
 * What this browser keeps of a place: that it comes back, what replaces it, who may write it, and what happens when the
 * storage is full, broken or forbidden. The database and the locks are stand-ins with the rules of the real ones; a page
 * that is loaded again is the module loaded again over the same storage.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newScenario, type Scenario } from "../engine/index.ts";

type Entries = [string, unknown][];

/** An object store: it holds clones, and a write happens as a whole or not at all. */
const storage = {
  kept: new Map<string, unknown>(),
  roomBytes: Number.POSITIVE_INFINITY,
  forbidden: false,
  writes: [] as string[][],

  write(entries: Entries): Promise<void> {
    this.open();
    const after = new Map([...this.kept, ...entries.map(([key, value]) => [key, structuredClone(value)] as const)]);
    if (JSON.stringify([...after]).length > this.roomBytes) throw new DOMException("full", "QuotaExceededError");
    this.kept = after;
    this.writes.push(entries.map(([key]) => key));
    return Promise.resolve();
  },
  read(keys: readonly string[]): Promise<unknown[]> {
    this.open();
    return Promise.resolve(keys.map((key) => structuredClone(this.kept.get(key))));
  },
  open(): void {
    if (this.forbidden) throw new DOMException("not here", "SecurityError");
  },
};

vi.mock("idb-keyval", () => ({
  createStore: () => "store",
  getMany: async (keys: string[]) => storage.read(keys),
  set: async (key: string, value: unknown) => storage.write([[key, value]]),
  setMany: async (entries: Entries) => storage.write(entries),
}));

/** A freshly loaded page over what the browser has kept. */
async function page() {
  vi.resetModules();
  return import("./saved-work.ts");
}

const PLACE = "sandbox";
const table = (name: string, packed?: readonly string[]) => ({
  create: { TableName: name },
  partitions: 1,
  ...(packed === undefined ? {} : { packed }),
});

function scenario(options: { name?: string; tables?: readonly object[] } = {}): Scenario {
  const { name = "mine", tables = [table("Players")] } = options;
  return newScenario({
    name,
    seed: 4217,
    config: {
      regions: ["us-east-1"],
      latency: "typical",
      tables: tables as Scenario["config"]["tables"],
      functions: [],
      files: {},
    },
  });
}

beforeEach(() => {
  vi.stubGlobal("navigator", {});
  Object.assign(storage, { kept: new Map(), roomBytes: Number.POSITIVE_INFINITY, forbidden: false, writes: [] });
});

afterEach(() => vi.unstubAllGlobals());

describe("work is kept", () => {
  test("and comes back whole on the next page, each place its own", async () => {
    const { saveWork } = await page();
    expect(await saveWork(PLACE, scenario())).toBe(true);
    expect(await saveWork("lesson:streams/order-per-item", scenario({ name: "lesson" }))).toBe(true);
    const { savedWork } = await page();
    expect(await savedWork(PLACE)).toEqual(scenario());
    expect(await savedWork("lesson:streams/order-per-item")).toEqual(scenario({ name: "lesson" }));
  });

  test("of a place nobody has worked in there is none", async () => {
    const { savedWork } = await page();
    expect(await savedWork(PLACE)).toBeUndefined();
  });

  test("the last save replaces the one before", async () => {
    const { saveWork, savedWork } = await page();
    await saveWork(PLACE, scenario({ name: "first" }));
    await saveWork(PLACE, { ...scenario({ name: "second" }), step: 9 });
    expect(await savedWork(PLACE)).toEqual({ ...scenario({ name: "second" }), step: 9 });
  });

  test("as it was when it was saved, whatever is done with it later", async () => {
    const { saveWork, savedWork } = await page();
    const tables = [table("Players")];
    await saveWork(PLACE, scenario({ tables }));
    Object.assign(tables[0] as object, { partitions: 7 });
    expect((await savedWork(PLACE))?.config.tables[0]?.partitions).toBe(1);
  });
});

describe("[WORLD-6] packed items are kept", () => {
  const packed = ["AAAA", "BBBB"];

  test("with their scenario, and come back in their tables", async () => {
    const { saveWork } = await page();
    const whole = scenario({ tables: [table("Plain"), table("Packed", packed)] });
    await saveWork(PLACE, whole);
    const { savedWork } = await page();
    expect(await savedWork(PLACE)).toEqual(whole);
  });

  test("once, while the world is worked on", async () => {
    const { saveWork } = await page();
    const whole = scenario({ tables: [table("Packed", packed)] });
    await saveWork(PLACE, whole);
    await saveWork(PLACE, { ...whole, step: 1 });
    await saveWork(PLACE, { ...whole, step: 2 });
    expect(storage.writes).toEqual([["sandbox", "packed sandbox"], ["sandbox"], ["sandbox"]]);
  });

  test("anew when a world with other items takes the place, and are gone with one that has none", async () => {
    const { saveWork, savedWork } = await page();
    await saveWork(PLACE, scenario({ tables: [table("Packed", packed)] }));
    const other = scenario({ tables: [table("Packed", ["CCCC"])] });
    await saveWork(PLACE, other);
    expect(await savedWork(PLACE)).toEqual(other);
    await saveWork(PLACE, scenario());
    expect(await savedWork(PLACE)).toEqual(scenario());
    expect(JSON.stringify([...storage.kept])).not.toContain("CCCC");
  });

  test("anew after another tab had the place: it may have kept others", async () => {
    const { saveWork, lockPlace, savedWork } = await page();
    const whole = scenario({ tables: [table("Packed", packed)] });
    await saveWork(PLACE, whole);
    const otherTab = await page();
    await otherTab.saveWork(PLACE, scenario({ tables: [table("Packed", ["theirs"])] }));
    await lockPlace(PLACE, { steal: true, onLost: () => undefined });
    await saveWork(PLACE, whole);
    expect(await savedWork(PLACE)).toEqual(whole);
  });
});

describe("what the browser refuses", () => {
  test("is said, and what was kept before stays", async () => {
    const { saveWork, savedWork } = await page();
    await saveWork(PLACE, scenario({ name: "before" }));
    storage.roomBytes = 0;
    expect(await saveWork(PLACE, scenario({ name: "after" }))).toBe(false);
    expect(await savedWork(PLACE)).toEqual(scenario({ name: "before" }));
  });

  test("full storage keeps no scenario without its items, and keeps both once there is room", async () => {
    const { saveWork, savedWork } = await page();
    const big = scenario({ tables: [table("Packed", ["x".repeat(5_000)])] });
    storage.roomBytes = 3_000;
    expect(await saveWork(PLACE, big)).toBe(false);
    expect(await savedWork(PLACE)).toBeUndefined();
    storage.roomBytes = Number.POSITIVE_INFINITY;
    expect(await saveWork(PLACE, big)).toBe(true);
    expect(await savedWork(PLACE)).toEqual(big);
  });

  test("forbidden storage keeps nothing and throws nothing", async () => {
    storage.forbidden = true;
    const { saveWork, savedWork } = await page();
    expect(await saveWork(PLACE, scenario())).toBe(false);
    expect(await savedWork(PLACE)).toBeUndefined();
  });

  test("what cannot be cloned is not kept", async () => {
    const { saveWork, savedWork } = await page();
    const odd = { ...scenario(), name: (() => "a function") as unknown as string };
    expect(await saveWork(PLACE, odd)).toBe(false);
    expect(await savedWork(PLACE)).toBeUndefined();
  });

  test("a browser without channels between tabs keeps it all the same", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    const { saveWork, savedWork } = await page();
    expect(await saveWork(PLACE, scenario())).toBe(true);
    expect(await savedWork(PLACE)).toEqual(scenario());
  });
});

describe("another tab", () => {
  test("is called back when the place is saved, not for other places, and not once it has stopped", async () => {
    const { saveWork } = await page();
    const otherTab = await page();
    const heard = vi.fn();
    const stop = otherTab.watchWork(PLACE, heard);
    await saveWork("lesson:a/b", scenario());
    await saveWork(PLACE, scenario());
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    stop();
    await saveWork(PLACE, scenario());
    await new Promise((done) => setImmediate(done));
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test("does not hear of a save the browser refused", async () => {
    const { saveWork } = await page();
    const otherTab = await page();
    const heard = vi.fn();
    const stop = otherTab.watchWork(PLACE, heard);
    storage.roomBytes = 0;
    await saveWork(PLACE, scenario());
    await new Promise((done) => setImmediate(done));
    stop();
    expect(heard).not.toHaveBeenCalled();
  });
});

describe("the right to write a place", () => {
  const unaware = { steal: false, onLost: () => undefined };

  beforeEach(() => vi.stubGlobal("navigator", { locks: lockManager() }));

  test("is one tab's; a second gets none until the first gives it up", async () => {
    const [first, second] = [await page(), await page()];
    const lock = await first.lockPlace(PLACE, unaware);
    expect(lock).not.toBeNull();
    expect(await second.lockPlace(PLACE, unaware)).toBeNull();
    expect(await second.lockPlace("lesson:a/b", unaware)).not.toBeNull();
    await lock?.release();
    expect(await second.lockPlace(PLACE, unaware)).not.toBeNull();
  });

  test("is free again for the same tab as soon as the release is done", async () => {
    const { lockPlace } = await page();
    const lock = await lockPlace(PLACE, unaware);
    await lock?.release();
    expect(await lockPlace(PLACE, unaware)).not.toBeNull();
  });

  test("can be stolen: the tab that had it is told, once", async () => {
    const [first, second] = [await page(), await page()];
    const onLost = vi.fn();
    const lock = await first.lockPlace(PLACE, { steal: false, onLost });
    expect(await second.lockPlace(PLACE, { ...unaware, steal: true })).not.toBeNull();
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1));
    await lock?.release();
    expect(onLost).toHaveBeenCalledTimes(1);
    expect(await first.lockPlace(PLACE, unaware)).toBeNull();
  });

  test("is not lost by giving it up", async () => {
    const { lockPlace } = await page();
    const onLost = vi.fn();
    const lock = await lockPlace(PLACE, { steal: false, onLost });
    await lock?.release();
    expect(onLost).not.toHaveBeenCalled();
  });

  test("is every tab's where the browser has no locks", async () => {
    vi.stubGlobal("navigator", {});
    const [first, second] = [await page(), await page()];
    const lock = await first.lockPlace(PLACE, unaware);
    expect(await second.lockPlace(PLACE, unaware)).not.toBeNull();
    await expect(lock?.release()).resolves.toBeUndefined();
  });
});

/** Web Locks as this module uses them: `ifAvailable` and `steal`, held until the callback's promise is settled. */
function lockManager() {
  const holders = new Map<string, { lose: (error: Error) => void }>();
  type Held = (lock: { name: string } | null) => Promise<void> | undefined;
  return {
    request(name: string, options: { steal?: boolean }, held: Held): Promise<void> {
      const holder = holders.get(name);
      if (holder !== undefined && options.steal !== true) return Promise.resolve(held(null));
      holder?.lose(new DOMException("stolen", "AbortError"));
      return new Promise((resolve, reject) => {
        const mine = { lose: reject };
        holders.set(name, mine);
        void Promise.resolve(held({ name })).then(() => {
          if (holders.get(name) === mine) holders.delete(name);
          resolve();
        });
      });
    },
  };
}
