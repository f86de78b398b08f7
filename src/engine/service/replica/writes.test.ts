import { describe, expect, it } from "vitest";
import type { BoundItemWrite } from "../../dynamo/requests.ts";
import { bindRequest, parseRequest } from "../../dynamo/stages.ts";
import { Cluster } from "../../testing/cluster.ts";
import { replicaId } from "../places.ts";
import type { StoredItem } from "../record.ts";

const stored = (over: Partial<StoredItem> = {}): StoredItem => ({
  item: { player: { S: "cleo" }, n: { N: "1" } },
  version: 1,
  timestamp: 1_000,
  origin: "eu-west-1",
  label: "cleo",
  bytes: 20,
  ...over,
});

describe("writes at the leader", () => {
  it("[WR-1] only the leader takes a write; another copy says who leads", () => {
    const cluster = new Cluster();
    const group = cluster.group();
    const [follower] = cluster.followerZones() as ["a"];
    cluster.routing.leaders.set("us-east-1/Players/P1", replicaId(group, follower));
    const { status, replica } = cluster.answerTo(cluster.put("cleo"));
    expect([status, replica]).toEqual([200, replicaId(group, cluster.leaderZone() as "a")]);
    expect(cluster.facts("RequestRetried")).toMatchObject([{ reason: "not-leader", attempt: 2 }]);
  });

  it("[WR-2] writes of one item go one after the other, each seeing the one before; other items pass", () => {
    const cluster = new Cluster();
    for (let i = 0; i < 5; i++) cluster.add("cleo");
    cluster.put("dev");
    cluster.run();
    expect(cluster.facts("WriteWaited").map(({ label }) => label)).toEqual(["cleo", "cleo", "cleo", "cleo"]);
    const logged = cluster.facts("ItemLogged").map(({ label, version }) => `${label} ${version}`);
    expect(logged.indexOf("dev 1")).toBeLessThan(logged.indexOf("cleo 2"));
    expect(cluster.counters("a")).toEqual({ cleo: "5", dev: "-" });
    const majority = cluster.recorded.filter(({ event }) => event.kind === "MajorityReached" && event.label === "cleo");
    const log = cluster.recorded.filter(({ event }) => event.kind === "ItemLogged" && event.label === "cleo");
    for (let i = 1; i < 5; i++) expect(log[i]?.seq).toBeGreaterThan(majority[i - 1]?.seq ?? Number.MAX_SAFE_INTEGER);
  });

  it("[WR-3] a condition is tried against the newest committed item", () => {
    const cluster = new Cluster();
    const requests = Array.from({ length: 4 }, () =>
      cluster.ask("PutItem", {
        Item: { player: { S: "cleo" } },
        ConditionExpression: "attribute_not_exists(player)",
      }),
    );
    cluster.run();
    const [first, ...others] = requests
      .map((r) => cluster.answer(r)?.error)
      .sort((a, b) => (a === null ? -1 : b === null ? 1 : 0));
    expect([first, new Set(others)]).toEqual([null, new Set(["ConditionalCheckFailedException"])]);
    expect(cluster.facts("ConditionFailed")).toHaveLength(3);
    expect(cluster.copy("a").items.size).toBe(1);
  });

  it("[WR-4] a second try of a request that is in the log is answered from the log", () => {
    const cluster = new Cluster();
    const leader = replicaId(cluster.group(), cluster.leaderZone() as "a");
    const request = cluster.add("cleo");
    cluster.run();
    const { write } = cluster.copy("a").log.get(1) ?? {};
    const again = cluster.recorded.length;
    const bound = { kind: "write", bound: boundAdd(cluster, request) } as const;
    cluster.peer("forwarder", (message, context) => {
      if (message.type === "PollShard")
        context.send(leader, { type: "StorageRequest", request, attempt: 2, call: bound });
    });
    cluster.tell("forwarder", { type: "PollShard" });
    cluster.run();
    expect(cluster.told("forwarder", "StorageReply")).toMatchObject([{ request, attempt: 2, answer: write?.answer }]);
    expect(cluster.recorded.slice(again).filter(({ event }) => event.kind === "ItemLogged")).toEqual([]);
    expect(cluster.counters("a")).toEqual({ cleo: "1" });
  });

  it("[WR-4] nothing is applied twice when a hot item makes the router try again", () => {
    const cluster = new Cluster();
    const requests = Array.from({ length: 900 }, () => cluster.add("cleo"));
    cluster.run();
    expect(cluster.facts("RequestRetried").length).toBeGreaterThan(100);
    const acknowledged = requests.filter((r) => cluster.answer(r)?.status === 200).length;
    const unknown = requests.filter((r) => cluster.answer(r)?.status === 500).length;
    const counted = Number(cluster.counters("a").cleo);
    expect(counted).toBeGreaterThanOrEqual(acknowledged);
    expect(counted).toBeLessThanOrEqual(acknowledged + unknown);
    expect(cluster.facts("ItemLogged")).toHaveLength(counted);
  });

  it("[WR-5] a copy is taken when it is newer, and answered with older when it is not", () => {
    const cluster = new Cluster();
    const leader = replicaId(cluster.group(), cluster.leaderZone() as "a");
    const key = "0".repeat(32);
    const copies: [string, StoredItem][] = [
      ["first", stored()],
      ["older", stored({ timestamp: 999 })],
      ["same", stored()],
      ["tie, greater Region", stored({ origin: "us-west-2" })],
      ["tie, smaller Region", stored({ origin: "ap-south-1", version: 3 })],
      ["newer deletion", stored({ timestamp: 2_000, item: null, version: 4, bytes: 0 })],
      ["older than the mark", stored({ timestamp: 1_500, version: 5 })],
    ];
    cluster.peer("replicator", (message, context, memory) => {
      if (message.type !== "PollShard" && message.type !== "CopyReply") return;
      const next = ((memory.get("sent") ?? 0) as number) + 1;
      memory.set("sent", next);
      const copy = copies[next - 1];
      if (copy === undefined) return;
      const source = { kind: "region", region: copy[1].origin } as const;
      context.send(leader, {
        type: "CopyWrite",
        id: copy[0],
        replyTo: context.self,
        storageKey: key,
        stored: copy[1],
        source,
      });
    });
    cluster.tell("replicator", { type: "PollShard" });
    cluster.run();
    expect(cluster.told("replicator", "CopyReply").map(({ id, outcome }) => `${id}: ${outcome}`)).toEqual([
      "first: applied",
      "older: older",
      "same: older",
      "tie, greater Region: applied",
      "tie, smaller Region: older",
      "newer deletion: applied",
      "older than the mark: older",
    ]);
    expect(cluster.copy("a").items.get(key)).toMatchObject({ item: null, version: 4 });
    expect(cluster.copy("a").liveItems).toBe(0);
    // "same" is the same write told twice: nothing is lost by it.
    expect(cluster.facts("WriteLost").map((e) => `${e.lostOrigin}@${e.lostTimestamp}`)).toEqual([
      "eu-west-1@1000",
      "ap-south-1@1000",
    ]);
  });

  it("[WR-6] every write of an item has a later timestamp and the next version", () => {
    const cluster = new Cluster({ latency: "instant" });
    for (let i = 0; i < 6; i++) cluster.add("cleo");
    cluster.run();
    const majority = cluster.facts("MajorityReached");
    expect(majority.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
    const timestamps = majority.map(({ timestamp }) => timestamp);
    expect([...new Set(timestamps)].sort((a, b) => a - b)).toEqual(timestamps);
  });

  it("[WR-7] a write that leaves the item as it was keeps its version; deleting nothing leaves no mark", () => {
    const cluster = new Cluster();
    cluster.put("cleo", { n: { N: "1" } });
    cluster.run();
    cluster.put("cleo", { n: { N: "1.0" } });
    const gone = cluster.ask("DeleteItem", { Key: { player: { S: "nobody" } } });
    expect(cluster.answerTo(gone).status).toBe(200);
    expect(cluster.facts("MajorityReached").map(({ version, changed }) => [version, changed])).toEqual([
      [1, true],
      [1, false],
      [0, false],
    ]);
    expect(cluster.copy("a").items.size).toBe(1);
  });
});

/** The bound form of a request that was sent. */
function boundAdd(cluster: Cluster, request: string): BoundItemWrite {
  const input = cluster.facts("RequestSent").find((e) => e.request === request)?.input;
  const parsed = parseRequest("UpdateItem", input);
  if (!parsed.ok || parsed.request.operation !== "UpdateItem") throw new Error("an UpdateItem");
  const bind = bindRequest(parsed.request, cluster.placement.schema);
  if (!bind.ok || bind.bound.kind !== "item" || !bind.bound.write) throw new Error("a write");
  return bind.bound;
}
