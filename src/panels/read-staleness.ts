/** How old an answer was: who served a read, and how many versions and microseconds behind the newest it was. */
import type { Reader } from "../engine/index.ts";

export interface Staleness {
  readonly zone: string;
  readonly leader: boolean;
  readonly seen: number | null;
  readonly newest: number | null;
  /** Versions behind; 0: the newest that a majority of the Region held. */
  readonly behind: number;
  /** Since when it could have been newer. 0 when nothing was missed. */
  readonly micros: number;
}

/** Of the item a request read. Null: it has read no single item yet. */
export function stalenessOf(reader: Reader, request: string): Staleness | null {
  const { events, eventCount } = reader;
  const at = reader.eventsOfRequest(request).find((seq) => seq < eventCount && events[seq]?.event.kind === "ItemRead");
  const read = at === undefined ? undefined : events[at];
  if (read?.event.kind !== "ItemRead") return null;
  const { region, table, label, zone, leader, version } = read.event;
  const seen = version ?? 0;
  let newest = seen;
  let missedAt: number | null = null;
  for (const seq of reader.eventsOfItem(table, label)) {
    if (seq >= read.seq) break;
    const recorded = events[seq];
    if (recorded?.event.kind !== "MajorityReached") continue;
    const { event } = recorded;
    if (event.region !== region || event.index !== null || !event.changed || event.version <= seen) continue;
    missedAt ??= recorded.at;
    newest = Math.max(newest, event.version);
  }
  const behind = newest - seen;
  return {
    zone,
    leader,
    seen: version,
    newest: newest === 0 ? null : newest,
    behind,
    micros: behind === 0 || missedAt === null ? 0 : read.at - missedAt,
  };
}
