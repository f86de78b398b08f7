import { describe, expect, it } from "vitest";
import { config, playersTable, put } from "../testing/fixtures.ts";
import { newScenario } from "../world/scenario.ts";
import { Timeline } from "../world/timeline.ts";
import type { Event } from "./events.ts";

type Body = Record<string, unknown>;

/** A world with the Players table, asked one request at a time. */
class Streams {
  readonly timeline: Timeline;

  constructor(options: Parameters<typeof playersTable>[0] = {}) {
    const tables = [playersTable({ partitions: 2, index: false, ...options })];
    const scenario = newScenario({ name: "streams", seed: 7, config: config({ tables, latency: "instant" }) });
    this.timeline = new Timeline(scenario, null);
  }

  /** Jumps ahead and carries out what is due meanwhile. */
  jump(micros: number): void {
    this.timeline.issue({ kind: "jump", micros }, this.timeline.world.now + micros);
    this.rest();
  }

  write(...players: readonly string[]): void {
    for (const player of players) this.timeline.issue(put(player, { n: { N: "1" } }));
    this.rest();
  }

  /** The response's body, or `Name: message`. */
  ask(operation: string, input: Body = {}): Body | string {
    const command = this.timeline.issue({ kind: "request", region: "us-east-1", operation, input });
    const answers = this.rest().filter(
      (event) => event.kind === "ResponseReceived" && event.request === `q${command.id}`,
    );
    expect(answers).toHaveLength(1);
    const [answer] = answers as Extract<Event, { kind: "ResponseReceived" }>[];
    return answer?.error ? `${answer.error}: ${answer.message}` : (answer?.body as Body);
  }

  body(operation: string, input: Body = {}): Body {
    const answer = this.ask(operation, input);
    if (typeof answer === "string") throw new Error(answer);
    return answer;
  }

  arn(): string {
    return (this.body("ListStreams").Streams as { StreamArn: string }[])[0]?.StreamArn ?? "";
  }

  shards(): string[] {
    const { Shards } = this.body("DescribeStream", { StreamArn: this.arn() }).StreamDescription as Body;
    return (Shards as { ShardId: string }[]).map(({ ShardId }) => ShardId);
  }

  iterator(ShardId: string, ShardIteratorType: string, SequenceNumber?: string): string {
    const numbered = SequenceNumber === undefined ? {} : { SequenceNumber };
    const input = { StreamArn: this.arn(), ShardId, ShardIteratorType, ...numbered };
    return this.body("GetShardIterator", input).ShardIterator as string;
  }

  records(ShardIterator: string, more: Body = {}): { names: string[]; numbers: string[]; next: string | undefined } {
    const { Records, NextShardIterator } = this.body("GetRecords", { ShardIterator, ...more });
    const found = Records as { dynamodb: { Keys: { player: { S: string } }; SequenceNumber: string } }[];
    return {
      names: found.map(({ dynamodb }) => dynamodb.Keys.player.S),
      numbers: found.map(({ dynamodb }) => dynamodb.SequenceNumber),
      next: NextShardIterator as string | undefined,
    };
  }

  private rest(): Event[] {
    const from = this.timeline.branch.events.length;
    for (let i = 0; i < 20_000 && !this.timeline.quiet; i++) this.timeline.forward();
    return this.timeline.branch.events.slice(from).map(({ event }) => event);
  }
}

const NAMES = ["ann", "bob", "cleo", "dora", "emil", "fay"];

