// What the stage shows, computed in the Worker: a pure function of the world at the cursor and of what the learner has
// picked. It chooses; it draws nothing and it measures nothing.

import { groupId, hashOf, partitionFor, type Reader, type TablePlacement, ZONES } from "../../engine/index.ts";
import { itemPlace } from "../item-place.ts";
import { lastRequestOf, pathOf } from "./view/causal-path.ts";
import { closeUpView } from "./view/close-up.ts";
import { indexViews } from "./view/indexes.ts";
import { itemLifeView } from "./view/item-life.ts";
import { linkViews } from "./view/links.ts";
import { itemsDrawnMax, Looks, NewestRecords } from "./view/looks.ts";
import { packetViews } from "./view/packets.ts";
import { groupOf, type PartitionContext, partitionViews } from "./view/partitions.ts";
import { shardViews, triggerViews } from "./view/streams.ts";
import type { FollowedView, PartitionView, RegionView, StageParams, StageView } from "./view-shape.ts";

/** How far back the last request is looked for when no item is followed, in events. */
const REQUEST_SEARCH = 400;

export function stageView(reader: Reader, params: StageParams): StageView {
  const tables = reader.tables(reader.home).map((t) => t.schema.name);
  const table = params.table !== null && tables.includes(params.table) ? params.table : (tables[0] ?? null);
  const focus = params.region !== null && reader.config.regions.includes(params.region) ? params.region : reader.home;
  if (table === null) return emptyView(reader, tables, focus);

  const looks = new Looks(reader, table);
  const pending = reader.pending();
  const placements = reader.config.regions.flatMap((region) => reader.table(region, table) ?? []);
  const shown = placements.find((p) => p.region === focus) ?? placements[0];
  const label = params.followed?.table === table ? params.followed.label : lastLabel(reader, table);
  const followedKey =
    label === null || shown === undefined
      ? null
      : (itemPlace(reader, { region: shown.region, table, label })?.storageKey ?? null);
  const context: PartitionContext = {
    reader,
    looks,
    newest: new NewestRecords(),
    followedKey,
    itemsMax: itemsDrawnMax(shown?.partitions.length ?? 1, placements.length),
  };
  const drawn = partitionViews(placements, context);

  const regions = reader.config.regions.map((region) =>
    regionView(
      region,
      placements.find((p) => p.region === region),
      { ...context, pending, drawn },
    ),
  );
  const request = params.request ?? (label === null ? null : lastRequestOf(reader, table, label));
  const followed =
    label === null
      ? null
      : followedView(reader, {
          table,
          label,
          look: looks.of(label),
          hash: followedKey === null ? routedHash(reader, request) : hashOf(followedKey),
          request,
        });
  const partition = partitionInQuestion(shown, params, followed);
  const partitions = (region: string) => regions.find((r) => r.name === region)?.partitions ?? [];
  const opened = partitions(focus).find((p) => p.name === partition);
  return {
    now: reader.now,
    table,
    tables,
    home: reader.home,
    focus,
    regions,
    links: linkViews(reader, table, placements),
    packets: packetViews(reader, table, looks, pending),
    followed,
    path: request === null ? [] : pathOf(request, { reader, placements, pending, label }),
    partition,
    closeUp:
      params.zoom !== "partition" || opened === undefined || shown === undefined
        ? null
        : closeUpView(shown, partitionFor(shown.partitions, opened.from), opened, {
            reader,
            looks,
            followed: label,
            pending,
          }),
    life:
      params.zoom !== "item" || label === null || followed === null || followed.hash === null
        ? null
        : itemLifeView({
            reader,
            looks,
            table,
            label,
            hash: followed.hash,
            placements,
            partitions,
            indexes: (r) => regions.find((v) => v.name === r)?.indexes ?? [],
            pending,
          }),
  };
}

