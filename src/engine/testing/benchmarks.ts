/**
 * The engine's own speed: worlds of the instant profile, driven without a timeline, as the endpoint will. Every
 * function measures once and returns one number; `npm run bench` decides how often and prints them beside the budgets.
 */
import { present } from "../base/assert.ts";
import type { Command } from "../world/commands.ts";
import { encodeLink } from "../world/link.ts";
import { newScenario } from "../world/scenario.ts";
import { Timeline } from "../world/timeline.ts";
import { World } from "../world/world.ts";
import { config, playersTable, put } from "./fixtures.ts";

type Clock = () => number;

const PAYLOAD = "x".repeat(1000);
const IN_FLIGHT = 32;

export const benchmarks: Readonly<Record<string, (now: Clock) => number>> = {
  writesPerSecond: (now) => requestsPerSecond(now, 30_000, writeCommand, {}),
  readsPerSecond: (now) => requestsPerSecond(now, 30_000, readCommand, {}),
  writeCostWithOneIndex: (now) =>
    requestsPerSecond(now, 10_000, writeCommand, {}) / requestsPerSecond(now, 10_000, writeCommand, { index: true }),
  stepBackMillis: (now) => {
    const timeline = longTimeline();
    const start = now();
    for (let i = 0; i < 50; i++) timeline.seek(timeline.step - 1);
    return (now() - start) / 50;
  },
  seekMillis: (now) => {
    const timeline = longTimeline();
    const start = now();
    for (let i = 0; i < 20; i++) timeline.seek((i * 7919) % timeline.branch.steps.length);
    return (now() - start) / 20;
  },
  writeCostGrowth: (now) =>
    1 /
    (requestsPerSecond(now, 5_000, writeCommand, {}, 100_000) / requestsPerSecond(now, 5_000, writeCommand, {}, 1_000)),
};

/** @returns requests answered per second of `now`, with 32 in flight */
function requestsPerSecond(
  now: Clock,
  count: number,
  commandOf: (i: number, id: number) => Command,
  options: { readonly index?: boolean },
  preload = 0,
): number {
  const items = Array.from({ length: preload }, (_, i) => ({
    player: { S: `p${i}` },
    score: { N: "1" },
    league: { S: "gold" },
  }));
  const world = new World({
    seed: 1,
    runtime: null,
    config: config({
      latency: "instant",
      tables: [playersTable({ index: options.index ?? false, stream: false, partitions: 4, items })],
    }),
  });
  const start = now();
  let id = 1;
  for (let done = 0; done < count; done += IN_FLIGHT) {
    const batch = Array.from({ length: IN_FLIGHT }, () => ({
      ...commandOf(done + (id % IN_FLIGHT), id++),
      at: world.issueTime(),
    }));
    const commands = [...EMPTY.slice(0, 0), ...batch];
    runBatch(world, commands);
  }
  return Math.round((count * 1000) / (now() - start));
}

const EMPTY: readonly Command[] = [];

/** Carries out one batch to rest. The list a world sees grows by the batch, without keeping the old ones. */
function runBatch(world: World, batch: readonly Command[]): void {
  const done = world.executed;
  const commands = new Proxy(batch, {
    get: (target, key) =>
      typeof key === "string" && /^\d+$/.test(key)
        ? target[Number(key) - done]
        : key === "length"
          ? done + target.length
          : Reflect.get(target, key),
  }) as readonly Command[];
  while (!world.quiet(commands) && world.step(commands) !== undefined);
}

function writeCommand(i: number, id: number): Command {
  return {
    id,
    at: 0,
    ...put(`p${i % 5000}`, { payload: { S: PAYLOAD }, score: { N: String(i % 100) }, league: { S: "gold" } }),
  } as Command;
}

function readCommand(i: number, id: number): Command {
  return {
    id,
    at: 0,
    kind: "request",
    region: "us-east-1",
    operation: "GetItem",
    input: { TableName: "Players", Key: { player: { S: `p${i % 5000}` } } },
  };
}

/** A scenario of about 10,000 steps, run to its end. */
function longTimeline(): Timeline {
  const commands: Command[] = Array.from(
    { length: 400 },
    (_, i) =>
      ({
        id: i + 1,
        at: i * 3_000,
        ...put(`p${i % 40}`, { score: { N: String(i) }, league: { S: "gold" } }),
      }) as Command,
  );
  const base = newScenario({ name: "long", seed: 1, config: config() });
  const timeline = new Timeline(
    { ...base, commands, branches: [{ ...present(base.branches[0], "branch"), commands: commands.map((c) => c.id) }] },
    null,
  );
  while (!timeline.quiet && timeline.forward());
  return timeline;
}

/** A link to a world of three Regions in slow motion, at a moment with more than 200 messages on their way. */
export function busyLink(): string {
  const regions = ["us-east-1", "eu-west-1", "ap-south-1"];
  const commands = Array.from(
    { length: 240 },
    (_, i) => ({ id: i + 1, at: i * 10, ...put(`p${i}`, {}, regions[i % 3]) }) as Command,
  );
  const base = newScenario({
    name: "busy",
    seed: 1,
    config: config({ regions, latency: "slow", tables: [playersTable({ regions, partitions: 6 })] }),
  });
  const branches = [{ ...present(base.branches[0], "branch"), commands: commands.map((c) => c.id) }];
  return encodeLink({ ...base, commands, branches, step: commands.length });
}
