/**
 * An answer as the bytes that go on the wire: status line, the service's headers, body, in one piece. [WIRE-2, WIRE-3]
 */
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

export function responseBytes(options: ResponseOptions): Buffer {
  const { body } = options.answer;
  const length = Buffer.byteLength(body);
  // Head and body share one buffer, the head in front of where the body begins: one write, no copy.
  const room = HEAD_ROOM + (options.answer.headers === undefined ? 0 : extraRoom(options.answer.headers));
  const bytes = Buffer.allocUnsafe(room + length);
  // As many bytes as characters: nothing beyond ASCII, and that is written several times faster.
  bytes.write(body, room, length === body.length ? "latin1" : "utf8");
  const head = headText(options, length, crc32(bytes.subarray(room)), "");
  const start = room - head.length;
  bytes.write(head, start, "latin1");
  return bytes.subarray(start, options.withoutBody ? room : undefined);
}

export function wantsGzip(answer: WireAnswer, acceptEncoding: string | undefined): boolean {
  return acceptEncoding !== undefined && answer.body.length >= GZIP_FROM_BYTES && /\bgzip\b/i.test(acceptEncoding);
}

export async function packedResponseBytes(options: ResponseOptions): Promise<Buffer> {
  const packed = await gzipAsync(options.answer.body);
  const head = Buffer.from(headText(options, packed.length, crc32(packed), "Content-Encoding: gzip\r\n"), "latin1");
  return options.withoutBody ? head : Buffer.concat([head, packed]);
}

/** More than a head without extra headers needs. */
const HEAD_ROOM = 512;

function extraRoom(headers: Readonly<Record<string, string>>): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
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
