/**
 * A world: the machines that a config asks for, on one simulation, driven by a list of commands. It composes and does
 * nothing else; what happens inside is the machines' business. `step()` is the only way forward. [WORLD-1..5]
 */
import { present } from "../base/assert.ts";
import { Later } from "../base/later.ts";
import { parseRequest } from "../dynamo/stages.ts";
import type { TableSchema } from "../dynamo/table.ts";
import type { TableOptions } from "../dynamo/table-options.ts";
import { client, newClientState } from "../service/client.ts";
import { placeTable } from "../service/control-plane/place-table.ts";
import { newControlPlaneState } from "../service/control-plane/start-state.ts";
import type { Event } from "../service/events.ts";
import { faults } from "../service/faults.ts";
import type { FunctionRuntime } from "../service/function-runtime.ts";
import { gateway } from "../service/gateway.ts";
import { indexWriter } from "../service/index-writer.ts";
import { LATENCY_PROFILES } from "../service/latency-profiles.ts";
import type { Message } from "../service/messages.ts";
import type { TablePlacement } from "../service/placement.ts";
import { clientId, controlPlaneId, FAULTS_ID, functionId, placeIn, programId, routerId } from "../service/places.ts";
import { replica } from "../service/replica/replica.ts";
import { replicator } from "../service/replicator.ts";
import { router } from "../service/router/router.ts";
import { newRouterState } from "../service/router/router-state.ts";
import type { StartContent } from "../service/start-content.ts";
import { streamShard } from "../service/stream-shard.ts";
import { firstLeaders, spawnTable } from "../service/table-machines.ts";
import { spawnCoordinators } from "../service/transactions/spawn-coordinators.ts";
import type { Micros } from "../sim/message.ts";
import { type Recorded, type Saved, Simulation, type StepRecord } from "../sim/simulation.ts";
import { type Command, messageOf } from "./commands.ts";
import type { InitialTable, WorldConfig } from "./config.ts";
import { ConfigRefused } from "./config-refused.ts";
import { LATER_MACHINES, laterKinds } from "./later-machines.ts";
import { checkPartitions, startContent } from "./start-items.ts";

/** SHA-256 of the canonical text. It comes later: what is only looked at is not hashed. [LATER-1] */
export const HASH = new Later<(value: unknown) => string>("SHA-256");

export interface SavedWorld {
  readonly simulation: Saved<Message>;
  /** Commands carried out so far. */
  readonly executed: number;
}

export interface WorldOptions {
  readonly seed: number;
  readonly config: WorldConfig;
  /** Runs learners' code; null until it is loaded: a world without code does not need it. */
  readonly runtime: FunctionRuntime | null;
  readonly onEvent?: (recorded: Recorded<Event>) => void;
  /** Virtual time of the start; 0 when absent. */
  readonly startAt?: Micros;
}

export class World {
  readonly simulation: Simulation<Message, Event>;
  readonly config: WorldConfig;
  /** Items of the start, for who names them. */
  readonly initialItems: readonly { readonly table: string; readonly label: string }[];
  private executedCommands = 0;

  /** @throws {ConfigRefused} */
  constructor(options: WorldOptions) {
    this.config = options.config;
    this.simulation = new Simulation<Message, Event>({
      seed: options.seed,
      profile: LATENCY_PROFILES[options.config.latency],
      kinds: [
        client,
        router,
        replica,
        indexWriter,
        streamShard,
        replicator,
        faults,
        gateway,
        ...laterKinds(options.runtime),
      ],
      startAt: options.startAt ?? 0,
      ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
    });
    this.initialItems = setUp(this.simulation, options.config);
  }

  get home(): string {
    return present(this.config.regions[0], "a world has a Region");
  }

  get now(): Micros {
    return this.simulation.now;
  }

  get steps(): number {
    return this.simulation.steps;
  }

  get executed(): number {
    return this.executedCommands;
  }

  /** True when nothing would happen but background work. */
  quiet(commands: readonly Command[]): boolean {
    return this.simulation.quiet && this.executedCommands >= commands.length;
  }

  /** Time of the next step, or undefined when there is none. */
  nextAt(commands: readonly Command[]): Micros | undefined {
    const command = commands[this.executedCommands]?.at;
    const delivery = this.simulation.peek()?.at;
    return command === undefined ? delivery : delivery === undefined ? command : Math.min(command, delivery);
  }

  /** Earliest time a command issued now can have. */
  issueTime(): Micros {
    return this.steps === 0 ? 0 : this.now + 1;
  }

  /**
   * One step: the next command if it is due before (or with) the next delivery, else that delivery.
   * @param commands the whole list, in order; those carried out already must not differ from earlier calls
   * @returns undefined when nothing is left to do
   */
  step(commands: readonly Command[]): StepRecord<Message> | undefined {
    const command = commands[this.executedCommands];
    if (command === undefined || command.at > (this.simulation.peek()?.at ?? Number.MAX_SAFE_INTEGER))
      return this.simulation.step();
    this.executedCommands++;
    const { to, message } = messageOf(command, this.home);
    if (command.kind === "run") {
      this.simulation.spawn(
        "program",
        programId(command.region, command.id),
        placeIn(command.region),
        LATER_MACHINES.here.newProgramState({ region: command.region, run: command.id }),
      );
    }
    return this.simulation.deliver(to, message, command.at, -this.executedCommands);
  }

  /**
   * Adds a Region to a running world, with tables that stand in it from now on. No command does this: only a world
   * without a history may grow so.
   * @throws {ConfigRefused}
   */
  openRegion(region: string, tables: readonly InitialTable[] = []): void {
    const config = { ...this.config, regions: [region], tables };
    refuseNamesTwice(config);
    spawnRegion(
      this.simulation,
      region,
      tables.flatMap((table) => placementsOf(table, config, this.now)),
    );
  }

