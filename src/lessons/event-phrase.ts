/** The last thing that happened, in half a sentence: for "Not yet: …". Kinds that no lesson asks for say their name. */
import type { Event } from "../engine/index.ts";

export function eventPhrase(event: Event): string {
  switch (event.kind) {
    case "RequestSent":
      return `the last request was ${event.operation}${about(event.label)}`;
    case "RequestRouted":
      return `the last request${about(event.label)} went to ${event.partition}`;
    case "ResponseReceived":
      return event.error === null
        ? `the last answer was ${event.status} for ${event.operation}${about(event.label)}`
        : `the last answer was ${event.error}: ${event.message ?? ""}`;
    case "ItemLogged":
    case "MajorityReached":
      return `the last write was ${event.label} version ${event.version}`;
    case "ItemRead":
      return `az ${event.zone} read ${event.label} version ${event.version ?? "none"}`;
    case "StreamRecordAppended":
      return `the last record was ${event.label} version ${event.version} in ${event.shard}`;
    case "FunctionInvoked":
      return `${event.functionName} was last invoked with ${event.labels.join(", ")} of ${event.shard}`;
    case "FunctionFailed":
      return `${event.functionName} failed: ${event.error.message}`;
    case "ConsoleWritten":
      return `the last line printed was "${event.line.text.slice(0, 60)}"`;
    default:
      return `${event.kind} happened, with other values`;
  }
}

function about(label: string | null): string {
  return label === null ? "" : ` of ${label}`;
}
