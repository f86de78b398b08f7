/**
 * Saving and loading a world's tables. Both speak to it as any client would, through its Answerer, so whatever the API
 * can tell about a table is kept. A file is written beside the old one and takes its place when it is complete. [END-7, END-8]
 */
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { WireAnswer } from "../engine/index.ts";
import type { Answerer } from "./answerer.ts";
import { endLine, headerLine, itemLine, SnapshotReader, type SnapshotTable, tableLine } from "./snapshot-lines.ts";
import { createRequestOf } from "./table-request.ts";

type Json = Readonly<Record<string, unknown>>;
type Ask = (operation: string, input: Json) => Promise<Json | null>;

const FLUSH_CHARACTERS = 1_000_000;

/** @throws {SnapshotRefused} and what the file system throws */
export async function loadSnapshot(file: string): Promise<SnapshotTable[]> {
  const reader = new SnapshotReader();
  for await (const text of createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    reader.take(text);
  return reader.finish();
}

/** Brings back what a CreateTable request cannot say. */
export async function restoreSettings(answerer: Answerer, tables: readonly SnapshotTable[]): Promise<void> {
  for (const { region, settings } of tables)
    for (const [operation, input] of Object.entries(settings)) await askerFor(answerer, region)(operation, input);
}

/** @returns how many items were written */
export async function saveSnapshot(answerer: Answerer, regions: readonly string[], file: string): Promise<number> {
  const beside = `${file}.${process.pid}.part`;
  const handle = await open(beside, "w");
  try {
    let pending = headerLine();
    const write = async (text: string, now: boolean): Promise<void> => {
      pending += text;
      if (!now && pending.length < FLUSH_CHARACTERS) return;
      await handle.write(pending);
      pending = "";
    };
    let tables = 0;
    let items = 0;
    for (const region of regions) {
      const ask = askerFor(answerer, region);
      for (const name of await tableNames(ask)) {
        const described = (await ask("DescribeTable", { TableName: name }))?.Table as Json | undefined;
        if (described === undefined || described.TableStatus === "DELETING") continue;
        const settings = await settingsOf(ask, name, String(described.TableArn));
        await write(tableLine({ region, create: createRequestOf(described), settings }), false);
        tables++;
        for await (const item of itemsOf(ask, name)) {
          await write(itemLine(item), false);
          items++;
        }
      }
    }
    await write(endLine(tables, items), true);
    await handle.sync();
    await handle.close();
    await rename(beside, file);
    return items;
  } catch (thrown) {
    await handle.close().catch(() => {});
    await rm(beside, { force: true });
    throw thrown;
  }
}

async function tableNames(ask: Ask): Promise<string[]> {
  const names: string[] = [];
  let from: unknown;
  do {
    const page = await ask("ListTables", from === undefined ? {} : { ExclusiveStartTableName: from });
    names.push(...((page?.TableNames as string[] | undefined) ?? []));
    from = page?.LastEvaluatedTableName;
  } while (from !== undefined);
  return names;
}

/** What is asked of a table besides its description, and the request that brings it back. */
async function settingsOf(ask: Ask, TableName: string, ResourceArn: string): Promise<Record<string, Json>> {
  const settings: Record<string, Json> = {};
  const expiry = (await ask("DescribeTimeToLive", { TableName }))?.TimeToLiveDescription as Json | undefined;
  if (typeof expiry?.AttributeName === "string" && /^ENABL/.test(String(expiry.TimeToLiveStatus))) {
    const TimeToLiveSpecification = { AttributeName: expiry.AttributeName, Enabled: true };
    settings.UpdateTimeToLive = { TableName, TimeToLiveSpecification };
  }
  const tags = (await ask("ListTagsOfResource", { ResourceArn }))?.Tags as readonly Json[] | undefined;
  if (tags !== undefined && tags.length > 0) settings.TagResource = { ResourceArn, Tags: tags };
  const policy = (await ask("GetResourcePolicy", { ResourceArn }))?.Policy;
  if (typeof policy === "string") settings.PutResourcePolicy = { ResourceArn, Policy: policy };
  return settings;
}

async function* itemsOf(ask: Ask, TableName: string): AsyncIterable<unknown> {
  let from: unknown;
  do {
    const start = from === undefined ? {} : { ExclusiveStartKey: from };
    const page = await ask("Scan", { TableName, ConsistentRead: true, ...start });
    yield* (page?.Items as readonly unknown[] | undefined) ?? [];
    from = page?.LastEvaluatedKey;
  } while (from !== undefined);
}

/** Asks as a client of one Region would; null when the answer is an error. */
function askerFor(answerer: Answerer, region: string): Ask {
  return async (operation, input) => {
    const call = { operation, input, region, contentType: "application/json" };
    const { status, body } = await new Promise<WireAnswer>((resolve) => answerer.answer(call, resolve));
    return status === 200 ? (JSON.parse(body) as Json) : null;
  };
}
