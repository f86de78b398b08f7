/**
 * A client's request is "q12". Where it is carried out in parts, each part travels under a name of its own, "q12/3": by
 * it the leader tells a second try from a second write (WR-4), while everything recorded names the client's request.
 * [RT-9]
 */
import type { RequestId } from "./messages.ts";

export function partRequest(request: RequestId, part: number): RequestId {
  return `${request}/${part}`;
}

/** The client's request behind a part's, or the request itself. */
export function clientRequest(request: RequestId): RequestId {
  const at = request.indexOf("/");
  return at < 0 ? request : request.slice(0, at);
}
