/**
 * One connection: reads its requests in order, has each answered before it looks at the next, and closes when the other
 * side is done, slow or not understood. It never throws. [END-1..5]
 */
import { isAscii, isUtf8 } from "node:buffer";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import {
  BODY_BYTES_MAX,
  crossOriginHeaders,
  dynamoError,
  readRequest,
  refusal,
  type WireAnswer,
  type WireBody,
} from "../engine/index.ts";
import type { Answerer } from "./answerer.ts";
import type { Head } from "./http-head.ts";
import { type Reading, type ReceivedRequest, RequestReader } from "./request-reader.ts";
import { packedResponse, plainResponse, type Response, wantsGzip, writeResponse } from "./response.ts";

const gunzipAsync = promisify(gunzip);

const HEAD_MILLIS = 10_000;
const REQUEST_MILLIS = 60_000;
const IDLE_MILLIS = 60_000;
/** How long a refused sender may go on before it is cut off: it must have time to read why. */
const LINGER_MILLIS = 1_000;
/** Held for requests behind the one that is being answered; more stays in the network. */
const BEHIND_BYTES_MAX = 256 * 1024;
const JSON_1_0 = "application/x-amz-json-1.0";
const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

export interface ConnectionHost {
  readonly answerer: Answerer;
  readonly nextRequestId: () => string;
  /** Keeps what is written to a socket until the requests that arrived together are answered. */
  readonly holdBack: (socket: Socket) => void;
  /** False when all connections together hold too much already. */
  readonly roomFor: (bytes: number) => boolean;
}

export class Connection {
  private readonly reader = new RequestReader(BODY_BYTES_MAX);
  private busy = false;
  /** Inside `work`, which goes on by itself. */
  private working = false;
  /** Nothing more will be read or answered. */
  private over = false;
  private lastAt = Date.now();
  private requestSince = 0;

  constructor(
    private readonly socket: Socket,
    private readonly host: ConnectionHost,
  ) {
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => this.take(bytes));
    socket.on("drain", () => this.work());
    socket.on("end", () => this.finish());
    socket.on("error", () => socket.destroy());
  }

  /** Bytes held for requests that are not complete. */
  get held(): number {
    return this.reader.held;
  }

  /** Cuts off who is too slow; called now and then. */
  checkPatience(now: number): void {
    const { inside } = this.reader;
    const patience = this.over ? LINGER_MILLIS : inside && !this.busy ? HEAD_MILLIS : IDLE_MILLIS;
    const late = inside && !this.busy && now - this.requestSince > REQUEST_MILLIS;
    // An answer may take as long as it takes (a table of a slow world); only reading it may not.
    if (late || (now - this.lastAt > patience && (!this.busy || this.socket.writableNeedDrain))) this.socket.destroy();
  }

  /** Takes no further request; goes when the one in hand is answered. */
  finish(): void {
    this.over = true;
    if (!this.busy) this.socket.end();
  }

  private take(bytes: Buffer): void {
    this.lastAt = Date.now();
    if (this.over) return; // read and dropped, so that a refusal arrives
    if (!this.host.roomFor(bytes.length)) {
      this.refuse(refusal(dynamoError("ServiceUnavailable", "Service is unable to handle the request."), JSON_1_0));
      return;
    }
    if (!this.reader.inside) this.requestSince = this.lastAt;
    this.reader.push(bytes);
    if (!this.busy) this.work();
    else if (this.reader.held > BEHIND_BYTES_MAX) this.socket.pause();
  }

  /** Starts on the next complete request, if there is one and the last answer is on its way. */
  private work(): void {
    if (this.working) return;
    this.working = true;
    // A loop: requests that lie here already and are answered at once must not be answered inside each other.
    while (!this.busy && !this.over && !this.socket.writableNeedDrain && this.begin());
    this.working = false;
  }

  /** False when there is no complete request. */
  private begin(): boolean {
    const reading = this.reader.next();
    if (reading.kind === "request") {
      this.busy = true;
      this.guarded(() => this.serve(reading.request));
      return true;
    }
    if (this.socket.isPaused()) this.socket.resume();
    if (reading.kind === "incomplete") {
      if (reading.awaitsContinue) this.socket.write(CONTINUE);
    } else this.refuse(refusalOf(reading));
    return false;
  }

  private served(): void {
    this.busy = false;
    this.lastAt = Date.now();
    this.requestSince = this.lastAt;
    if (this.over) this.socket.end();
    else this.work();
  }

  /** Whatever we did not think of ends this connection, never the process. */
  private guarded(work: () => void): void {
    try {
      work();
    } catch {
      this.socket.destroy();
    }
  }

  private serve({ head, body }: ReceivedRequest): void {
    if (head.headers["content-encoding"] === undefined) this.pass(head, bodyText(body));
    else void unpacked(head, body).then((text) => this.guarded(() => this.pass(head, text)));
  }

  private pass(head: Head, body: WireBody): void {
    const arrival = readRequest(head, body);
    if (arrival.kind === "answer") this.reply(arrival.answer, head);
    else this.host.answerer.answer(arrival.call, (answer) => this.guarded(() => this.reply(answer, head)));
  }

  private reply(plain: WireAnswer, head: Head): void {
    const shared = crossOriginHeaders(head.headers);
    const answer = shared === null ? plain : { ...plain, headers: { ...shared, ...plain.headers } };
    const options = {
      answer,
      requestId: this.host.nextRequestId(),
      keepAlive: head.keepAlive && !this.over,
      withoutBody: head.method === "HEAD",
    };
    if (wantsGzip(answer, head.headers["accept-encoding"])) {
      packedResponse(options).then(
        (response) => this.send(response, options.keepAlive),
        () => this.socket.destroy(),
      );
    } else this.send(plainResponse(options), options.keepAlive);
  }

  private send(response: Response, keepAlive: boolean): void {
    if (this.socket.writable) {
      this.host.holdBack(this.socket);
      writeResponse(this.socket, response);
    }
    if (!keepAlive) this.over = true;
    this.served();
  }

  /** The last answer on this connection. */
  private refuse(answer: WireAnswer): void {
    this.over = true;
    if (this.socket.isPaused()) this.socket.resume();
    const requestId = this.host.nextRequestId();
    if (!this.socket.writable) return;
    writeResponse(this.socket, plainResponse({ answer, requestId, keepAlive: false, withoutBody: false }));
    this.socket.end();
  }
}

function refusalOf(reading: Exclude<Reading, { kind: "request" | "incomplete" }>): WireAnswer {
  if (reading.kind === "body-too-large") {
    const arrival = readRequest(reading.head, "too-large");
    if (arrival.kind === "answer") return arrival.answer;
  }
  const refused = refusal(dynamoError("SerializationException", ""), JSON_1_0);
  return reading.kind === "head-too-large" ? { ...refused, status: 431 } : refused;
}

function bodyText(bytes: Buffer): WireBody {
  if (isAscii(bytes)) return { text: bytes.toString("latin1") };
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : "not-utf8";
}

async function unpacked(head: Head, body: Buffer): Promise<WireBody> {
  if (head.headers["content-encoding"] !== "gzip") return bodyText(body);
  try {
    return bodyText(await gunzipAsync(body, { maxOutputLength: BODY_BYTES_MAX }));
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "not-utf8";
  }
}
