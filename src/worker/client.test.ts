import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newScenario } from "../engine/index.ts";
import { EngineClient } from "./client.ts";
import { type FromWorker, PROTOCOL_VERSION, type ToWorker } from "./protocol.ts";

/** A Worker that answers only what the test has it say. */
class SilentWorker {
  static last: SilentWorker;
  readonly heard: ToWorker[] = [];
  isTerminated = false;
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  onmessageerror: (() => void) | null = null;

  constructor() {
    SilentWorker.last = this;
  }
  postMessage(message: ToWorker): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  says(message: FromWorker): void {
    this.onmessage?.({ data: message });
  }
}

let told: string[];

function withPacked(packed?: readonly string[]) {
  const table = { create: {}, partitions: 1, ...(packed === undefined ? {} : { packed }) };
  const config = { regions: [], latency: "instant" as const, tables: [table], functions: [], files: {} };
  return newScenario({ name: "t", seed: 1, config });
}

function connected() {
  const client = new EngineClient({
    onFrame: () => told.push("frame"),
    onSave: ({ config }) => told.push(["save", ...(config.tables[0]?.packed ?? [])].join(" ")),
    onReading: () => told.push("reading"),
    onFailed: ({ message }) => told.push(`failed: ${message}`),
    onViewLost: ({ key }) => told.push(`view lost: ${key}`),
    onLost: (reason) => told.push(`lost: ${reason}`),
  });
  return { client, worker: SilentWorker.last };
}

beforeEach(() => {
  told = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  vi.stubGlobal("Worker", SilentWorker);
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => setTimeout(draw, 16));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the page's side of the Worker", () => {
  it("says hello with its version, and pairs replies with calls in any order", async () => {
    const { client, worker } = connected();
    const first = client.call({ type: "hash" });
    const second = client.call({ type: "hash" });
    worker.says({ type: "reply", id: 2, reply: { ok: true, value: "two" } });
    worker.says({ type: "reply", id: 1, reply: { ok: true, value: "one" } });
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: "one" },
      { ok: true, value: "two" },
    ]);
    expect(worker.heard[0]).toEqual({ type: "hello", protocol: PROTOCOL_VERSION });
  });

  it("tells the Worker when a frame is on the screen, not before", () => {
    const { worker } = connected();
    worker.says({ type: "frame", frame: {} as never });
    expect([told, worker.heard.at(-1)?.type]).toEqual([["frame"], "hello"]);
    vi.advanceTimersByTime(16);
    expect(worker.heard.at(-1)?.type).toBe("drawn");
  });

  it("[WORLD-6] hands on what is to be saved with its packed items, which came with an earlier save", () => {
    const { worker } = connected();
    worker.says({ type: "save", scenario: withPacked([]), pieces: [["AAAA"]] });
    worker.says({ type: "save", scenario: withPacked([]), pieces: null });
    worker.says({ type: "save", scenario: withPacked([]), pieces: [["BBBB", "CCCC"]] });
    expect(told).toEqual(["save AAAA", "save AAAA", "save BBBB CCCC"]);
  });

  it("hands on what is to be saved, what failed, and a view that is lost", () => {
    const { worker } = connected();
    worker.says({ type: "save", scenario: withPacked(), pieces: null });
    worker.says({ type: "failed", message: "a bug", stack: "", step: 3, scenario: null });
    worker.says({ type: "viewLost", key: "items null", message: "offline" });
    expect(told).toEqual(["save", "failed: a bug", "view lost: items null"]);
  });

  it("refuses an engine of another version", () => {
    const { worker } = connected();
    worker.says({ type: "hello", protocol: PROTOCOL_VERSION + 1 });
    expect(worker.isTerminated).toBe(true);
    expect(told).toEqual(["lost: the page and the engine are of different versions; reload the page"]);
  });

  it("answers every open call when the Worker is gone, and every later one", async () => {
    const { client, worker } = connected();
    const open = client.call({ type: "hash" });
    worker.onerror?.({ message: "out of memory" });
    expect(await open).toMatchObject({ ok: false, refusal: { kind: "engine-lost" } });
    expect(await client.call({ type: "hash" })).toMatchObject({ ok: false, refusal: { kind: "engine-lost" } });
    expect(told).toEqual(["lost: out of memory"]);
  });

  it("loses patience with a Worker that owes an answer and says nothing, but not with one that is alive", async () => {
    const { client, worker } = connected();
    const open = client.call({ type: "hash" });
    vi.advanceTimersByTime(7_000);
    worker.says({ type: "alive" });
    vi.advanceTimersByTime(7_000);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(await open).toMatchObject({ ok: false });
    expect(told).toEqual(["lost: it did not answer for 8 seconds"]);
  });

  it("does not mind silence while nothing is owed", async () => {
    const { client, worker } = connected();
    const open = client.call({ type: "hash" });
    worker.says({ type: "reply", id: 1, reply: { ok: true, value: 0 } });
    await open;
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });
});
