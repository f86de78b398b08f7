/**
 * What a sentence may need beyond its event: what the request asked for, and which copies have not heard yet. Without
 * a context the sentence says less, never something else.
 */
import { type GroupName, ZONES } from "../service/places.ts";
import type { Reader } from "./reader.ts";

export interface NarrationContext {
  /** What a request asked for, as far as the log knows. */
  readonly request: (request: string) => { readonly operation: string; readonly label: string | null } | null;
  /** Zones of the copies whose log ends before an entry; null when the moment is not the present one. */
  readonly without: (
    group: GroupName,
    lsn: number,
  ) => readonly { readonly zone: string; readonly down: boolean }[] | null;
}

/** Knows nothing: for an event on its own. */
export const NO_CONTEXT: NarrationContext = { request: () => null, without: () => null };

/**
 * @param present the event is of the last step, so that the copies' states are those it left behind
 */
export function narrationContext(reader: Reader, present: boolean): NarrationContext {
  return {
    request: (request) => {
      let operation: string | null = null;
      let label: string | null = null;
      for (const at of reader.eventsOfRequest(request)) {
        const event = reader.events[at]?.event;
        if (event?.kind === "RequestSent") operation = event.operation;
        if (event !== undefined && "label" in event && event.label !== null) label ??= event.label;
      }
      return operation === null ? null : { operation, label };
    },
    without: (group, lsn) =>
      present
        ? reader
            .copies(group)
            .filter((c) => c.state.log.last < lsn)
            .map(({ zone, down }) => ({ zone, down }))
        : null,
  };
}

/** The zone of a replica's id, or null when it is not one. */
export function zoneOf(id: string): string | null {
  const zone = id.slice(id.lastIndexOf("/") + 1);
  return ZONES.some((z) => z === zone) ? zone : null;
}

/** Name of a partition in a sentence: "P2", or "byScore I1" for an index. */
export function partitionWords(group: GroupName): string {
  return group.index === null ? group.partition : `${group.index} ${group.partition}`;
}
