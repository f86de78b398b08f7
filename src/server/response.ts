/**
 * An answer as it goes on the wire: status line, the service's headers, body. Text stays text until the socket turns it
 * into bytes, which needs no buffer that somebody has to clear away. [WIRE-2, WIRE-3]
 */
import type { Writable } from "node:stream";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { WireAnswer } from "../engine/index.ts";
import { crc32 } from "./checksum.ts";

const gzipAsync = promisify(gzip);

/** A smaller body is sent as it is: packing it would cost more than sending it. [END-2] */
const GZIP_FROM_BYTES = 8 * 1024;

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  400: "Bad Request",
  404: "Not Found",
  413: "Request Entity Too Large",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

export interface ResponseOptions {
  readonly answer: WireAnswer;
  readonly requestId: string;
  /** Whether the connection stays open. */
  readonly keepAlive: boolean;
  /** HEAD: everything but the body. */
  readonly withoutBody: boolean;
}

export interface Response {
  readonly head: string;
  readonly body: string | Buffer;
  /** Of a text: as many bytes as characters are written several times faster. */
  readonly encoding: "latin1" | "utf8";
}

export function plainResponse(options: ResponseOptions): Response {
  const { body } = options.answer;
  const length = Buffer.byteLength(body);
  return {
    head: headText(options, length, crc32(body), ""),
    body: options.withoutBody ? "" : body,
    encoding: length === body.length ? "latin1" : "utf8",
  };
}

/** A longer body is not worth copying to save a second piece. */
const ONE_PIECE_MAX = 4 * 1024;

export function writeResponse(to: Pick<Writable, "write">, { head, body, encoding }: Response): void {
  if (encoding === "latin1" && typeof body === "string" && body.length <= ONE_PIECE_MAX)
    to.write(head + body, encoding);
  else {
    to.write(head, "latin1");
    to.write(body, encoding);
  }
}

export function wantsGzip(answer: WireAnswer, acceptEncoding: string | undefined): boolean {
  return acceptEncoding !== undefined && answer.body.length >= GZIP_FROM_BYTES && /\bgzip\b/i.test(acceptEncoding);
}

export async function packedResponse(options: ResponseOptions): Promise<Response> {
  const packed = await gzipAsync(options.answer.body);
  const head = headText(options, packed.length, crc32(packed), "Content-Encoding: gzip\r\n");
  return { head, body: options.withoutBody ? "" : packed, encoding: "latin1" };
}

function headText(
  { answer, requestId, keepAlive }: ResponseOptions,
  length: number,
  checksum: number,
  encoding: string,
): string {
  let head =
    `HTTP/1.1 ${answer.status} ${REASONS[answer.status] ?? "Unknown"}\r\nServer: Server\r\nDate: ${dateText()}\r\n` +
    `Content-Length: ${length}\r\nConnection: ${keepAlive ? "keep-alive" : "close"}\r\n` +
    `x-amzn-RequestId: ${requestId}\r\nx-amz-crc32: ${checksum}\r\n${encoding}`;
  if (answer.contentType !== null) head += `Content-Type: ${answer.contentType}\r\n`;
  if (answer.headers !== undefined)
    for (const [name, value] of Object.entries(answer.headers)) head += `${name}: ${value}\r\n`;
  return `${head}\r\n`;
}

let dateSecond = 0;
let dateOfSecond = "";

/** The `Date` header, worked out once a second. */
function dateText(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateOfSecond = new Date(second * 1000).toUTCString();
  }
  return dateOfSecond;
}
