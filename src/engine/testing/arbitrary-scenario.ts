/** Valid scenarios of every shape, for properties of what carries them; and one like people make. */
import fc from "fast-check";
import type { Command } from "../world/commands.ts";
import type { WorldConfig } from "../world/config.ts";
import { newScenario, type Scenario } from "../world/scenario.ts";

/** What survives JSON: no -0, no undefined. */
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const key = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom("__proto__", "constructor", "TableName", "0", "10", "é😀"),
);
const object = fc
  .array(fc.tuple(key, json), { maxLength: 5 })
  .map((entries) => Object.fromEntries(entries) as Record<string, unknown>);
const code = fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom("export const a = 1;", "console.log('same');\n"));
const files = fc.dictionary(fc.constantFrom("index.ts", "lib/keys.ts", "handler.ts"), code, { noNullPrototype: true });

const attribute = fc.oneof(
  fc.record({ S: fc.string({ maxLength: 12 }) }, { noNullPrototype: true }),
  fc.record({ N: fc.integer().map(String) }, { noNullPrototype: true }),
  fc.record({ BOOL: fc.boolean() }, { noNullPrototype: true }),
  fc.record(
    { SS: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }) },
    { noNullPrototype: true },
  ),
);
const item = fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), attribute, { maxKeys: 4, noNullPrototype: true });

const REGIONS = ["us-east-1", "eu-west-1", "ap-northeast-1"];
const FUNCTIONS = ["on-change", "total"];

const table = fc.record(
  {
    create: object,
    partitions: fc.integer({ min: 1, max: 64 }),
    items: fc.array(item, { maxLength: 6 }),
    indexPartitions: fc.constant({ "by-score": 2 }),
    collectionBytesMax: fc.constant(100_000),
  },
  { requiredKeys: ["create", "partitions"], noNullPrototype: true },
);

const config: fc.Arbitrary<WorldConfig> = fc.record(
  {
    regions: fc.integer({ min: 1, max: 3 }).map((count) => REGIONS.slice(0, count)),
    latency: fc.constantFrom("instant", "typical", "slow"),
    tables: fc.array(table, { maxLength: 3 }),
    functions: fc.constant(FUNCTIONS.map((name) => ({ name, entry: "index.ts" }))),
    files,
  },
  { noNullPrototype: true },
);

const at = fc.integer({ min: 0, max: 3_000_000_000 });
const body = fc.oneof(
  fc.record(
    {
      kind: fc.constant("request"),
      region: fc.constant("us-east-1"),
      operation: fc.constantFrom("PutItem", "GetItem"),
      input: fc.oneof(object, json),
    },
    { noNullPrototype: true },
  ),
  fc.record(
    { kind: fc.constant("run"), region: fc.constant("us-east-1"), entry: fc.constant("index.ts"), files },
    { noNullPrototype: true },
  ),
  fc.record(
    { kind: fc.constant("deploy"), functionName: fc.constantFrom(...FUNCTIONS), entry: fc.constant("index.ts"), files },
    { noNullPrototype: true },
  ),
  fc.record(
    { kind: fc.constant("stop"), region: fc.constant("us-east-1"), run: fc.integer({ min: 1, max: 9 }) },
    { noNullPrototype: true },
  ),
  fc.record(
    { kind: fc.constant("jump"), micros: fc.integer({ min: 0, max: 86_400_000_000 }) },
    { noNullPrototype: true },
  ),
  fc.constantFrom(
    { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" } },
    {
      kind: "fault",
      fault: { type: "slow-link", a: "us-east-1", b: "eu-west-1", extraMicros: 5, lossPerMillion: 900 },
    },
  ),
);
const commands = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 200 }), at, body), { selector: ([id]) => id, maxLength: 25 })
  .map((given) => given.map(([id, time, rest]) => ({ id, at: time, ...rest }) as Command));

/** Branches over the commands: each takes some of them, in the order of their times. */
const branchPlans = (all: readonly Command[]) =>
  fc
    .array(fc.tuple(fc.string({ maxLength: 12 }), fc.subarray([...all]), fc.nat(), fc.nat(500)), {
      minLength: 1,
      maxLength: 5,
    })
    .map((given) =>
      given.map(([name, own, parent, forkStep], i) => ({
        name,
        parent: i === 0 ? null : parent % i,
        forkStep,
        commands: own.toSorted((a, b) => a.at - b.at || a.id - b.id).map((c) => c.id),
      })),
    );

