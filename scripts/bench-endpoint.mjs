// Measures the endpoint over loopback beside dynalite and a server that does nothing, alternating, so that a busy
// moment of the machine meets all of them alike. 32 connections, 1 KB items. Also how soon the endpoint answers after
// its start.

import { spawn } from "node:child_process";
import path from "node:path";
import { ROOT } from "./build.mjs";
import { bundleEndpoint } from "./endpoint.mjs";
import { answersPerSecond, apiRequest } from "./http-load.mjs";

const ROUNDS = 5;
const ROUND_MILLIS = 1_500;
const KEYS = 2_000;
const PAYLOAD = "x".repeat(1_000);
const TABLE = "Bench";

const key = (i) => ({ S: `item-${i % KEYS}` });
const put = (i) => ({ TableName: TABLE, Item: { pk: { S: "one" }, sk: key(i), payload: { S: PAYLOAD } } });
const get = (i) => ({ TableName: TABLE, Key: { pk: { S: "one" }, sk: key(i) } });
const query = () => ({
  TableName: TABLE,
  KeyConditionExpression: "pk = :p",
  ExpressionAttributeValues: { ":p": { S: "one" } },
  Limit: 100,
});
const OPERATIONS = { writes: ["PutItem", put], reads: ["GetItem", get], queries: ["Query", query] };
// Built before the clock starts: making them must cost the one who measures nothing.
const WORKLOADS = Object.fromEntries(
  Object.entries(OPERATIONS).map(([what, [operation, inputOf]]) => [
    what,
    many((i) => apiRequest(operation, inputOf(i))),
  ]),
);

function many(make) {
  const made = Array.from({ length: KEYS }, (_, i) => make(i));
  return (i) => made[i % KEYS];
}

/**
 * @returns {Promise<Record<"endpoint" | "dynalite" | "canned", Record<"writes" | "reads" | "queries", number>>>}
 *   requests per second, the median of the rounds
 */
export async function measureEndpoint() {
  const servers = {
    endpoint: await start([await bundleEndpoint(), "--port", "0"], /http:\S+/),
    dynalite: await start(
      [path.join(ROOT, "node_modules", "dynalite", "cli.js"), "--port", "48731", "--createTableMs", "0"],
      /http:\S+/,
    ),
    canned: await start([path.join(ROOT, "scripts", "canned-server.mjs"), "0"], /http:\S+/),
  };
  const measured = {};
  try {
    for (const name of ["endpoint", "dynalite"]) await fill(servers[name].url);
    await can(servers.endpoint.url, servers.canned.url);
    for (const [what, requestOf] of Object.entries(WORKLOADS)) {
      for (let round = 0; round < ROUNDS; round++) {
        for (const [name, { url }] of Object.entries(servers)) {
          const rate = await answersPerSecond({ url, requestOf, millis: ROUND_MILLIS });
          measured[name] ??= {};
          measured[name][what] ??= [];
          measured[name][what].push(rate);
        }
      }
    }
  } finally {
    for (const { child } of Object.values(servers)) child.kill("SIGTERM");
  }
  for (const rates of Object.values(measured)) for (const what of Object.keys(rates)) rates[what] = median(rates[what]);
  return measured;
}

/** Milliseconds from the start of the process to the first answer, the median of five starts. */
export async function measureStart() {
  const bundle = await bundleEndpoint();
  const millis = [];
  for (let run = 0; run < 5; run++) {
    const startedAt = performance.now();
    const { url, child } = await start([bundle, "--port", "0"], /http:\S+/);
    await (await fetch(url)).text();
    millis.push(performance.now() - startedAt);
    child.kill("SIGTERM");
  }
  return median(millis);
}

async function fill(url) {
  await call(url, "CreateTable", {
    TableName: TABLE,
    AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    BillingMode: "PAY_PER_REQUEST",
  });
  for (let status = ""; status !== "ACTIVE"; ) {
    ({
      Table: { TableStatus: status },
    } = await call(url, "DescribeTable", { TableName: TABLE }));
  }
  for (let i = 0; i < KEYS; i++) await call(url, "PutItem", put(i));
}

/** Teaches the server that does nothing what the endpoint answers to the requests that both will be asked. */
async function can(endpointUrl, cannedUrl) {
  for (const [operation, inputOf] of Object.values(OPERATIONS)) {
    const body = JSON.stringify(await call(endpointUrl, operation, inputOf(0)));
    await fetch(`${cannedUrl}/${operation}`, { method: "PUT", body });
  }
}

async function call(url, operation, input) {
  const [head, body] = apiRequest(operation, input).toString().split("\r\n\r\n");
  const headers = Object.fromEntries(
    head
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(/: (.*)/s))
      .filter(([name]) => name !== "Host" && name !== "Content-Length"),
  );
  return (await fetch(url, { method: "POST", headers, body })).json();
}

function start(args, pattern) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
      const [url] = pattern.exec(said) ?? [];
      if (url !== undefined) resolve({ url: url.replace("localhost", "127.0.0.1"), child });
    });
    child.on("exit", (code) => reject(new Error(`${args[0]} ended with ${code}: ${said}`)));
  });
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
