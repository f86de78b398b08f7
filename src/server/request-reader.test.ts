import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Reading, RequestReader } from "./request-reader.ts";

const MAX = 1_000;

/** Everything a reader makes of bytes that arrive in pieces. */
function readAll(pieces: readonly Buffer[]): string[] {
  const reader = new RequestReader(MAX);
  const out: string[] = [];
  for (const piece of pieces) {
    reader.push(piece);
    for (let reading = reader.next(); ; reading = reader.next()) {
      if (reading.kind !== "incomplete") out.push(wordsFor(reading));
      if (reading.kind !== "request") break;
    }
    if (out.length > 0 && !out.at(-1)?.startsWith("POST")) break;
  }
  return out;
}

function wordsFor(reading: Reading): string {
  if (reading.kind !== "request") return reading.kind;
  const { head, body } = reading.request;
  return `${head.method} ${head.target} ${body}`;
}

const read = (text: string): string[] => readAll([Buffer.from(text, "latin1")]);
const post = (headers: string, rest = ""): string => `POST / HTTP/1.1\r\n${headers}\r\n\r\n${rest}`;

describe("the request reader", () => {
  it("[HTTP-1] reads requests alike however they are cut into pieces", () => {
    const stream = Buffer.from(
      post("Content-Length: 3", "abc") +
        post("Transfer-Encoding: chunked", "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n") +
        post("Host: x") +
        post("content-length:5", "12345"),
    );
    const whole = ["POST / abc", "POST / abcde", "POST / ", "POST / 12345"];
    expect(readAll([...stream].map((byte) => Buffer.from([byte])))).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 8 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const pieces = at.slice(1).map((end, i) => stream.subarray(at[i], end));
        expect(readAll(pieces)).toEqual(whole);
      }),
    );
  });

  it.each([
    ["no request line", "hello\r\n\r\n"],
    ["another protocol", "POST / HTTP/2.0\r\n\r\n"],
    ["no version", "POST /\r\n\r\n"],
    ["a space before the colon", post("Host : x")],
    ["a folded line", post("A: b\r\n c")],
    ["a name that is none", post("A(b): c")],
    ["a control character", post("A: b\x00c")],
    ["a lone line feed", post("A: b\nContent-Length: 3")],
    ["two lengths", post("Content-Length: 3\r\nContent-Length: 4", "abcd")],
    ["a length and chunks", post("Content-Length: 3\r\nTransfer-Encoding: chunked", "abc")],
    ["another encoding", post("Transfer-Encoding: gzip, chunked")],
    ["a negative length", post("Content-Length: -1")],
    ["a length with a sign", post("Content-Length: +3", "abc")],
    ["a chunk without a size", post("Transfer-Encoding: chunked", "\r\nabc")],
    ["a chunk longer than it says", post("Transfer-Encoding: chunked", "2\r\nabc\r\n0\r\n\r\n")],
    ["a chunk size of nonsense", post("Transfer-Encoding: chunked", "0x3\r\nabc\r\n")],
    ["too many headers", post(Array.from({ length: 101 }, (_, i) => `h${i}: x`).join("\r\n"))],
  ])("[HTTP-2] what could be understood in two ways is no request: %s", (_, text) => {
    expect(read(text)).toEqual(["malformed"]);
  });

  it("[HTTP-3] heads and bodies have a largest size, and it is noticed before they are there", () => {
    expect(read(`POST / HTTP/1.1\r\nA: ${"x".repeat(40_000)}`)).toEqual(["head-too-large"]);
    expect(read(post(`Content-Length: ${MAX + 1}`))).toEqual(["body-too-large"]);
    expect(read(post("Content-Length: 999999999999"))).toEqual(["body-too-large"]);
    expect(read(post("Transfer-Encoding: chunked", "fffffff\r\n"))).toEqual(["body-too-large"]);
    expect(read(post("Transfer-Encoding: chunked", `${"1\r\na\r\n".repeat(MAX + 1)}`))).toEqual(["body-too-large"]);
    expect(read(post(`Content-Length: ${MAX}`, "y".repeat(MAX)))).toEqual([`POST / ${"y".repeat(MAX)}`]);
  });

  it("[HTTP-4] says once that a sender waits to be told to go on", () => {
    const reader = new RequestReader(MAX);
    reader.push(Buffer.from(post("Expect: 100-continue\r\nContent-Length: 2")));
    expect(reader.next()).toEqual({ kind: "incomplete", awaitsContinue: true });
    expect(reader.next()).toEqual({ kind: "incomplete", awaitsContinue: false });
    reader.push(Buffer.from("ab"));
    expect(reader.next()).toMatchObject({ kind: "request" });
  });

  it("[HTTP-5] knows when a connection may be used again", () => {
    const keep = (text: string): boolean | null => {
      const reader = new RequestReader(MAX);
      reader.push(Buffer.from(text));
      const reading = reader.next();
      return reading.kind === "request" ? reading.request.head.keepAlive : null;
    };
    expect(keep(post("Host: x"))).toBe(true);
    expect(keep(post("Connection: Close"))).toBe(false);
    expect(keep("GET / HTTP/1.0\r\n\r\n")).toBe(false);
    expect(keep("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")).toBe(true);
  });

  it("[HTTP-2] random bytes never do more than be refused", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }), (pieces) => {
        expect(() => readAll(pieces.map((piece) => Buffer.from(piece)))).not.toThrow();
      }),
    );
  });
});