function emptyView(reader: Reader, tables: readonly string[], focus: string): StageView {
  const regions = reader.config.regions.map((name): RegionView => ({ ...bareRegion(reader, name), status: null }));
  return {
    now: reader.now,
    table: null,
    tables,
    home: reader.home,
    focus,
    regions,
    links: [],
    packets: [],
    followed: null,
    path: [],
    partition: null,
    closeUp: null,
    life: null,
  };
}

function bareRegion(reader: Reader, name: string): RegionView {
  const { waiting } = reader.client(name);
  const asked = [...waiting.values()];
  return {
    name,
    status: null,
    items: 0,
    waiting: asked.length,
    operation: asked[asked.length - 1]?.call.operation ?? null,
    retrying: [...reader.router(name).pending.values()].filter((p) => p.attempt > 1 && p.pages.length === 0).length,
    zonesDown: [],
    partitions: [],
    indexes: [],
    shards: null,
    triggers: [],
  };
}

function regionView(
  name: string,
  placement: TablePlacement | undefined,
  context: PartitionContext & { pending: ReturnType<Reader["pending"]>; drawn: ReturnType<typeof partitionViews> },
): RegionView {
  const { reader, looks, pending } = context;
  const bare = bareRegion(reader, name);
  if (placement === undefined) return bare;
  const partitions = context.drawn.get(name) ?? [];
  const stale = staleLabels(partitions);
  return {
    ...bare,
    // A table that is being changed serves like any other.
    status: placement.status === "UPDATING" ? "ACTIVE" : placement.status,
    items: partitions.reduce((sum, p) => sum + p.items, 0),
    zonesDown: ZONES.filter(
      (zone) => partitions.length > 0 && partitions.every((p) => p.copies.every((c) => c.zone !== zone || c.down)),
    ),
    partitions,
    indexes: indexViews(placement, reader, looks, (label) => stale.has(label)),
    shards: shardViews(placement, reader, looks, pending),
    triggers: triggerViews(placement, reader, looks, pending),
  };
}

/** Items of which even the best copy in this Region is behind what another Region has committed. */
function staleLabels(partitions: readonly PartitionView[]): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const { held, copies } of partitions) {
    held.forEach((item, i) => {
      if (copies.length > 0 && copies.every((c) => (c.behind[i] ?? 0) > 0)) labels.add(item.label);
    });
  }
  return labels;
}

/** The item of the last request: somebody who follows nothing still sees where it went. */
function lastLabel(reader: Reader, table: string): string | null {
  const { events, eventCount } = reader;
  for (let i = eventCount - 1; i >= Math.max(0, eventCount - REQUEST_SEARCH); i--) {
    const event = events[i]?.event;
    if (
      (event?.kind === "RequestSent" || event?.kind === "RequestRouted") &&
      event.table === table &&
      event.label !== null
    )
      return event.label;
  }
  return null;
}

function followedView(reader: Reader, followed: Omit<FollowedView, "operation">): FollowedView {
  const sent =
    followed.request === null
      ? undefined
      : reader
          .eventsOfRequest(followed.request)
          .map((seq) => reader.events[seq]?.event)
          .find((e) => e?.kind === "RequestSent");
  return { ...followed, operation: sent?.kind === "RequestSent" ? sent.operation : null };
}

function routedHash(reader: Reader, request: string | null): number | null {
  if (request === null) return null;
  for (const seq of reader.eventsOfRequest(request)) {
    const event = seq < reader.eventCount ? reader.events[seq]?.event : undefined;
    if (event?.kind === "RequestRouted") return event.hash;
  }
  return null;
}

function partitionInQuestion(
  placement: TablePlacement | undefined,
  params: StageParams,
  followed: FollowedView | null,
): string | null {
  if (placement === undefined) return null;
  const chosen = placement.partitions.find((p) => groupId(groupOf(placement, p)) === params.partition);
  if (chosen !== undefined) return chosen.name;
  if (followed !== null && followed.hash !== null) return partitionFor(placement.partitions, followed.hash).name;
  return params.zoom === "partition" ? (placement.partitions[0]?.name ?? null) : null;
}
