import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../base/canonical.ts";
import { Cluster } from "../../testing/cluster.ts";
import { replicaId, ZONES, type Zone } from "../places.ts";

type Page = { Items: { player: { S: string } }[]; Count: number; ScannedCount: number; LastEvaluatedKey?: object };

const playersOf = (page: Page): string[] => page.Items.map(({ player }) => player.S);

function filled(count: number, options: ConstructorParameters<typeof Cluster>[0] = {}): Cluster {
  const cluster = new Cluster({ partitions: 4, ...options });
  for (let i = 0; i < count; i++)
    cluster.put(`p${i}`, { league: { S: i % 2 === 0 ? "gold" : "silver" }, score: { N: String(i) } });
  cluster.run();
  return cluster;
}

describe("the router", () => {
  it("[RT-1] refuses what is not valid before anything is looked up", () => {
    const cluster = new Cluster();
    const answers = [
      cluster.ask("FlyToTheMoon", {}),
      cluster.ask("GetItem", { TableName: "Nowhere", Key: { player: { S: "x" } } }),
      cluster.ask("GetItem", { Key: { wrong: { S: "x" } } }),
      cluster.ask("PutItem", { Item: { player: { S: "" } } }),
    ].map((request) => cluster.answerTo(request));
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(answers.map(({ error }) => error).slice(1)).toEqual([
      "ResourceNotFoundException",
      "ValidationException",
      "ValidationException",
    ]);
    expect(cluster.facts("RequestRouted")).toEqual([]);
    expect(cluster.facts("RequestRejected")).toHaveLength(4);
  });

  it("[RT-1] a table may be named by its ARN", () => {
    const cluster = new Cluster();
    const TableName = "arn:aws:dynamodb:us-east-1:000000000000:table/Players";
    expect(cluster.answerTo(cluster.ask("PutItem", { TableName, Item: { player: { S: "cleo" } } })).status).toBe(200);
  });

  it("[RT-2] sends an item's requests to the partition that holds its hash", () => {
    const cluster = filled(40);
    for (const { hash, partition } of cluster.facts("RequestRouted")) {
      const { range } = cluster.placement.partitions.find((p) => p.name === partition) ?? { range: { from: 1, to: 0 } };
      expect((hash ?? -1) >= range.from && (hash ?? -1) < range.to).toBe(true);
    }
    expect(new Set(cluster.facts("RequestRouted").map(({ partition }) => partition)).size).toBe(4);
  });

  it("[RT-3] writes and strong reads go to the leader, eventual reads to all three copies alike", () => {
    const cluster = new Cluster();
    cluster.answerTo(cluster.put("cleo"));
    const leader = replicaId(cluster.group(), cluster.leaderZone() as Zone);
    const served = new Map<string, number>();
    for (let i = 0; i < 300; i++) cluster.get("cleo");
    for (let i = 0; i < 30; i++) cluster.get("cleo", true);
    cluster.run();
    for (const { strong, replica } of cluster.facts("RequestRouted")) {
      if (strong) expect(replica).toBe(leader);
      else served.set(replica, (served.get(replica) ?? 0) + 1);
    }
    for (const zone of ZONES) {
      expect(served.get(replicaId(cluster.group(), zone))).toBeGreaterThan(70);
      expect(served.get(replicaId(cluster.group(), zone))).toBeLessThan(130);
    }
  });

  it("[RT-4] follows the hint of a copy that does not lead, and remembers it", () => {
    const cluster = new Cluster();
    const [follower] = cluster.followerZones() as [Zone];
    cluster.routing.leaders.set("us-east-1/Players/P1", replicaId(cluster.group(), follower));
    cluster.answerTo(cluster.put("cleo"));
    cluster.answerTo(cluster.put("dev"));
    expect(cluster.facts("RequestRetried")).toHaveLength(1);
    expect(cluster.knownLeader()).toBe(replicaId(cluster.group(), cluster.leaderZone() as Zone));
  });

  it("[RT-4] copies that name each other do not keep a request going round", () => {
    const cluster = new Cluster({ latency: "instant" });
    const [b, c] = cluster.followerZones() as [Zone, Zone];
    cluster.kill(cluster.leaderZone() as Zone);
    cluster.copy(b).leader = replicaId(cluster.group(), c);
    cluster.copy(c).leader = replicaId(cluster.group(), b);
    cluster.routing.leaders.set("us-east-1/Players/P1", replicaId(cluster.group(), b));
    const write = cluster.answerTo(cluster.put("cleo"));
    expect([200, 500]).toContain(write.status);
    expect(cluster.facts("RequestRetried").length).toBeLessThan(250);
  });

  it("[RT-6] a copy that does not answer is asked no more for a while, and another one is", () => {
    const cluster = new Cluster();
    cluster.answerTo(cluster.put("cleo"));
    const [dead] = cluster.followerZones() as [Zone];
    cluster.kill(dead);
    const reads = Array.from({ length: 30 }, () => cluster.get("cleo"));
    cluster.run();
    expect(reads.every((r) => cluster.answer(r)?.status === 200)).toBe(true);
    const silent = replicaId(cluster.group(), dead);
    expect(cluster.facts("RequestRetried").every(({ reason }) => reason === "timeout")).toBe(true);
    const before = cluster.facts("RequestRouted").length;
    const late = Array.from({ length: 30 }, () => cluster.get("cleo"));
    while (late.some((r) => cluster.answer(r) === undefined)) cluster.steps(1);
    expect(
      cluster
        .facts("RequestRouted")
        .slice(before)
        .map(({ replica }) => replica),
    ).not.toContain(silent);
  });

  it.each(["typical", "slow"] as const)(
    "[RT-7] a request nobody can serve gets a 500 in a bounded time (%s)",
    (latency) => {
      const cluster = new Cluster({ latency });
      for (const zone of ZONES) cluster.kill(zone);
      const answers = [cluster.put("cleo"), cluster.get("cleo"), cluster.get("cleo", true), cluster.ask("Scan", {})];
      cluster.run();
      for (const request of answers) {
        const { status, error, message, micros } = cluster.answer(request) ?? {};
        expect([status, error, message]).toEqual([500, "InternalServerError", "Internal server error"]);
        expect(micros).toBeGreaterThanOrEqual(6_000_000);
        expect(micros).toBeLessThan(20_000_000);
      }
      expect(cluster.routing.pending.size).toBe(0);
    },
  );

  it("[RT-7] in slow motion a dead copy is got over as well", () => {
    const cluster = new Cluster({ latency: "slow" });
    cluster.answerTo(cluster.put("cleo"));
    cluster.kill(cluster.leaderZone() as Zone);
    expect(cluster.answerTo(cluster.put("cleo")).status).toBe(200);
  });

  it.each([1, 3, 7, 100])("[RT-5] a Scan of %i at a time gives every item once, in hash order, and ends", (Limit) => {
    const cluster = filled(60);
    const whole = cluster.answerTo(cluster.ask("Scan", { ConsistentRead: true })).body as Page;
    expect(whole).toMatchObject({ Count: 60, ScannedCount: 60 });
    expect(whole.LastEvaluatedKey).toBeUndefined();
    const seen: string[] = [];
    let from: object | undefined;
    for (let page = 0; page < 70; page++) {
      const start = from === undefined ? {} : { ExclusiveStartKey: from };
      const answer = cluster.answerTo(cluster.ask("Scan", { Limit, ConsistentRead: true, ...start })).body as Page;
      expect(answer.Count).toBeLessThanOrEqual(Limit);
      seen.push(...playersOf(answer));
      from = answer.LastEvaluatedKey;
      if (from === undefined) break;
    }
    expect(seen).toEqual(playersOf(whole));
    expect(new Set(seen).size).toBe(60);
  });

  it("[RT-5] segments of a Scan share the items out", () => {
    const cluster = filled(60);
    const seen = [0, 1, 2, 3, 4, 5, 6].flatMap((Segment) =>
      playersOf(cluster.answerTo(cluster.ask("Scan", { Segment, TotalSegments: 7 })).body as Page),
    );
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it("[RT-5] a Query of an index reads the index's partitions, in the order of its sort key", () => {
    const cluster = filled(30, { index: true });
    const query = {
      IndexName: "byScore",
      KeyConditionExpression: "league = :l AND score > :s",
      ExpressionAttributeValues: { ":l": { S: "gold" }, ":s": { N: "9" } },
    };
    const up = cluster.answerTo(cluster.ask("Query", query));
    expect(playersOf(up.body as Page)).toEqual(["p10", "p12", "p14", "p16", "p18", "p20", "p22", "p24", "p26", "p28"]);
    const down = cluster.answerTo(cluster.ask("Query", { ...query, ScanIndexForward: false, Limit: 3 })).body as Page;
    expect(playersOf(down)).toEqual(["p28", "p26", "p24"]);
    expect(down.LastEvaluatedKey).toEqual({ league: { S: "gold" }, score: { N: "24" }, player: { S: "p24" } });
    const ExclusiveStartKey = down.LastEvaluatedKey;
    const onward = cluster.answerTo(
      cluster.ask("Query", { ...query, ScanIndexForward: false, Limit: 3, ExclusiveStartKey }),
    );
    expect(playersOf(onward.body as Page)).toEqual(["p22", "p20", "p18"]);
    expect(cluster.facts("RequestRouted").filter(({ index }) => index === "byScore")).toHaveLength(3);
  });

  it("[RT-5] a page goes on at the next partition when a copy dies in the middle of a Scan", () => {
    const cluster = filled(60);
    const scan = cluster.ask("Scan", { ConsistentRead: true });
    cluster.steps(6);
    cluster.fault({ type: "kill-zone", region: "us-east-1", zone: "c" });
    cluster.run();
    expect(cluster.answer(scan)?.body).toMatchObject({ Count: 60 });
  });

  it("[RT-8] every request is answered exactly once, and nothing of it is left", () => {
    const cluster = new Cluster({ partitions: 2 });
    const requests = Array.from({ length: 200 }, (_, i) =>
      i % 3 === 0 ? cluster.get(`p${i % 9}`) : cluster.add(`p${i % 9}`),
    );
    cluster.steps(300);
    cluster.kill("b");
    cluster.run();
    expect(requests.map((r) => cluster.answer(r)?.status ?? 0).filter((s) => s === 0)).toEqual([]);
    expect(canonicalJson(cluster.routing.pending)).toBe("[]");
  });

  it("[CL-3] the answer of a Query or a Scan belongs to no item, even if it found one", () => {
    const cluster = filled(1);
    const scan = cluster.answerTo(cluster.ask("Scan", {}));
    const query = cluster.answerTo(
      cluster.ask("Query", { KeyConditionExpression: "player = :p", ExpressionAttributeValues: { ":p": { S: "p0" } } }),
    );
    expect([scan.label, query.label, scan.items.length]).toEqual([null, null, 1]);
    expect(cluster.answerTo(cluster.put("p0")).label).toBe("p0");
  });
});
