import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { WireAnswer, WireCall } from "../engine/index.ts";
import { PageBridge } from "./page-bridge.ts";

const CALL: WireCall = {
  operation: "ListTables",
  input: { Limit: 3 },
  region: "us-east-1",
  contentType: "application/x-amz-json-1.0",
};
const BEHIND = { status: 200, contentType: null, body: "behind" };

let bridge: PageBridge;
let server: Server;
let port: number;

beforeEach(async () => {
  bridge = new PageBridge({ answer: (_, answered) => answered(BEHIND) });
  server = createServer((request, response) => {
    if (!bridge.handle(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  bridge.close();
  server.closeAllConnections();
  server.close();
});

/** A page's line: what it hears, event by event. */
function openLine(headers: Record<string, string> = {}) {
  const heard: { event: string; data: unknown }[] = [];
  const waiting: (() => void)[] = [];
  const asked = httpRequest({ port, path: "/bridge/calls", headers: { Host: `127.0.0.1:${port}`, ...headers } });
  const opened = new Promise<number>((resolve) => {
    asked.on("response", (response) => {
      let text = "";
      response.on("data", (part) => {
        text += part;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const [first = "", second = ""] = text.slice(0, end).split("\n");
          if (first.startsWith("event: ")) heard.push({ event: first.slice(7), data: JSON.parse(second.slice(6)) });
          text = text.slice(end + 2);
        }
        for (const wake of waiting.splice(0)) wake();
      });
      response.on("error", () => undefined);
      resolve(response.statusCode ?? 0);
    });
  });
  asked.on("error", () => undefined);
  asked.end();
  return {
    opened,
    heard,
    next: async (event: string): Promise<unknown> => {
      for (;;) {
        const found = heard.find((one) => one.event === event);
        if (found !== undefined) return found.data;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    hangUp: () => asked.destroy(),
  };
}

function post(body: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ port, path: "/bridge/answers", method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

function answered(): Promise<WireAnswer> {
  return new Promise((resolve) => bridge.answer(CALL, resolve));
}

test("[BRIDGE-1] without a page the world behind answers", async () => {
  expect(await answered()).toEqual(BEHIND);
});

test("[BRIDGE-1] a page that holds the line answers instead, with errors as the service words them", async () => {
  const line = openLine();
  await line.next("open");
  const answer = answered();
  expect(await line.next("call")).toEqual({ id: 1, operation: "ListTables", input: { Limit: 3 }, region: "us-east-1" });
  expect(await post(JSON.stringify({ id: 1, error: null, body: { TableNames: [] } }))).toBe(200);
  expect(await answer).toEqual({ status: 200, contentType: CALL.contentType, body: '{"TableNames":[]}' });
  const refused = answered();
  const error = { name: "ResourceNotFoundException", message: "Requested resource not found", status: 400 };
  await post(JSON.stringify({ id: 2, error, body: null }));
  expect(await refused).toMatchObject({ status: 400, body: expect.stringContaining("#ResourceNotFoundException") });
});

test("[BRIDGE-2] the newest page has the line, and the one before is told", async () => {
  const first = openLine();
  await first.next("open");
  const second = openLine();
  await second.next("open");
  expect(await first.next("taken")).toEqual({});
  void answered();
  await second.next("call");
  expect(first.heard.some(({ event }) => event === "call")).toBe(false);
});

test("[BRIDGE-3] when the page goes, its programs get a failure that they may try again, and then the world behind", async () => {
  const line = openLine();
  await line.next("open");
  const answer = answered();
  await line.next("call");
  line.hangUp();
  expect(await answer).toMatchObject({ status: 500, body: expect.stringContaining("InternalServerError") });
  expect(await answered()).toEqual(BEHIND);
});

test("[BRIDGE-4] another origin, another site and another name of this machine are refused", async () => {
  expect(await openLine({ Host: `evil.example:${port}` }).opened).toBe(403);
  expect(await openLine({ "Sec-Fetch-Site": "cross-site" }).opened).toBe(403);
  expect(await post("{}", { Origin: "http://evil.example" })).toBe(403);
});

test.each(["", "{", "null", "[]", '{"id":"1","error":null}', '{"id":1,"error":{"name":5}}'])(
  "[BRIDGE-5] an answer that is none is refused: %s",
  async (body) => {
    expect(await post(body)).toBe(400);
  },
);