export const arbitraryScenario: fc.Arbitrary<Scenario> = fc.tuple(config, commands).chain(([world, all]) =>
  branchPlans(all).chain((branches) =>
    fc.record(
      {
        schema: fc.constant(1 as const),
        engine: fc.constantFrom("1.0", "1.7"),
        name: fc.string({ maxLength: 30 }),
        seed: fc.integer({ min: 0, max: 0xffffffff }),
        config: fc.constant(world),
        commands: fc.constant(all),
        branches: fc.constant(branches),
        current: fc.nat(branches.length - 1),
        step: fc.nat(10_000_000),
        hash: fc.constant("0123456789abcdef".repeat(4)),
        view: fc.dictionary(fc.constantFrom("follow", "panels", "zoom"), fc.string({ maxLength: 20 }), {
          noNullPrototype: true,
        }),
        lesson: fc.constant("reading/stale-reads"),
      },
      {
        requiredKeys: ["schema", "engine", "name", "seed", "config", "commands", "branches", "current", "step"],
        noNullPrototype: true,
      },
    ),
  ),
);

const CODE = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

interface Player {
  player: string;
  score: number;
  team?: string;
}

async function save(player: Player): Promise<void> {
  await ddb.send(
    new PutCommand({
      TableName: "Players",
      Item: player,
      ConditionExpression: "attribute_not_exists(player)",
    }),
  );
}

const players: Player[] = [
  { player: "cleo", score: 9310, team: "red" },
  { player: "dan", score: 120 },
  { player: "eve", score: 4410, team: "blue" },
];

for (const player of players) {
  try {
    await save(player);
  } catch (error) {
    console.warn(player.player, "is there already", error.name);
  }
}

const { Item } = await ddb.send(
  new GetCommand({ TableName: "Players", Key: { player: "cleo" }, ConsistentRead: true }),
);
console.log(Item);
`;

const NAMES = ["cleo", "dan", "eve", "fay", "gus", "hal", "ida", "jon", "kim", "lou"];

/** Puts, updates and gets of ten players at uneven times, and two runs of one 40-line program. @param count of commands */
export function typicalScenario(count: number): Scenario {
  const files = { "index.ts": CODE };
  const world: WorldConfig = {
    regions: ["us-east-1"],
    latency: "typical",
    tables: [
      {
        create: {
          TableName: "Players",
          AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
          BillingMode: "PAY_PER_REQUEST",
        },
        partitions: 3,
        items: NAMES.slice(0, 4).map((player, i) => ({ player: { S: player }, score: { N: String(1000 + i * 37) } })),
      },
    ],
    functions: [],
    files,
  };
  let at = 0;
  let noise = 4217;
  const commands = Array.from({ length: count }, (_, i): Command => {
    noise = (noise * 48271) % 0x7fffffff;
    at += 1000 + (noise % 900_000);
    const player = { S: NAMES[noise % NAMES.length] as string };
    const issued = { id: i + 1, at };
    if (i % 40 === 20) return { ...issued, kind: "run", region: "us-east-1", entry: "index.ts", files };
    const operation = ["PutItem", "UpdateItem", "GetItem"][noise % 3] as string;
    const request = { ...issued, kind: "request", region: "us-east-1", operation } as const;
    const score = { N: String(noise % 10_000) };
    if (operation === "PutItem") return { ...request, input: { TableName: "Players", Item: { player, score } } };
    if (operation === "GetItem")
      return {
        ...request,
        input: { TableName: "Players", Key: { player }, ...(noise % 2 === 0 ? { ConsistentRead: true } : {}) },
      };
    return {
      ...request,
      input: {
        TableName: "Players",
        Key: { player },
        UpdateExpression: "SET score = :s",
        ExpressionAttributeValues: { ":s": score },
      },
    };
  });
  const start = newScenario({ name: "Three readers", seed: 4217, config: world });
  return {
    ...start,
    commands,
    branches: [{ name: "original", parent: null, forkStep: 0, commands: commands.map((c) => c.id) }],
    step: 412,
    view: { follow: "cleo", panels: "stage,timeline" },
  };
}
