/** The line of the learner's code that an event goes back to: up its causes to the first request code has made. In the Worker. */
import type { Reader, SourcePlace } from "../../engine/index.ts";

export interface CodeCauseParams {
  /** Position of an event, or null. */
  readonly seq: number | null;
  /** A request instead. */
  readonly request: string | null;
}

export function codeCauseView(reader: Reader, { seq, request }: CodeCauseParams): SourcePlace | null {
  if (request !== null) return placeOfRequest(reader, request);
  for (let at = seq; at !== null && at >= 0 && at < reader.eventCount; ) {
    const recorded = reader.events[at];
    if (recorded === undefined) return null;
    const { event, cause } = recorded;
    const place = "request" in event && event.request !== null ? placeOfRequest(reader, event.request) : null;
    if (place !== null) return place;
    at = cause < at ? cause : null;
  }
  return null;
}

function placeOfRequest(reader: Reader, request: string): SourcePlace | null {
  for (const seq of reader.eventsOfRequest(request)) {
    const event = seq < reader.eventCount ? reader.events[seq]?.event : undefined;
    if (event?.kind === "RequestSent") return event.source;
  }
  return null;
}
