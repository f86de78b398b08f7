import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bundleEndpoint } from "../../scripts/endpoint.mjs";
import { endLine, headerLine, itemLine, SnapshotReader, tableLine } from "./snapshot-lines.ts";

const folder = mkdtempSync(path.join(tmpdir(), "glass-table-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly said: () => string;
  readonly ended: Promise<number | null>;
  readonly ask: (operation: string, input: unknown, region?: string) => Promise<unknown>;
  readonly stop: () => Promise<number | null>;
}

/** Runs the endpoint until it listens or ends. */
async function run(...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [await bundleEndpoint(), ...args]);
  let said = "";
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const url = await new Promise<string>((resolve) => {
    const hear = (text: Buffer): void => {
      said += text;
      resolve(/http:\S+/.exec(said)?.[0] ?? "");
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    ended.then(() => resolve(""));
  });
  const ask = async (operation: string, input: unknown, region = "us-east-1"): Promise<unknown> => {
    const headers = {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": `DynamoDB_20120810.${operation}`,
      "X-Amz-Date": "20260101T000000Z",
      Authorization: `AWS4-HMAC-SHA256 Credential=k/1/${region}/dynamodb/aws4_request, SignedHeaders=h, Signature=0`,
    };
    return (await fetch(url, { method: "POST", headers, body: JSON.stringify(input) })).json();
  };
  const stop = (): Promise<number | null> => {
    child.kill("SIGTERM");
    return ended;
  };
  return { said: () => said, ended, ask, stop };
}

const TABLE = {
  TableName: "Kept",
  AttributeDefinitions: [
    { AttributeName: "id", AttributeType: "S" },
    { AttributeName: "n", AttributeType: "N" },
  ],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  GlobalSecondaryIndexes: [
    {
      IndexName: "by-n",
      KeySchema: [{ AttributeName: "n", KeyType: "HASH" }],
      Projection: { ProjectionType: "KEYS_ONLY" },
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
    },
  ],
  BillingMode: "PROVISIONED",
  ProvisionedThroughput: { ReadCapacityUnits: 7, WriteCapacityUnits: 6 },
  StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
  DeletionProtectionEnabled: true,
  WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5_000 },
  SSESpecification: { Enabled: true, KMSMasterKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
};
const ITEM = { id: { S: "ü" }, n: { N: "1.5" }, deep: { L: [{ M: { x: { NULL: true } } }, { BS: ["AA=="] }] } };

describe("the snapshot", () => {
  it("[END-7] brings tables and items of every Region back, and the endpoint ends with 0", async () => {
    const file = path.join(folder, "kept.jsonl");
    const first = await run("--port", "0", "--save", file);
    await first.ask("CreateTable", TABLE);
    await first.ask("PutItem", { TableName: "Kept", Item: ITEM });
    await first.ask(
      "CreateTable",
      { ...TABLE, GlobalSecondaryIndexes: undefined, AttributeDefinitions: [TABLE.AttributeDefinitions[0]] },
      "eu-west-1",
    );
    expect(await first.stop()).toBe(0);

    const second = await run("--port", "0", "--load", file, "--save", path.join(folder, "again.jsonl"));
    expect(await second.ask("Scan", { TableName: "Kept" })).toMatchObject({ Items: [ITEM], Count: 1 });
    expect(await second.ask("Scan", { TableName: "Kept", IndexName: "by-n" })).toMatchObject({ Count: 1 });
    expect(await second.ask("DescribeTable", { TableName: "Kept" })).toMatchObject({
      Table: {
        ProvisionedThroughput: { ReadCapacityUnits: 7, WriteCapacityUnits: 6 },
        StreamSpecification: TABLE.StreamSpecification,
        DeletionProtectionEnabled: true,
        GlobalSecondaryIndexes: [{ ProvisionedThroughput: { ReadCapacityUnits: 3 } }],
        WarmThroughput: TABLE.WarmThroughput,
        SSEDescription: {
          Status: "ENABLED",
          KMSMasterKeyArn: `arn:aws:kms:us-east-1:000000000000:key/${TABLE.SSESpecification.KMSMasterKeyId}`,
        },
      },
    });
    expect(await second.ask("ListTables", {}, "eu-west-1")).toEqual({ TableNames: ["Kept"] });
    expect(await second.stop()).toBe(0);
    expect(readFileSync(path.join(folder, "again.jsonl"), "utf8")).toBe(readFileSync(file, "utf8"));
  });

  it("[END-8] a damaged file is refused with its line, and stays as it is", async () => {
    const file = path.join(folder, "damaged.jsonl");
    const damaged = `${headerLine()}{"table":`;
    writeFileSync(file, damaged);
    const running = await run("--port", "0", "--load", file, "--save", file);
    expect(await running.ended).toBe(1);
    expect(running.said()).toContain(`${file} cannot be loaded: line 2 is no JSON object`);
    expect(readFileSync(file, "utf8")).toBe(damaged);
  });

  it.each([
    ["nothing", "", "the file is empty"],
    ["something else", "{}\n", 'line 1 does not say "format":"glass-table-snapshot"'],
    [
      "another version",
      '{"format":"glass-table-snapshot","version":9}\n',
      "line 1 is of version 9; this Glass Table reads 1",
    ],
    ["an item of no table", headerLine() + itemLine({}), "line 2 is an item before any table"],
    ["a table that is none", `${headerLine()}{"table":{}}\n`, "line 2 is no table"],
    ["too few items", headerLine() + endLine(0, 3), "line 2 counts 0 tables and 3 items; there are 0 and 0"],
    [
      "a file cut off",
      headerLine() + tableLine({ region: "r", create: {}, settings: {} }),
      "the file ends after line 2, before its last line",
    ],
    ["more than a file", headerLine() + endLine(0, 0) + itemLine({}), "line 3 goes on after its end"],
  ])("[END-8] says what is wrong: %s", (_, text, message) => {
    const reader = new SnapshotReader();
    const read = (): unknown => {
      for (const each of text.split("\n").slice(0, -1)) reader.take(each);
      return reader.finish();
    };
    expect(read).toThrow(message);
  });

  it("[END-9] a wrong command line is refused with the right one", async () => {
    for (const args of [
      ["--port", "x"],
      ["--host", "0.0.0.0"],
      ["--latency", "fast"],
      ["--nonsense"],
      ["--regions", "a b"],
    ]) {
      const running = await run(...args);
      expect([args, await running.ended]).toEqual([args, 2]);
      expect(running.said()).toContain("--port N");
    }
    const help = await run("--help");
    expect(await help.ended).toBe(0);
  });

  it("[END-9] a port that is taken is named, with what to do", async () => {
    const first = await run("--port", "0");
    const port = /:(\d+)\s/.exec(first.said())?.[1] ?? "";
    const second = await run("--port", port);
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(
      `The endpoint could not start: port ${port} is taken. Stop what uses it, or choose another with --port.`,
    );
    await first.stop();
  });
});
