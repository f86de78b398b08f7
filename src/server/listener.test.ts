import { connect } from "node:net";
import { gunzipSync, gzipSync, crc32 as zlibCrc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveWorld } from "../engine/index.ts";
import { type Listener, listen } from "./listener.ts";
import { LocalAnswerer } from "./local-answerer.ts";

const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";
const complaints: string[] = [];
let listener: Listener;
let answerer: LocalAnswerer;
let url: string;

beforeAll(async () => {
  const now = () => Date.now() * 1000;
  const world = new LiveWorld({ seed: 1, latency: "instant", startAt: now(), regions: new Map([["us-east-1", []]]) });
  answerer = new LocalAnswerer({ world, regions: null, now, complain: (line) => complaints.push(line) });
  listener = await listen({ answerer, host: "127.0.0.1", port: 0, seed: 1 });
  url = `http://127.0.0.1:${listener.port}/`;
  await call("CreateTable", {
    TableName: "Things",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
});

afterAll(async () => {
  await listener.close();
  answerer.close();
});

function headersFor(operation: string, extra: Record<string, string> = {}): Record<string, string> {
  return {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Target": `DynamoDB_20120810.${operation}`,
    "X-Amz-Date": "20260101T000000Z",
    Authorization: AUTHORIZATION,
    ...extra,
  };
}

function call(operation: string, input: unknown, extra: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: "POST", headers: headersFor(operation, extra), body: JSON.stringify(input) });
}

