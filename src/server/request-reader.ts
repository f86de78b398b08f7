/**
 * Cuts the bytes of one connection into HTTP/1.1 requests, however they arrive: byte by byte, several in one piece, in
 * chunks. Knows no socket and no clock. Why our own and not `node:http`: see ARCHITECTURE.md. [HTTP-1..5]
 */
import { type Head, readHead } from "./http-head.ts";

export interface ReceivedRequest {
  readonly head: Head;
  readonly body: Buffer;
}

export type Reading =
  | { readonly kind: "request"; readonly request: ReceivedRequest }
  /** More bytes are needed. `awaitsContinue`: and they come only when the sender is told to go on. */
  | { readonly kind: "incomplete"; readonly awaitsContinue: boolean }
  /** Nothing on this connection can be understood any more. */
  | { readonly kind: "malformed" }
  | { readonly kind: "head-too-large" }
  /** The head was understood, the body is too large to be read. */
  | { readonly kind: "body-too-large"; readonly head: Head };

const HEAD_BYTES_MAX = 32 * 1024;
const CHUNK_LINE_BYTES_MAX = 1024;
const END_OF_HEAD = Buffer.from("\r\n\r\n");
const CHUNK_SIZE = /^([0-9a-f]{1,7})[ \t]*(;.*)?$/i;
const NOTHING = Buffer.alloc(0);
const NOTHING_YET: Reading = { kind: "incomplete", awaitsContinue: false };

export class RequestReader {
  private parts: Buffer[] = [];
  /** Bytes of the first part that were read already. */
  private at = 0;
  private heldBytes = 0;
  /** Of the request that is being read; null: its head is not complete. */
  private head: Head | null = null;
  private continued = false;
  private readonly chunks: Buffer[] = [];
  private chunkBytes = 0;

  constructor(private readonly bodyBytesMax: number) {}

  /** Bytes held back until a request is complete. */
  get held(): number {
    return this.heldBytes + this.chunkBytes;
  }

  /** True between the first byte of a request and its last. */
  get inside(): boolean {
    return this.head !== null || this.heldBytes > 0;
  }

  push(bytes: Buffer): void {
    this.parts.push(bytes);
    this.heldBytes += bytes.length;
  }

  /** The next request, if it is complete. After anything but a request or "incomplete" there is nothing more to read. */
  next(): Reading {
    if (this.head === null) {
      if (this.heldBytes === 0) return NOTHING_YET;
      const held = this.joined();
      const { at } = this;
      // An empty line or two before a request are forgiven, as the standard asks.
      const start = held[at] === 13 && held[at + 1] === 10 ? at + 2 : at;
      const end = held.indexOf(END_OF_HEAD, start);
      if (end < 0) return this.heldBytes > HEAD_BYTES_MAX ? { kind: "head-too-large" } : NOTHING_YET;
      if (end - at > HEAD_BYTES_MAX) return { kind: "head-too-large" };
      this.head = readHead(held.toString("latin1", start, end));
      if (this.head === null) return { kind: "malformed" };
      this.skip(end + 4 - at);
    }
    const { head } = this;
    if (head.body !== "chunked") return this.measured(head, head.body);
    return this.chunked(head);
  }

  private measured(head: Head, length: number): Reading {
    if (length > this.bodyBytesMax) return { kind: "body-too-large", head };
    if (this.heldBytes < length) return this.waiting(head);
    if (length === 0) return this.done(head, NOTHING);
    const body = this.joined().subarray(this.at, this.at + length);
    this.skip(length);
    return this.done(head, body);
  }

  private chunked(head: Head): Reading {
    for (;;) {
      const held = this.joined().subarray(this.at);
      const lineEnd = held.indexOf("\r\n");
      if (lineEnd > CHUNK_LINE_BYTES_MAX || (lineEnd < 0 && held.length > CHUNK_LINE_BYTES_MAX))
        return { kind: "malformed" };
      if (lineEnd < 0) return this.waiting(head);
      const size = CHUNK_SIZE.exec(held.toString("latin1", 0, lineEnd));
      if (size === null) return { kind: "malformed" };
      const length = Number.parseInt(size[1] as string, 16);
      if (length === 0) return this.lastChunk(head, held, lineEnd);
      if (this.chunkBytes + length > this.bodyBytesMax) return { kind: "body-too-large", head };
      const from = lineEnd + 2;
      if (held.length < from + length + 2) return this.waiting(head);
      if (held[from + length] !== 13 || held[from + length + 1] !== 10) return { kind: "malformed" };
      this.chunks.push(held.subarray(from, from + length));
      this.chunkBytes += length;
      this.skip(from + length + 2);
    }
  }

  /** After the last chunk: an empty line, or trailers and then one. Trailers say nothing that we ask. */
  private lastChunk(head: Head, held: Buffer, lineEnd: number): Reading {
    const end = held.indexOf(END_OF_HEAD, lineEnd);
    if (end < 0) return held.length > HEAD_BYTES_MAX ? { kind: "head-too-large" } : this.waiting(head);
    const body = Buffer.concat(this.chunks.splice(0));
    this.chunkBytes = 0;
    this.skip(end + 4);
    return this.done(head, body);
  }

  private done(head: Head, body: Buffer): Reading {
    this.head = null;
    this.continued = false;
    return { kind: "request", request: { head, body } };
  }

  private waiting(head: Head): Reading {
    const awaitsContinue = head.expectsContinue && !this.continued;
    this.continued = true;
    return { kind: "incomplete", awaitsContinue };
  }

  /** All that is held in one piece, from `at` on. Joining costs a copy: it is done when it can lead to something. */
  private joined(): Buffer {
    if (this.parts.length > 1) {
      this.parts = [Buffer.concat(this.parts).subarray(this.at)];
      this.at = 0;
    }
    return this.parts[0] ?? NOTHING;
  }

  /** Only a number moves: cutting the buffer would cost an object for every request. */
  private skip(bytes: number): void {
    this.at += bytes;
    this.heldBytes -= bytes;
    if (this.heldBytes > 0) return;
    this.parts.length = 0;
    this.at = 0;
  }
}
