/** The SDK's HTTP requests: each leaves as a message to the engine and is settled by a later input. [SBX-8] */
import { emit, facts } from "glass:host";

export { callerPlace } from "glass:stack";

const waiting = new Map();
let lastId = 0;

/** Region of SDK clients created without one. */
export function programRegion() {
  return facts.region;
}

/**
 * @param {{target: string, region: string, body: string, attempt: number, invocationId: string, source: object | null}} request
 * @returns {{id: number, answer: Promise<{status: number, headers: object, body: string}>}}
 */
export function sendRequest(request) {
  const id = ++lastId;
  const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  emit({ kind: "request", id, ...request });
  return { id, answer };
}

/** The caller no longer wants the answer. */
export function abandonRequest(id) {
  if (waiting.delete(id)) emit({ kind: "abort", id });
}

export function waitingCount() {
  return waiting.size;
}

export function settleRequest(input) {
  const call = waiting.get(input.request);
  if (call === undefined) return;
  waiting.delete(input.request);
  if (input.kind === "response") call.resolve({ status: input.status, headers: input.headers, body: input.body });
  // As Node's sockets report it: the SDK decides by `code` whether to retry.
  else
    call.reject(
      Object.assign(new Error(input.message), {
        name: input.name === "ETIMEDOUT" ? "TimeoutError" : "Error",
        code: input.name,
      }),
    );
}
