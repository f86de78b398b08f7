import "../../../engine/later.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Item, newScenario, Reader, Timeline } from "../../../engine/index.ts";
import { arbitraryItem } from "../../../parts/testing/arbitrary-item.ts";
import { itemsView } from "../view.ts";
import { type ImportSaid, runImport } from "./import-job.ts";
import { modelText, readModel } from "./workbench.ts";
import { CsvColumns, jsonText } from "./write-rows.ts";

const CREATE = {
  TableName: "Players",
  AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
};

async function imported(
  text: string | Uint8Array<ArrayBuffer>,
  name = "items.json",
  create: object = CREATE,
): Promise<ImportSaid> {
  const said: ImportSaid[] = [];
  await runImport({ kind: "file", file: new File([text], name), target: { create } }, (one) => said.push(one));
  return said.at(-1) as ImportSaid;
}

/** The items a world has that starts with what was imported. */
function itemsOf(said: ImportSaid): (Item | null)[] {
  if (said.kind !== "items") throw new Error(JSON.stringify(said));
  const config = {
    regions: ["us-east-1"],
    latency: "instant" as const,
    tables: [{ create: CREATE, partitions: 2, packed: said.pieces }],
    functions: [],
    files: {},
  };
  const reader = new Reader(new Timeline(newScenario({ name: "t", seed: 1, config }), null));
  return ["P1", "P2"].flatMap((partition) => {
    const [copy] = reader.copies({ region: "us-east-1", table: "Players", index: null, partition });
    return [...(copy?.state.items.values() ?? [])].map(({ item }) => item);
  });
}

const byPlayer = (items: readonly (Item | null)[]) =>
  [...items].sort((a, b) => (JSON.stringify(a?.player) < JSON.stringify(b?.player) ? -1 : 1));

const players = fc.uniqueArray(
  fc
    .tuple(fc.stringMatching(/^[a-z]{1,6}$/), arbitraryItem)
    .map(([player, item]): Item => ({ ...item, player: { S: player } })),
  { selector: (item) => JSON.stringify(item.player), maxLength: 5, minLength: 1 },
);