describe("the streams API", () => {
  it("[STA-2] ListStreams pages by ARN and can be asked for one table", () => {
    const world = new Streams();
    const { Streams: listed } = world.body("ListStreams");
    expect(listed).toEqual([
      {
        StreamArn: "arn:aws:dynamodb:us-east-1:000000000000:table/Players/stream/2026-01-01T00:00:00.000",
        TableName: "Players",
        StreamLabel: "2026-01-01T00:00:00.000",
      },
    ]);
    expect(world.body("ListStreams", { TableName: "Others" })).toEqual({ Streams: [] });
    expect(world.body("ListStreams", { ExclusiveStartStreamArn: world.arn() })).toEqual({ Streams: [] });
    expect(new Streams({ stream: false }).body("ListStreams")).toEqual({ Streams: [] });
  });

  it("[STA-3] DescribeStream tells the stream and, a page at a time, its shards", () => {
    const world = new Streams();
    const StreamArn = world.arn();
    const shard = (ShardId: unknown) => ({
      ShardId,
      SequenceNumberRange: { StartingSequenceNumber: "100000000000000000000" },
    });
    const id = expect.stringMatching(/^shardId-\d{20}-[0-9a-f]{8}$/);
    const about = {
      StreamArn,
      StreamLabel: "2026-01-01T00:00:00.000",
      StreamStatus: "ENABLED",
      StreamViewType: "NEW_AND_OLD_IMAGES",
      CreationRequestDateTime: 1_767_225_600,
      TableName: "Players",
      KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
    };
    expect(world.body("DescribeStream", { StreamArn })).toEqual({
      StreamDescription: { ...about, Shards: [shard(id), shard(id)] },
    });
    const [first, second] = world.shards();
    expect(world.body("DescribeStream", { StreamArn, Limit: 1 })).toEqual({
      StreamDescription: { ...about, Shards: [shard(first)], LastEvaluatedShardId: first },
    });
    expect(world.body("DescribeStream", { StreamArn, ExclusiveStartShardId: first })).toEqual({
      StreamDescription: { ...about, Shards: [shard(second)] },
    });
    const ShardFilter = { Type: "CHILD_SHARDS", ShardId: first };
    expect(world.body("DescribeStream", { StreamArn, ShardFilter })).toEqual({
      StreamDescription: { ...about, Shards: [] },
    });
  });

  it("[STA-5] every change is read once from the oldest record on, a few at a time", () => {
    const world = new Streams();
    world.write(...NAMES);
    const found = world.shards().flatMap((shard) => {
      const all: string[] = [];
      let next = world.iterator(shard, "TRIM_HORIZON");
      for (let reads = 0; reads < 5; reads++) {
        const page = world.records(next, { Limit: 2 });
        expect(page.names.length).toBeLessThanOrEqual(2);
        all.push(...page.names);
        next = page.next as string;
      }
      return all;
    });
    expect(found.sort()).toEqual(NAMES);
  });

  it("[STA-5] a record is shaped as the service shapes it", () => {
    const world = new Streams({ partitions: 1 });
    world.write("ann");
    const [shard] = world.shards();
    const { Records } = world.body("GetRecords", { ShardIterator: world.iterator(shard as string, "TRIM_HORIZON") });
    expect(Records).toEqual([
      {
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventName: "INSERT",
        eventVersion: "1.1",
        eventSource: "aws:dynamodb",
        awsRegion: "us-east-1",
        dynamodb: {
          ApproximateCreationDateTime: 1_767_225_600,
          Keys: { player: { S: "ann" } },
          NewImage: { player: { S: "ann" }, n: { N: "1" } },
          SequenceNumber: expect.stringMatching(/^1\d{20}$/),
          SizeBytes: 21,
          StreamViewType: "NEW_AND_OLD_IMAGES",
        },
      },
    ]);
  });

  it("[STA-4] the four iterator types", () => {
    const world = new Streams({ partitions: 1 });
    world.write("ann", "bob", "cleo");
    const [shard] = world.shards() as [string];
    const latest = world.iterator(shard, "LATEST");
    const { names, numbers } = world.records(world.iterator(shard, "TRIM_HORIZON"));
    expect(names).toEqual(["ann", "bob", "cleo"]);
    expect(world.records(world.iterator(shard, "AT_SEQUENCE_NUMBER", numbers[1])).names).toEqual(["bob", "cleo"]);
    expect(world.records(world.iterator(shard, "AFTER_SEQUENCE_NUMBER", numbers[1])).names).toEqual(["cleo"]);
    expect(world.records(latest).names).toEqual([]);
    world.write("dora");
    expect(world.records(latest).names).toEqual(["dora"]);
  });

  it("[STA-4] an iterator is good for 15 minutes, and its successor for 15 more", () => {
    const world = new Streams({ partitions: 1 });
    const [shard] = world.shards() as [string];
    const first = world.iterator(shard, "TRIM_HORIZON");
    world.jump(14 * 60_000_000);
    const { next } = world.records(first);
    world.jump(14 * 60_000_000);
    expect(world.records(next as string).names).toEqual([]);
    expect(world.ask("GetRecords", { ShardIterator: first })).toBe(
      "ExpiredIteratorException: The provided iterator exceeds the maximum age allowed.",
    );
  });

  it("[STA-6] what is a day old has been trimmed", () => {
    const world = new Streams({ partitions: 1 });
    world.write("ann");
    const [shard] = world.shards() as [string];
    const { numbers } = world.records(world.iterator(shard, "TRIM_HORIZON"));
    world.jump(24 * 3_600_000_000 - 600_000_000);
    const horizon = world.iterator(shard, "TRIM_HORIZON");
    world.jump(660_000_000);
    const trimmed = "TrimmedDataAccessException: The data you are trying to access has been trimmed";
    expect(world.ask("GetRecords", { ShardIterator: horizon })).toBe(trimmed);
    const input = { StreamArn: world.arn(), ShardId: shard, ShardIteratorType: "AT_SEQUENCE_NUMBER" };
    expect(world.ask("GetShardIterator", { ...input, SequenceNumber: numbers[0] })).toBe(trimmed);
    world.write("bob");
    expect(world.records(world.iterator(shard, "TRIM_HORIZON")).names).toEqual(["bob"]);
  });

  it("[STA-6] streams and shards that are not there", () => {
    const world = new Streams();
    const StreamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/Others/stream/2026-01-01T00:00:00.000";
    expect(world.ask("DescribeStream", { StreamArn })).toBe(
      `ResourceNotFoundException: Requested resource not found: Stream: ${StreamArn} not found`,
    );
    const ShardId = "shardId-00000001414576573621-f55eea83";
    const input = { StreamArn: world.arn(), ShardId, ShardIteratorType: "LATEST" };
    expect(world.ask("GetShardIterator", input)).toBe(
      "ResourceNotFoundException: Requested resource not found: Shard does not exist",
    );
  });
});
