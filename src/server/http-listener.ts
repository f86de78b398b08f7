/**
 * HTTP/1.1 on loopback in front of an Answerer: reads a request within bounds of size and time, and writes the answer
 * with the service's headers. It knows nothing of DynamoDB but what `wire/` tells it. [WIRE-1..3, END-1..6]
 */
import { isUtf8 } from "node:buffer";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import {
  BODY_BYTES_MAX,
  crossOriginHeaders,
  readRequest,
  requestIdText,
  type WireAnswer,
  type WireBody,
} from "../engine/index.ts";
import type { Answerer } from "./answerer.ts";
import { crc32 } from "./checksum.ts";

const gunzipAsync = promisify(gunzip);
const gzipAsync = promisify(gzip);

/** A smaller body is sent as it is: packing it would cost more than sending it. */
const GZIP_FROM_BYTES = 8 * 1024;
const HEADERS_MILLIS = 10_000;
const REQUEST_MILLIS = 60_000;
const KEEP_ALIVE_MILLIS = 60_000;
const CONNECTIONS_MAX = 10_000;

const NOT_JSON = '{"__type":"com.amazon.coral.service#SerializationException"}';
/** Answers what Node's parser could not read. */
const NOT_HTTP = [
  "HTTP/1.1 400 Bad Request",
  "Connection: close",
  "Content-Type: application/x-amz-json-1.0",
  `Content-Length: ${NOT_JSON.length}`,
  "",
  NOT_JSON,
].join("\r\n");

export interface ListenerOptions {
  readonly answerer: Answerer;
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  /** Of the request ids. */
  readonly seed: number;
}

export interface Listener {
  readonly port: number;
  /** Stops listening; requests that were read already are answered. */
  close(): Promise<void>;
}

/** @throws when the port is taken */
export async function listen(options: ListenerOptions): Promise<Listener> {
  let count = 0;
  const server = createServer((request, response) => {
    serve(options.answerer, request, response, requestIdText(options.seed, ++count)).catch(() => request.destroy());
  });
  server.headersTimeout = HEADERS_MILLIS;
  server.requestTimeout = REQUEST_MILLIS;
  server.keepAliveTimeout = KEEP_ALIVE_MILLIS;
  server.maxConnections = CONNECTIONS_MAX;
  server.on("clientError", (_, socket) => refuseSocket(socket as Socket));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return { port: typeof address === "object" && address !== null ? address.port : options.port, close: closer(server) };
}

async function serve(
  answerer: Answerer,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const headers = request.headers as Record<string, string | undefined>;
  const body = await readBody(request);
  const arrival = readRequest({ method: request.method ?? "", target: request.url ?? "/", headers }, body);
  const answer = arrival.kind === "call" ? await answerer.answer(arrival.call) : arrival.answer;
  if (body === "too-large") response.setHeader("Connection", "close");
  await write(answer, headers, response, requestId);
}

async function readBody(request: IncomingMessage): Promise<WireBody> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > BODY_BYTES_MAX) return "too-large";
    parts.push(part);
  }
  let bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  if (request.headers["content-encoding"] === "gzip") {
    try {
      bytes = await gunzipAsync(bytes, { maxOutputLength: BODY_BYTES_MAX });
    } catch (thrown) {
      return (thrown as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "not-utf8";
    }
  }
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : "not-utf8";
}

async function write(
  answer: WireAnswer,
  asked: Record<string, string | undefined>,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  let bytes = Buffer.from(answer.body);
  const headers: Record<string, string | number> = {
    Server: "Server",
    ...(answer.contentType === null ? {} : { "Content-Type": answer.contentType }),
    "x-amzn-RequestId": requestId,
    ...crossOriginHeaders(asked),
    ...answer.headers,
  };
  if (bytes.length >= GZIP_FROM_BYTES && /\bgzip\b/.test(asked["accept-encoding"] ?? "")) {
    bytes = await gzipAsync(bytes);
    headers["Content-Encoding"] = "gzip";
  }
  headers["x-amz-crc32"] = crc32(bytes);
  headers["Content-Length"] = bytes.length;
  response.writeHead(answer.status, headers);
  response.end(bytes);
}

function refuseSocket(socket: Socket): void {
  if (socket.writable) socket.end(NOT_HTTP);
  else socket.destroy();
}

function closer(server: Server): () => Promise<void> {
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 500).unref();
    });
}
