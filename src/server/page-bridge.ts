/**
 * The line to an open page: calls go out as server-sent events, answers come back as POSTs. While a page holds the
 * line, its world answers the API; while none does, the world behind this process does. One page at a time: the newest
 * one has the line, the one before is told. It serves its own page only: another origin, or another name for this
 * machine, gets a 403. [BRIDGE-1..5]
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { dynamoError, refusal, success, type WireAnswer, type WireCall } from "../engine/index.ts";
import type { Answered, Answerer } from "./answerer.ts";

/** Version of what page and bridge say to each other. */
export const BRIDGE_VERSION = 1;
/** A person may step through a request: this long its program is kept waiting. */
const ANSWER_MILLIS_MAX = 10 * 60_000;
/** Proxies and browsers drop a line on which nothing is said. */
const BEAT_MILLIS = 15_000;
const ANSWER_BYTES_MAX = 20 * 1024 * 1024;
/** A file on every other host, which says that there is no bridge. */
const STATUS = "/endpoint.json";
const LOOPBACK_NAMES: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

interface Waiting {
  readonly call: WireCall;
  readonly answered: Answered;
  readonly timer: NodeJS.Timeout;
}

export class PageBridge implements Answerer {
  private line: ServerResponse | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;
  private readonly beat: NodeJS.Timeout;

  /** @param otherwise answers while no page holds the line */
  constructor(private readonly otherwise: Answerer) {
    this.beat = setInterval(() => this.line?.write(":\n\n"), BEAT_MILLIS);
    this.beat.unref();
  }

  answer(call: WireCall, answered: Answered): void {
    const { line } = this;
    if (line === null) {
      this.otherwise.answer(call, answered);
      return;
    }
    const id = ++this.calls;
    const timer = setTimeout(() => this.settle(id, unavailable(call)), ANSWER_MILLIS_MAX);
    timer.unref();
    this.waiting.set(id, { call, answered, timer });
    const { operation, input, region } = call;
    line.write(`event: call\ndata: ${JSON.stringify({ id, operation, input, region })}\n\n`);
  }

  /** Takes what is addressed to the bridge itself. False: the request is somebody else's. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const path = (request.url ?? "").split("?", 1)[0];
    if (path === undefined || !(path.startsWith("/bridge/") || path === STATUS)) return false;
    if (!isOwnPage(request)) refuse(response, 403, "The bridge serves its own page only.");
    else if (path === STATUS && request.method === "GET") {
      reply(response, { bridge: BRIDGE_VERSION, taken: this.line !== null });
    } else if (path === "/bridge/calls" && request.method === "GET") this.open(request, response);
    else if (path === "/bridge/answers" && request.method === "POST") void this.take(request, response);
    else refuse(response, 404, "The bridge has no such address.");
    return true;
  }

  close(): void {
    clearInterval(this.beat);
    this.line?.end();
    this.drop();
  }

  private open(request: IncomingMessage, response: ServerResponse): void {
    if (this.line !== null) {
      this.line.write("event: taken\ndata: {}\n\n");
      this.line.end();
      this.drop();
    }
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(`event: open\ndata: {"bridge":${BRIDGE_VERSION}}\n\n`);
    this.line = response;
    request.on("close", () => {
      if (this.line === response) this.drop();
    });
  }

  /** The page is gone: its programs must not wait for it. */
  private drop(): void {
    this.line = null;
    for (const [id, { call }] of [...this.waiting]) this.settle(id, unavailable(call));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = readAnswer(await readText(request));
    if (answer === null) {
      refuse(response, 400, "An answer is {id, error, body}.");
      return;
    }
    const waiting = this.waiting.get(answer.id);
    if (waiting !== undefined) {
      const { contentType } = waiting.call;
      this.settle(
        answer.id,
        answer.error === null ? success(answer.body, contentType) : refusal(answer.error, contentType),
      );
    }
    reply(response, { taken: waiting !== undefined });
  }

  private settle(id: number, answer: WireAnswer): void {
    const waiting = this.waiting.get(id);
    if (waiting === undefined) return;
    this.waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.answered(answer);
  }
}

/** A 500 of the service: SDKs try again, and then the page, or the world behind, may answer. */
function unavailable({ contentType }: WireCall): WireAnswer {
  return refusal(dynamoError("InternalServerError", "Internal server error"), contentType);
}

/** By the name this machine was called by (a name from outside that leads here is not ours) and where the page is from. */
function isOwnPage({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? "";
  if (!LOOPBACK_NAMES.includes(host.replace(/:\d+$/, ""))) return false;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
}

interface PageAnswer {
  readonly id: number;
  readonly error: ReturnType<typeof dynamoError> | null;
  readonly body: unknown;
}

function readAnswer(text: string | null): PageAnswer | null {
  if (text === null) return null;
  try {
    const sent = JSON.parse(text) as Partial<PageAnswer> | null;
    const known = typeof sent?.id === "number" && (sent.error === null || isError(sent.error));
    return known ? (sent as PageAnswer) : null;
  } catch {
    return null;
  }
}

function isError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { name, message, status } = error as Record<string, unknown>;
  return typeof name === "string" && typeof message === "string" && typeof status === "number";
}

async function readText(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > ANSWER_BYTES_MAX) return null;
      parts.push(part);
    }
  } catch {
    return null;
  }
  return Buffer.concat(parts).toString("utf8");
}

function reply(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end(`${message}\n`);
}