describe("items in a file", () => {
  it("come back the same from lines of DynamoDB JSON, from an array, and from CSV", async () => {
    await fc.assert(
      fc.asyncProperty(players, async (items) => {
        // The service writes numbers in its own way, so what it makes of them is the measure.
        const known = itemsOf(await imported(jsonText(items)));
        const columns = new CsvColumns(["player"]);
        columns.see(items);
        expect(byPlayer(itemsOf(await imported(JSON.stringify(items), "a.json")))).toEqual(byPlayer(known));
        expect(byPlayer(itemsOf(await imported(columns.header() + columns.text(items), "a.csv")))).toEqual(
          byPlayer(known),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("that are not right are listed with their line, and the others go in", async () => {
    const said = await imported(
      [
        '{"Item":{"player":{"S":"ana"}}}',
        "{oops",
        "",
        '{"player":{"S":""}}',
        '{"score":{"N":"1"}}',
        '{"player":"x"}',
        '{"player":{"S":"bo"}}',
      ].join("\n"),
    );
    expect(said).toMatchObject({ kind: "items", items: 2, header: null });
    expect(said.kind === "items" ? said.faults.map(({ line, text }) => [line, text]) : []).toEqual([
      [2, "{oops"],
      [4, '{"player":{"S":""}}'],
      [5, '{"score":{"N":"1"}}'],
      [6, '{"player":"x"}'],
    ]);
  });

  it("of CSV may have quotes, line breaks and types in the header; a key has its own type", async () => {
    const said = await imported('player,score:N,note\r\nana,1,"a ""b"",\nc"\r\nbo,,\ncy,x,\ndi,1,2,3\n', "p.csv");
    expect(byPlayer(itemsOf(said))).toEqual([
      { player: { S: "ana" }, score: { N: "1" }, note: { S: 'a "b",\nc' } },
      { player: { S: "bo" } },
    ]);
    expect(said.kind === "items" ? said.faults.map(({ line, fault }) => [line, fault]) : []).toEqual([
      [5, expect.stringContaining("cannot be converted")],
      [6, "4 cells, but the header names 3 attributes."],
    ]);
  });

  it("of CSV have the types of an index's keys, too", async () => {
    const indexed = {
      ...CREATE,
      AttributeDefinitions: [...CREATE.AttributeDefinitions, { AttributeName: "score", AttributeType: "N" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byScore",
          KeySchema: [{ AttributeName: "score", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    };
    const said = await imported("player,score,wins\nana,7,3\n", "p.csv", indexed);
    expect(itemsOf(said)).toEqual([{ player: { S: "ana" }, score: { N: "7" }, wins: { S: "3" } }]);
  });

  it("say where a whole file is not JSON", async () => {
    expect(await imported('[\n{"player": {"S": "a"}},\n{]', "a.json")).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("line 3"),
    });
    expect(await imported("")).toMatchObject({ kind: "refused", message: "The file is empty." });
  });

  it("say what to do where nothing of a file can be read", async () => {
    const refusal = async (text: string | Uint8Array<ArrayBuffer>, name: string) => {
      const said = await imported(text, name);
      return said.kind === "refused" ? said.message : said;
    };
    expect(await refusal("player,score\n", "p.csv")).toBe("There is no row below the header.");
    expect(await refusal("[]", "p.json")).toBe("There is no item in the file.");
    expect(await refusal(new Uint8Array([0xff, 0xfe, 0x70, 0x00]), "p.csv")).toBe(
      "This is not text in UTF-8. Save the file as UTF-8 first.",
    );
  });

  it("name a quotation mark that is never closed, and the type that plain JSON leaves out", async () => {
    const faultsOf = async (text: string, name: string) => {
      const said = await imported(text, name);
      return said.kind === "items" ? said.faults.map(({ line, fault }) => [line, fault]) : said;
    };
    expect(await faultsOf('player,note\nana,x\n"bo,y\ncy,z\n', "p.csv")).toEqual([
      [3, "A quotation mark opens here and is never closed, so the rest of the file was read as this row."],
    ]);
    expect(await faultsOf('[{"player":"ana"},{"player":{"S":"bo"},"score":4},{"tags":["a"]}]', "p.json")).toEqual([
      [1, 'player has no type. Write {"S":"ana"}.'],
      [2, 'score has no type. Write {"N":"4"}.'],
      [3, 'tags is not an attribute value such as {"S": "text"} or {"N": "1"}.'],
    ]);
  });

  it("can be made up, the same ones every time, of the size that was asked for", async () => {
    const said: ImportSaid[] = [];
    await runImport({ kind: "fill", count: 5_000, bytes: 200, target: { create: CREATE } }, (one) => said.push(one));
    const last = said.at(-1) as ImportSaid;
    expect(last).toMatchObject({ kind: "items", items: 5_000 });
    expect(last.kind === "items" ? last.pieces.length : 0).toBe(2);
    expect(itemsOf(last)).toHaveLength(5_000);
  });
});

describe("a model of NoSQL Workbench", () => {
  const tables = [
    {
      create: {
        ...CREATE,
        AttributeDefinitions: [...CREATE.AttributeDefinitions, { AttributeName: "league", AttributeType: "S" }],
        GlobalSecondaryIndexes: [
          {
            IndexName: "byLeague",
            KeySchema: [{ AttributeName: "league", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          },
        ],
      },
      items: [{ player: { S: "ana" }, league: { S: "gold" } }],
    },
  ];

  it("reads back as the tables it was written from", async () => {
    const said = await imported(modelText("Games", tables), "model.json");
    expect(said).toEqual({
      kind: "model",
      name: "Games",
      tables: [{ create: tables[0]?.create, partitions: 1, items: tables[0]?.items }],
      faults: [],
    });
  });

  it("keeps the tables that can be read and names the others", () => {
    expect(
      readModel({ ModelName: "M", DataModel: [{ TableName: "T" }, JSON.parse(modelText("G", tables)).DataModel[0]] }),
    ).toMatchObject({
      tables: [{ create: { TableName: "Players" } }],
      faults: ["Table 1: KeyAttributes of T is missing."],
    });
    expect(readModel({ DataModel: [{ TableName: "T", KeyAttributes: { Partition: {} } }] })).toMatchObject({
      tables: [],
      faults: ["Table 1: PartitionKey of T is missing."],
    });
  });
});

describe("a window of many rows", () => {
  it("is the same wherever it begins, also where items were deleted", () => {
    const items = Array.from({ length: 300 }, (_, n): Item => ({ player: { S: `p${n}` } }));
    const config = {
      regions: ["us-east-1"],
      latency: "instant" as const,
      tables: [{ create: CREATE, partitions: 3, items }],
      functions: [],
      files: {},
    };
    const timeline = new Timeline(newScenario({ name: "t", seed: 1, config }), null);
    for (const n of [3, 70, 71, 150, 299])
      timeline.issue({
        kind: "request",
        region: "us-east-1",
        operation: "DeleteItem",
        input: { TableName: "Players", Key: { player: { S: `p${n}` } } },
      });
    while (!timeline.quiet && timeline.forward());
    const reader = new Reader(timeline);
    const rows = (offset: number, count: number) =>
      itemsView(reader, { table: null, region: null, index: null, offset, count, filter: "", open: null }).rows.map(
        (row) => row.id,
      );
    const all = [0, 100, 200].flatMap((offset) => rows(offset, 100));
    expect(new Set(all).size).toBe(295);
    for (let offset = 0; offset < 295; offset += 7) expect(rows(offset, 20)).toEqual(all.slice(offset, offset + 20));
  });
});
