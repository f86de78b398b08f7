import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newScenario, type Scenario } from "../engine/index.ts";
import type { FromWorker, Reply, Source, ToWorker } from "../worker/protocol.ts";

/** What the browser keeps, by place. */
const kept = new Map<string, Scenario>();

vi.mock("./saved-work.ts", () => ({
  savedWork: async (place: string) => kept.get(place),
  saveWork: async (place: string, scenario: Scenario) => {
    kept.set(place, scenario);
    return true;
  },
  watchWork: () => () => undefined,
  lockPlace: async () => ({ release: async () => undefined }),
}));

const { openAgain, openPlace, useWorkplace } = await import("./workplace.ts");

/** Workers as the test has them behave: each answers an opening as `answer` says, or dies of it. */
let answer: (source: Source) => Reply | "dies";
const workers: ScriptedWorker[] = [];
let opened: string[] = [];

class ScriptedWorker {
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  isTerminated = false;

  constructor() {
    workers.push(this);
  }
  postMessage(message: ToWorker): void {
    if (message.type !== "call" || message.call.type !== "open") return;
    const { source } = message.call;
    const { id } = message;
    opened.push(nameOf(source));
    setTimeout(() => {
      if (this.isTerminated) return;
      const said = answer(source);
      if (said === "dies") this.onerror?.({ message: "out of memory" });
      else this.onmessage?.({ data: { type: "reply", id, reply: said } });
    }, 1);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  saves(scenario: Scenario): void {
    this.onmessage?.({ data: { type: "save", scenario, pieces: null } });
  }
}

const OPENED: Reply = { ok: true, value: { differs: null, view: {} } };
const REFUSED: Reply = { ok: false, refusal: { kind: "config", message: "No such table.", advice: "Mend it." } };

const CONFIG = { regions: [], latency: "instant" as const, tables: [], functions: [], files: {} };
const scenario = (name: string, step = 0): Scenario => ({ ...newScenario({ name, seed: 1, config: CONFIG }), step });
const nameOf = (source: Source): string => ("scenario" in source ? source.scenario.name : source.kind);
const beginning = { beginning: () => scenario("beginning") };
const state = () => useWorkplace.getState();
const worker = () => workers.at(-1) as ScriptedWorker;

beforeEach(() => {
  vi.stubGlobal("Worker", ScriptedWorker);
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.useFakeTimers();
  kept.clear();
  opened = [];
  answer = () => OPENED;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opens(place: string): Promise<void> {
  void openPlace(place, beginning);
  await vi.advanceTimersByTimeAsync(100);
}

describe("the open place", () => {
  it("goes on with what is kept of it, or begins, and keeps what the engine saves under its own name", async () => {
    await opens("sandbox");
    expect([opened, state().phase]).toEqual([["beginning"], "open"]);
    worker().saves(scenario("mine", 7));
    await vi.advanceTimersByTimeAsync(10);
    await opens("lesson");
    await opens("sandbox");
    expect(opened).toEqual(["beginning", "beginning", "mine"]);
    expect(kept.get("sandbox")?.step).toBe(7);
  });

  it("does not begin anew over kept work that cannot be opened, until it is told to", async () => {
    kept.set("lesson:two", scenario("mine", 7));
    answer = (source) => (nameOf(source) === "mine" ? REFUSED : OPENED);
    await opens("lesson:two");
    expect([opened, state().phase, state().refusal?.message]).toEqual([["mine"], "refused", "No such table."]);
    expect(state().unreadable?.scenario.step).toBe(7);
    worker().saves(scenario("beginning"));
    await vi.advanceTimersByTimeAsync(10);
    expect(kept.get("lesson:two")?.name).toBe("mine");

    void state().unreadable?.beginAnew();
    await vi.advanceTimersByTimeAsync(10);
    expect([state().phase, state().unreadable]).toEqual(["open", null]);
    worker().saves(scenario("beginning", 1));
    await vi.advanceTimersByTimeAsync(10);
    expect(kept.get("lesson:two")?.name).toBe("beginning");
  });

  it("does not take for unreadable what only could not be fetched, and opens it when it can", async () => {
    kept.set("lesson:three", scenario("mine", 7));
    answer = () => ({ ok: false, refusal: { kind: "not-fetched", message: "Gone.", advice: "Try again." } });
    await opens("lesson:three");
    expect([state().phase, state().refusal?.kind, state().unreadable]).toEqual(["refused", "not-fetched", null]);
    answer = () => OPENED;
    void openAgain();
    await vi.advanceTimersByTimeAsync(10);
    expect([opened, state().phase, state().refusal]).toEqual([["mine", "mine"], "open", null]);
    worker().saves(scenario("mine", 8));
    await vi.advanceTimersByTimeAsync(10);
    expect(kept.get("lesson:three")?.step).toBe(8);
  });

  it("is brought back when its engine dies: as it was saved, or else as it was being opened", async () => {
    await opens("sandbox");
    worker().saves(scenario("mine", 7));
    worker().onerror?.({ message: "out of memory" });
    await vi.advanceTimersByTimeAsync(10);
    expect(opened.at(-1)).toBe("mine");
    expect(state().restart).toMatchObject({ step: 7, done: true, gaveUp: false, cause: "out of memory" });

    let deaths = 1;
    answer = () => (deaths-- > 0 ? "dies" : OPENED);
    await opens("lesson");
    expect(opened.slice(-2)).toEqual(["beginning", "beginning"]);
    expect([state().phase, state().restart?.done]).toEqual(["open", true]);
  });

  it("is not opened for ever by engines that die of it, and what is kept stays; another place opens", async () => {
    kept.set("sandbox", scenario("mine", 7));
    answer = () => "dies";
    const before = workers.length;
    await opens("sandbox");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state().restart).toMatchObject({ gaveUp: true, done: false });
    expect(new Set(opened)).toEqual(new Set(["mine"]));
    expect(workers.length - before).toBeLessThan(4);
    expect(kept.get("sandbox")?.step).toBe(7);

    answer = () => OPENED;
    await opens("lesson");
    expect([state().phase, state().restart]).toEqual(["open", null]);
  });
});

describe("an opening that the person stops", () => {
  const STOPPED_READING: Reply = { ok: false, refusal: { kind: "stopped", message: "Stopped.", advice: "" } };

  it("leaves the place as it was kept", async () => {
    kept.set("sandbox", scenario("earlier work"));
    answer = (source) => (nameOf(source) === "huge" ? STOPPED_READING : OPENED);
    const done = openPlace("sandbox", { ...beginning, source: { kind: "scenario", scenario: scenario("huge") } });
    await vi.runAllTimersAsync();
    await done;
    expect(opened).toEqual(["huge", "earlier work"]);
    expect(state()).toMatchObject({ phase: "open", refusal: null });
    expect(kept.get("sandbox")?.name).toBe("earlier work");
  });

  it("leaves kept work itself alone, and can be tried again", async () => {
    kept.set("sandbox", scenario("huge"));
    answer = () => STOPPED_READING;
    const done = openPlace("sandbox", beginning);
    await vi.runAllTimersAsync();
    await done;
    expect(opened).toEqual(["huge"]);
    expect(state()).toMatchObject({ phase: "refused", unreadable: null });
    expect(kept.get("sandbox")?.name).toBe("huge");
    answer = () => OPENED;
    void openAgain();
    await vi.runAllTimersAsync();
    expect(opened).toEqual(["huge", "huge"]);
    expect(state().phase).toBe("open");
  });
});
