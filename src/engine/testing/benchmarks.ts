/**
 * The engine's own speed: worlds of the instant profile, driven without a timeline, as the endpoint drives them. Each
 * function returns one number, which `npm run bench` prints beside its budget.
 */
import "../later.ts";
import { assert, present } from "../base/assert.ts";
import { EPOCH_MICROS } from "../service/epoch.ts";
import type { ApiAnswer } from "../service/messages.ts";
import type { Command } from "../world/commands.ts";
import { encodeLink } from "../world/link.ts";
import { type LiveCall, LiveWorld } from "../world/live-world.ts";
import { newScenario } from "../world/scenario.ts";
import { Timeline } from "../world/timeline.ts";
import { config, playersTable, put } from "./fixtures.ts";

type Clock = () => number;

const PAYLOAD = "x".repeat(1000);
const IN_FLIGHT = 32;
const WARM_UP = 6_400;
const ROUNDS = 5;
const REGION = "us-east-1";

export const benchmarks: Readonly<Record<string, (now: Clock) => number>> = {
  writesPerSecond: (now) => requestsPerSecond(now, 32_000, writeCall),
  readsPerSecond: (now) => requestsPerSecond(now, 32_000, readCall),
  writeCostWithOneIndex: (now) =>
    requestsPerSecond(now, 9_600, writeCall) / requestsPerSecond(now, 9_600, writeCall, { index: true }),
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
    requestsPerSecond(now, 9_600, writeCall, { preload: 1_000 }) /
    requestsPerSecond(now, 9_600, writeCall, { preload: 100_000 }),
};

/**
 * @returns requests answered per second of `now`, with 32 in flight: the median of rounds of `count` requests, because in
 *   the first of them the code is still being compiled, and in any of them the machine may be busy with something else
 */
function requestsPerSecond(
  now: Clock,
  count: number,
  callOf: (i: number) => LiveCall,
  { index = false, preload = 0 }: { readonly index?: boolean; readonly preload?: number } = {},
): number {
  const items = Array.from({ length: preload }, (_, i) => ({
    player: { S: `p${i}` },
    score: { N: "1" },
    league: { S: "gold" },
  }));
  const world = new LiveWorld({
    seed: 1,
    latency: "instant",
    startAt: EPOCH_MICROS,
    regions: new Map([[REGION, [{ create: tableOf(index), items }]]]),
  });
  answer(world, WARM_UP, callOf);
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = now();
    answer(world, count, callOf);
    return Math.round((count * 1000) / (now() - start));
  });
  return present(rates.sort((a, b) => a - b)[ROUNDS >> 1], "a rate");
}

function answer(world: LiveWorld, count: number, callOf: (i: number) => LiveCall): void {
  let answered = 0;
  const done = ({ error }: ApiAnswer): void => {
    assert(error === null, `a benchmark's request is answered: ${error?.message}`);
    answered++;
  };
  for (let begun = 0; begun < count; ) {
    for (let i = 0; i < IN_FLIGHT; i++) world.begin(callOf(begun++), done);
    for (let due = world.nextDue; answered < begun; due = world.nextDue) world.advance(present(due, "an answer"));
  }
  // What a write leaves to be done, its index entries before all, is a part of its cost.
  for (let due = world.nextDue; due !== undefined; due = world.nextDue) world.advance(due);
}

function tableOf(index: boolean): unknown {
  const key = (name: string, KeyType: string) => ({ AttributeName: name, KeyType });
  const attribute = (name: string, AttributeType: string) => ({ AttributeName: name, AttributeType });
  const table = {
    TableName: "Players",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [attribute("player", "S")],
    KeySchema: [key("player", "HASH")],
  };
  if (!index) return table;
  return {
    ...table,
    AttributeDefinitions: [...table.AttributeDefinitions, attribute("league", "S"), attribute("score", "N")],
    GlobalSecondaryIndexes: [
      {
        IndexName: "byScore",
        KeySchema: [key("league", "HASH"), key("score", "RANGE")],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  };
}

function writeCall(i: number): LiveCall {
  const Item = {
    player: { S: `p${i % 5000}` },
    payload: { S: PAYLOAD },
    score: { N: String(i % 100) },
    league: { S: "gold" },
  };
  return { region: REGION, operation: "PutItem", input: { TableName: "Players", Item } };
}

function readCall(i: number): LiveCall {
  const input = { TableName: "Players", Key: { player: { S: `p${i % 5000}` } } };
  return { region: REGION, operation: "GetItem", input };
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
