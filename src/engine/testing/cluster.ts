/**
 * One table on its machines with a client and a router before it, on a bench: the service without a world around it.
 * Requests are handed to the client; everything else happens by messages. For tests only.
 */
import { present } from "../base/assert.ts";
import { parseRequest } from "../dynamo/stages.ts";
import { backfill } from "../service/backfill.ts";
import { client, newClientState } from "../service/client.ts";
import { controlPlane } from "../service/control-plane/control-plane.ts";
import { placeTable } from "../service/control-plane/place-table.ts";
import { newControlPlaneState } from "../service/control-plane/start-state.ts";
import type { Event } from "../service/events.ts";
import { faults } from "../service/faults.ts";
import { indexWriter } from "../service/index-writer.ts";
import type { LatencyProfileName } from "../service/latency-profiles.ts";
import type { Fault, RequestId } from "../service/messages.ts";
import type { TablePlacement } from "../service/placement.ts";
import {
  clientId,
  controlPlaneId,
  FAULTS_ID,
  type GroupName,
  groupId,
  placeIn,
  replicaId,
  routerId,
  ZONES,
  type Zone,
} from "../service/places.ts";
import { replica } from "../service/replica/replica.ts";
import type { ReplicaState } from "../service/replica/replica-state.ts";
import { router } from "../service/router/router.ts";
import { newRouterState, type RouterState } from "../service/router/router-state.ts";
import { streamShard } from "../service/stream-shard.ts";
import { sweeper } from "../service/sweeper.ts";
import { firstLeaders, spawnTable } from "../service/table-machines.ts";
import { coordinator } from "../service/transactions/coordinator.ts";
import { transactionLedger } from "../service/transactions/ledger.ts";
import { spawnCoordinators } from "../service/transactions/spawn-coordinators.ts";
import { playersTable } from "./fixtures.ts";
import { MachineBench } from "./machine-bench.ts";

const REGION = "us-east-1";

type Answer = Extract<Event, { readonly kind: "ResponseReceived" }>;

export class Cluster extends MachineBench {
  readonly placement: TablePlacement;
  private requests = 0;
  private readonly answers = new Map<RequestId, Answer>();
  /** Events looked through for answers. */
  private looked = 0;

  constructor(
    options: {
      partitions?: number;
      latency?: LatencyProfileName;
      seed?: number;
      index?: boolean;
      stream?: boolean;
      /** Another CreateTable request than the Players table's; its name is Players all the same. */
      create?: unknown;
      collectionBytesMax?: number;
    } = {},
  ) {
    const { partitions = 1, latency = "typical", seed = 1, index = false, stream = false } = options;
    super({
      kinds: [
        client,
        router,
        controlPlane,
        coordinator,
        transactionLedger,
        replica,
        indexWriter,
        backfill,
        sweeper,
        streamShard,
        faults,
      ],
      latency,
      seed,
    });
    const parsed = parseRequest("CreateTable", options.create ?? playersTable({ index, stream }).create);
    if (!parsed.ok || parsed.request.operation !== "CreateTable") throw new Error("the fixture's table is not valid");
    const { schema } = parsed.request;
    const scale = options.collectionBytesMax === undefined ? {} : { collectionBytesMax: options.collectionBytesMax };
    this.placement = placeTable({ region: REGION, schema, now: 0, partitions, status: "ACTIVE", ...scale });
    const { simulation } = this;
    const routing = newRouterState(REGION);
    routing.catalogue.set(schema.name, this.placement);
    for (const [group, leader] of firstLeaders(this.placement)) routing.leaders.set(group, leader);
    spawnTable(simulation, this.placement, null);
    spawnCoordinators(simulation, REGION);
    simulation.spawn("faults", FAULTS_ID, placeIn(REGION), {});
    simulation.spawn("client", clientId(REGION), placeIn(REGION), newClientState(REGION));
    simulation.spawn("router", routerId(REGION), placeIn(REGION), routing);
    simulation.spawn(
      "control-plane",
      controlPlaneId(REGION),
      placeIn(REGION),
      newControlPlaneState(REGION, [{ placement: this.placement }]),
    );
  }

  group(partition = "P1", index: string | null = null): GroupName {
    return { region: REGION, table: "Players", index, partition };
  }

  /** Sends a request now and returns its id. */
  ask(operation: string, input: object): RequestId {
    const request = `t${++this.requests}`;
    this.tell(clientId(REGION), {
      type: "SubmitRequest",
      call: { request, operation, input: { TableName: "Players", ...input } },
    });
    return request;
  }

  put(player: string, attributes: Record<string, object> = {}): RequestId {
    return this.ask("PutItem", { Item: { player: { S: player }, ...attributes } });
  }

  /** Adds one to the item's counter `n`. */
  add(player: string): RequestId {
    return this.ask("UpdateItem", {
      Key: { player: { S: player } },
      UpdateExpression: "ADD n :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
    });
  }

  get(player: string, consistent = false): RequestId {
    return this.ask("GetItem", { Key: { player: { S: player } }, ConsistentRead: consistent });
  }

  /** The answer to a request, or undefined. There is never more than one. */
  answer(request: RequestId): Answer | undefined {
    for (; this.looked < this.recorded.length; this.looked++) {
      const event = this.recorded[this.looked]?.event;
      if (event?.kind !== "ResponseReceived") continue;
      if (this.answers.has(event.request)) throw new Error(`${event.request} was answered twice`);
      this.answers.set(event.request, event);
    }
    return this.answers.get(request);
  }

  /** Sends a request, runs to rest, and returns the answer. */
  answerTo(request: RequestId): Answer {
    this.run();
    return present(this.answer(request), `an answer to ${request}`);
  }

  fault(fault: Fault): void {
    this.tell(FAULTS_ID, { type: "InjectFault", fault });
  }

  kill(zone: Zone, group = this.group()): void {
    this.fault({ type: "kill-node", replica: replicaId(group, zone) });
  }

  revive(zone: Zone, group = this.group()): void {
    this.fault({ type: "revive-node", replica: replicaId(group, zone) });
  }

  copy(zone: Zone, group = this.group()): ReplicaState {
    return this.state<ReplicaState>(replicaId(group, zone));
  }

  /** The zone whose copy leads and is up, or null. */
  leaderZone(group = this.group()): Zone | null {
    const zone = ZONES.find(
      (z) => !this.simulation.isDown(replicaId(group, z)) && this.copy(z, group).role === "leader",
    );
    return zone ?? null;
  }

  followerZones(group = this.group()): Zone[] {
    return ZONES.filter((z) => z !== this.leaderZone(group));
  }

  get routing(): RouterState {
    return this.state<RouterState>(routerId(REGION));
  }

  /** What every copy holds: item by label, as its counter `n`. */
  counters(zone: Zone, group = this.group()): Record<string, string> {
    const out: Record<string, string> = {};
    for (const { label, item } of this.copy(zone, group).items.values()) {
      out[label] = item === null ? "deleted" : ((item.n as { N: string } | undefined)?.N ?? "-");
    }
    return out;
  }

  knownLeader(group = this.group()): string | undefined {
    return this.routing.leaders.get(groupId(group));
  }
}
