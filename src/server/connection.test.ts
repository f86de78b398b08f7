import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { expect, it } from "vitest";
import { success } from "../engine/index.ts";
import type { Answerer } from "./answerer.ts";
import { Connection } from "./connection.ts";

const SECOND = 1_000;

/** As much of a socket as a connection looks at. */
class QuietSocket extends EventEmitter {
  writable = true;
  writableNeedDrain = false;
  destroyed = false;
  readonly written: string[] = [];
  setNoDelay(): void {}
  isPaused(): boolean {
    return false;
  }
  resume(): void {}
  write(text: string): void {
    this.written.push(text);
  }
  end(): void {
    this.writable = false;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

function connected(answerer: Answerer): { socket: QuietSocket; connection: Connection; start: number } {
  const socket = new QuietSocket();
  const host = { answerer, nextRequestId: () => "id", holdBack: () => {}, roomFor: () => true };
  return { socket, connection: new Connection(socket as unknown as Socket, host), start: Date.now() };
}

const never: Answerer = { answer: () => {} };

it("[END-4] who stops in the middle of a request is cut off after ten seconds, an idle connection after a minute", () => {
  const slow = connected(never);
  slow.socket.emit("data", Buffer.from("POST / HTTP/1.1\r\nHo"));
  slow.connection.checkPatience(slow.start + 9 * SECOND);
  expect(slow.socket.destroyed).toBe(false);
  slow.connection.checkPatience(slow.start + 12 * SECOND);
  expect(slow.socket.destroyed).toBe(true);
  const idle = connected(never);
  idle.connection.checkPatience(idle.start + 59 * SECOND);
  expect(idle.socket.destroyed).toBe(false);
  idle.connection.checkPatience(idle.start + 62 * SECOND);
  expect(idle.socket.destroyed).toBe(true);
});

it("[END-4] an answer may take as long as it takes, but not reading it", async () => {
  const call =
    "POST / HTTP/1.1\r\nContent-Type: application/json\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nDate: x\r\n" +
    "Authorization: AWS4-HMAC-SHA256 Credential=k/1/r/dynamodb/aws4_request, SignedHeaders=h, Signature=0\r\n" +
    "Content-Length: 2\r\n\r\n{}";
  const waiting = connected(never);
  waiting.socket.emit("data", Buffer.from(call));
  waiting.connection.checkPatience(waiting.start + 600 * SECOND);
  expect(waiting.socket.destroyed).toBe(false);
  const unread = connected({ answer: ({ contentType }, answered) => answered(success({}, contentType)) });
  unread.socket.emit("data", Buffer.from(call));
  await new Promise((resolve) => setImmediate(resolve));
  expect(unread.socket.written).toHaveLength(1);
  unread.socket.writableNeedDrain = true;
  unread.connection.checkPatience(unread.start + 62 * SECOND);
  expect(unread.socket.destroyed).toBe(true);
});
