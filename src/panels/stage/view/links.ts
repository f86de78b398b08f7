// What lies between two Regions: how far behind the copies are, how many are on the way, what is broken.

import type { LinkFault, Micros, Reader, ReplicatorState, TablePlacement } from "../../../engine/index.ts";
import type { LinkView } from "../view-shape.ts";

/** How far back the last delivered copy is looked for, in events. */
const LAG_SEARCH = 2_000;

/** One for each pair of Regions in which the table stands. */
export function linkViews(reader: Reader, table: string, placements: readonly TablePlacement[]): LinkView[] {
  const regions = placements.map((p) => p.region);
  return regions.flatMap((a, i) => regions.slice(i + 1).map((b) => linkView(reader, { a, b, table, placements })));
}

function linkView(
  reader: Reader,
  { a, b, table, placements }: { a: string; b: string; table: string; placements: readonly TablePlacement[] },
): LinkView {
  const carriers = placements.flatMap((p) => {
    const to = p.region === a ? b : p.region === b ? a : null;
    return to === null
      ? []
      : p.partitions.flatMap((partition) => reader.replicator(p.region, to, table, partition.name) ?? []);
  });
  const outstanding = carriers.flatMap((carrier) => writtenAt(carrier, reader, placements));
  const fault: LinkFault = reader.link(a, b);
  const oldest = Math.min(...outstanding);
  return {
    a,
    b,
    fault,
    lagMicros: outstanding.length > 0 ? reader.now - oldest : lastLag(reader, table, a, b),
    undelivered: outstanding.length,
    inFlight: carriers.reduce((sum, c) => sum + c.inFlight.size, 0),
  };
}

/** When each write was made that the other Region has not got: in flight, waiting, or not read from the shard yet. */
function writtenAt(carrier: ReplicatorState, reader: Reader, placements: readonly TablePlacement[]): Micros[] {
  const times = [...carrier.inFlight.values()]
    .map((c) => c.stored.timestamp)
    .concat([...carrier.waiting.values()].map((w) => w.stored.timestamp));
  const home = placements.find((p) => p.region === carrier.from);
  for (const partition of home?.partitions ?? []) {
    const shard = reader.shard(carrier.from, carrier.table, partition.name);
    if (shard === undefined || `${carrier.from}/${carrier.table}/stream/${shard.shard}` !== carrier.shard) continue;
    for (const record of shard.records.slice(carrier.position + 1, shard.records.last)) {
      if (record.stored.origin === carrier.from) times.push(record.stored.timestamp);
    }
  }
  return times;
}

function lastLag(reader: Reader, table: string, a: string, b: string): Micros | null {
  const { events, eventCount } = reader;
  for (let i = eventCount - 1; i >= Math.max(0, eventCount - LAG_SEARCH); i--) {
    const event = events[i]?.event;
    if (event?.kind !== "CopyApplied" || event.table !== table) continue;
    if ((event.fromRegion === a && event.toRegion === b) || (event.fromRegion === b && event.toRegion === a))
      return event.lagMicros;
  }
  return null;
}