function requestText(operation: string, input: unknown, extra: Record<string, string> = {}): string {
  const body = JSON.stringify(input);
  const headers = { ...headersFor(operation, extra), "Content-Length": String(Buffer.byteLength(body)) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `POST / HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** Writes bytes on a fresh connection and gives everything that comes back until it is closed, or until `enough`. */
function talk(bytes: string | Buffer, enough: (said: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(listener.port, "127.0.0.1");
    let said = "";
    socket.on("data", (part) => {
      said += part.toString("latin1");
      if (enough(said)) socket.destroy();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
    socket.write(bytes);
  });
}

describe("the endpoint over HTTP", () => {
  it("[WIRE-2] [WIRE-3] answers with the service's headers", async () => {
    const response = await call("ListTables", {});
    const body = await response.text();
    expect(JSON.parse(body)).toEqual({ TableNames: ["Things"] });
    expect(response.headers.get("x-amz-crc32")).toBe(String(zlibCrc32(body)));
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[A-Z0-9]{52}$/);
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.0");
    expect(response.headers.get("server")).toBe("Server");
  });

  it("[WIRE-9] lets a page in, and says that it is healthy", async () => {
    const shared = await call("ListTables", {}, { Origin: "http://page.example" });
    expect(shared.headers.get("access-control-allow-origin")).toBe("*");
    const asked = await fetch(url, {
      method: "OPTIONS",
      headers: { "Access-Control-Request-Headers": "x-amz-target" },
    });
    expect(asked.headers.get("access-control-allow-headers")).toBe("x-amz-target");
    expect(await (await fetch(url)).text()).toBe("healthy: dynamodb.us-east-1.amazonaws.com ");
    expect(await (await fetch(url, { method: "HEAD" })).text()).toBe("");
  });

  it("[END-1] reads packed requests, chunks, several at once, and tells a cautious sender to go on", async () => {
    const packed = await fetch(url, {
      method: "POST",
      headers: headersFor("ListTables", { "Content-Encoding": "gzip" }),
      body: gzipSync('{"Limit":1}'),
    });
    expect(packed.status).toBe(200);
    const two = requestText("PutItem", { TableName: "Things", Item: { id: { S: "ünï" } } });
    const three = await talk(
      two +
        requestText("GetItem", { TableName: "Things", Key: { id: { S: "ünï" } } }) +
        requestText("ListTables", {}, { Connection: "close" }),
    );
    expect(three.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
    expect(three.indexOf('{"Item"')).toBeLessThan(three.indexOf("TableNames"));
    const cautious = requestText("ListTables", {}, { Expect: "100-continue", Connection: "close" });
    const said = await new Promise<string>((resolve) => {
      const socket = connect(listener.port, "127.0.0.1");
      let heard = "";
      socket.write(cautious.slice(0, -2));
      socket.on("data", (part) => {
        heard += part;
        if (heard === "HTTP/1.1 100 Continue\r\n\r\n") socket.write("{}");
      });
      socket.on("close", () => resolve(heard));
    });
    expect(said).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  it("[END-2] packs a large answer for whoever takes it, with the checksum of what travels", async () => {
    const Item = { id: { S: "large" }, text: { S: "x".repeat(50_000) } };
    await call("PutItem", { TableName: "Things", Item });
    const get = { TableName: "Things", Key: { id: { S: "large" } } };
    const said = await talk(requestText("GetItem", get, { "Accept-Encoding": "gzip", Connection: "close" }));
    const [head = "", body = ""] = said.split("\r\n\r\n", 2);
    expect(head).toContain("Content-Encoding: gzip");
    const bytes = Buffer.from(said.slice(head.length + 4), "latin1");
    expect(body.length).toBeGreaterThan(0);
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual({ Item });
    expect(head).toContain(`x-amz-crc32: ${zlibCrc32(bytes)}`);
  });

  it("[END-1] a request over 16 MB is a 413, and the sender hears of it", async () => {
    const head = requestText("PutItem", {}).replace("Content-Length: 2", `Content-Length: ${17 * 1024 * 1024}`);
    expect(await talk(head)).toMatch(/^HTTP\/1\.1 413 /);
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024, 32));
    const response = await fetch(url, {
      method: "POST",
      headers: headersFor("PutItem", { "Content-Encoding": "gzip" }),
      body: bomb,
    });
    expect(response.status).toBe(413);
  });

  it.each([
    ["random words", "hello, is this the database?\r\n\r\n"],
    ["a TLS handshake", Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3, 13, 10, 13, 10])],
    ["a lone line feed", "POST / HTTP/1.1\nHost: x\n\n\r\n\r\n"],
  ])("[END-3] %s are refused and the connection is closed", async (_, bytes) => {
    const said = await talk(bytes);
    expect(said).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(said).toContain('{"__type":"com.amazon.coral.service#SerializationException"}');
  });

  it("[END-3] a body that is no UTF-8, no gzip or no JSON is a SerializationException", async () => {
    const bodies = [Buffer.from([0x7b, 0xff, 0x7d]), Buffer.from("{"), Buffer.from("")];
    for (const body of bodies) {
      const response = await fetch(url, { method: "POST", headers: headersFor("ListTables"), body });
      expect([response.status, await response.text()]).toEqual([
        400,
        '{"__type":"com.amazon.coral.service#SerializationException"}',
      ]);
    }
    const headers = headersFor("ListTables", { "Content-Encoding": "gzip" });
    expect((await fetch(url, { method: "POST", headers, body: "not gzip" })).status).toBe(400);
  });

  it("[END-5] input nobody would send is answered, and is no mistake of ours", async () => {
    const deep = (open: string, close: string) => `${open.repeat(20_000)}1${close.repeat(20_000)}`;
    const bodies = [
      ...["null", "[]", '"x"', "1e999", "{}", '{"__proto__":{"x":1}}', '{"TableName":{"a":1}}'],
      ...['{"TableName":"Things","Item":{"id":{"S":"\\ud800"}}}', '{"TableName":"Things","Key":{"id":null}}'],
      `{"TableName":"Things","Item":{"id":{"S":"x"},"deep":${deep('{"L":[', "]}")}}}`,
      `{"TableName":"Things","Item":{"id":{"S":"x"},"deep":${deep('{"M":{"a":', "}}")}}}`,
      `{"TableName":"Things","Key":{"id":{"S":"x"}},"FilterExpression":"${"(".repeat(4_000)}"}`,
      `{"TableName":"Things","UpdateExpression":"${"NOT ".repeat(1_000)}a","Key":{"id":{"S":"x"}}}`,
    ];
    const operations = [
      "PutItem",
      "GetItem",
      "UpdateItem",
      "DeleteItem",
      "Query",
      "Scan",
      "CreateTable",
      "DescribeTable",
    ];
    for (const operation of operations) {
      for (const body of bodies) {
        const response = await fetch(url, { method: "POST", headers: headersFor(operation), body });
        expect([operation, body.slice(0, 60), response.status]).not.toContain(500);
        await response.json();
      }
    }
    expect(complaints).toEqual([]);
  });

  it("[END-5] survives sockets that break off, and a thousand of them at once", async () => {
    const whole = requestText("ListTables", {}, { Connection: "close" });
    for (let cut = 1; cut < whole.length; cut += 37) {
      await new Promise<void>((resolve) => {
        const socket = connect(listener.port, "127.0.0.1", () =>
          socket.write(whole.slice(0, cut), () => socket.destroy()),
        );
        socket.on("error", () => {});
        socket.on("close", () => resolve());
      });
    }
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => talk(whole)));
    expect(answers.filter((said) => said.startsWith("HTTP/1.1 200"))).toHaveLength(1_000);
  });

  it("[WIRE-5] opens a Region when a signature names it", async () => {
    const elsewhere = { Authorization: AUTHORIZATION.replace("us-east-1", "eu-north-1") };
    expect(await (await call("ListTables", {}, elsewhere)).json()).toEqual({ TableNames: [] });
    expect(await (await call("ListTables", {})).json()).toEqual({ TableNames: ["Things"] });
  });
});
