// Loads an HTTP server and counts its answers: a fixed number of connections, one request at a time on each. Plain
// sockets, because a real client would be slower than what it measures.

import { connect } from "node:net";

const CONNECTIONS = 32;

/**
 * The bytes of one call of the API.
 * @param {string} operation
 * @param {unknown} input
 */
export function apiRequest(operation, input) {
  const body = JSON.stringify(input);
  return Buffer.from(
    `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\n` +
      `X-Amz-Target: DynamoDB_20120810.${operation}\r\nX-Amz-Date: 20260101T000000Z\r\n` +
      `Authorization: AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, ` +
      `SignedHeaders=host;x-amz-date;x-amz-target, Signature=${"0".repeat(64)}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/**
 * @param {{ url: string, requestOf: (i: number) => Buffer, millis: number }} options
 * @returns {Promise<number>} answers per second. Throws when one is not a 200
 */
export async function answersPerSecond({ url, requestOf, millis }) {
  const { port } = new URL(url);
  const startedAt = performance.now();
  const until = startedAt + millis;
  let sent = 0;
  let answered = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      talk({
        port: Number(port),
        next: () => (performance.now() < until ? requestOf(sent++) : undefined),
        onAnswer: () => answered++,
      }),
    ),
  );
  return (answered * 1000) / (performance.now() - startedAt);
}

/** One connection: sends `next()` until it gives nothing. */
function talk({ port, next, onAnswer }) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let received = Buffer.alloc(0);
    const send = () => {
      const request = next();
      if (request === undefined) socket.destroy();
      else socket.write(request);
    };
    socket.on("connect", send);
    socket.on("close", resolve);
    socket.on("error", reject);
    socket.on("data", (part) => {
      received = received.length === 0 ? part : Buffer.concat([received, part]);
      const length = answerLength(received);
      if (length === undefined || received.length < length) return;
      if (received.toString("latin1", 9, 12) !== "200") {
        reject(new Error(received.toString("utf8")));
        socket.destroy();
        return;
      }
      received = received.subarray(length);
      onAnswer();
      send();
    });
  });
}

/** Bytes of the answer at the front, head included; undefined while its head is not complete. */
function answerLength(bytes) {
  const head = bytes.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(bytes.toString("latin1", 0, head))?.[1];
  return head + 4 + Number(length);
}