  save(): SavedWorld {
    return { simulation: this.simulation.save(), executed: this.executedCommands };
  }

  restore(saved: SavedWorld): void {
    this.simulation.restore(saved.simulation);
    this.executedCommands = saved.executed;
  }

  /** SHA-256 of everything that decides how the world goes on. Two equal worlds have equal hashes on every platform. */
  hash(): string {
    const machines = [...this.simulation.all()].map(({ id, kind }) => [
      id,
      kind,
      this.simulation.read(id),
      this.simulation.isDown(id),
    ]);
    return HASH.here({ ...this.simulation.vitals(), machines });
  }
}

/** What would be one machine built twice. Tables are named by their CreateTable requests, which nobody has read yet. */
function refuseNamesTwice(config: WorldConfig): void {
  if (config.regions.length === 0) throw new ConfigRefused("the world has no Region");
  refuseTwice(config.regions, (name) => `the Region ${name} is named twice`);
  refuseTwice(
    config.functions.map((f) => f.name),
    (name) => `two functions are called ${name}`,
  );
  const tables = config.tables.map(({ create }) => (create as { TableName?: unknown } | null)?.TableName);
  refuseTwice(
    tables.filter((name) => typeof name === "string"),
    (name) => `two tables are called ${name}`,
  );
  for (const { regions = [] } of config.tables)
    refuseTwice(regions, (name) => `a table names the Region ${name} twice`);
}

function refuseTwice(names: readonly string[], sentence: (name: string) => string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new ConfigRefused(sentence(twice));
}

function setUp(simulation: Simulation<Message, Event>, config: WorldConfig): { table: string; label: string }[] {
  refuseNamesTwice(config);
  const placements = config.tables.flatMap((table) => placementsOf(table, config, simulation.now));
  simulation.spawn("faults", FAULTS_ID, placeIn(config.regions[0] as string), {});
  for (const region of config.regions) {
    spawnRegion(
      simulation,
      region,
      placements.filter((p) => p.placement.region === region),
    );
  }
  const home = config.regions[0] as string;
  for (const { name, entry } of config.functions) {
    simulation.spawn(
      "function",
      functionId(home, name),
      placeIn(home),
      LATER_MACHINES.here.newFunctionState({ region: home, name, entry, files: config.files }),
    );
  }
  return placements
    .filter((p) => p.placement.region === home)
    .flatMap(({ placement, start }) => start.labels.map((label) => ({ table: placement.schema.name, label })));
}

/** The machines of a Region, with the tables that stand in it already. */
function spawnRegion(simulation: Simulation<Message, Event>, region: string, tables: readonly PlacedTable[]): void {
  const routerState = newRouterState(region);
  for (const { placement, start } of tables) {
    routerState.catalogue.set(placement.schema.name, placement);
    for (const [group, leader] of firstLeaders(placement)) routerState.leaders.set(group, leader);
    spawnTable(simulation, placement, start);
  }
  simulation.spawn("client", clientId(region), placeIn(region), newClientState(region));
  simulation.spawn("router", routerId(region), placeIn(region), routerState);
  spawnCoordinators(simulation, region);
  simulation.spawn("control-plane", controlPlaneId(region), placeIn(region), newControlPlaneState(region, tables));
}

interface PlacedTable {
  readonly placement: TablePlacement;
  readonly options: TableOptions;
  readonly start: StartContent;
}

function placementsOf(table: InitialTable, config: WorldConfig, now: Micros): PlacedTable[] {
  const parsed = parseRequest("CreateTable", table.create);
  if (!parsed.ok) throw new ConfigRefused(`a table of this scenario cannot be created: ${parsed.error.message}`);
  if (parsed.request.operation !== "CreateTable")
    throw new ConfigRefused("a table's set-up must be a CreateTable request");
  const home = config.regions[0] as string;
  const regions = table.regions ?? [home];
  const schema = withStream(parsed.request.schema, regions.length > 1 || (table.triggers ?? []).length > 0);
  for (const region of regions)
    if (!config.regions.includes(region))
      throw new ConfigRefused(`table ${schema.name} names a Region the world does not have: ${region}`);
  refuseTwice(
    (table.triggers ?? []).map((t) => t.functionName),
    (name) => `two triggers of table ${schema.name} run ${name}`,
  );
  checkPartitions(schema.name, table);
  for (const t of table.triggers ?? []) {
    if (!config.functions.some((f) => f.name === t.functionName))
      throw new ConfigRefused(`table ${schema.name} names a function the world does not have: ${t.functionName}`);
  }
  const { options } = parsed.request;
  const placements = regions.map((region) =>
    placeTable({
      region,
      schema,
      now,
      partitions: table.partitions,
      regions,
      status: "ACTIVE",
      ...(table.indexPartitions === undefined ? {} : { indexPartitions: table.indexPartitions }),
      ...(table.indexBurstSeconds === undefined ? {} : { indexBurstSeconds: table.indexBurstSeconds }),
      ...(table.collectionBytesMax === undefined ? {} : { collectionBytesMax: table.collectionBytesMax }),
      triggers: region === home ? (table.triggers ?? []) : [],
    }),
  );
  const start = startContent(present(placements[0], "a table stands in a Region"), table, home);
  return placements.map((placement) => ({ placement, options, start }));
}

/** A replica of a global table, and a table with a trigger, always has a stream [DG-GT-HOW]. */
function withStream(schema: TableSchema, needed: boolean): TableSchema {
  return needed && schema.stream === null ? { ...schema, stream: "NEW_AND_OLD_IMAGES" } : schema;
}
