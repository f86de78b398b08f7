import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { bytesToBase64 } from "../base/bytes.ts";
import { boardsTable, config, playersTable } from "../testing/fixtures.ts";
import { ConfigRefused } from "./config-refused.ts";
import { piecesOf, readAhead } from "./start-items.ts";
import { World } from "./world.ts";

const packed = (...items: unknown[]) =>
  bytesToBase64(deflateSync(strToU8([items.length, ...items.map((item) => JSON.stringify(item))].join("\n"))));
const player = (name: string, score: number) => ({ player: { S: name }, score: { N: String(score) } });
const build = (...pieces: string[]) =>
  config({ tables: [playersTable({ items: [player("ana", 1)], packed: pieces })] });
const worldOf = (of: ReturnType<typeof build>) => new World({ seed: 1, config: of, runtime: null });
const plainWorld = (...items: ReturnType<typeof player>[]) =>
  new World({ seed: 1, config: config({ tables: [playersTable({ items })] }), runtime: null });

describe("packed items of a start", () => {
  it("[WORLD-6] make the same world as the same items written out", () => {
    const world = worldOf(build(packed(player("bo", 2)), packed(player("cleo", 3))));
    expect(world.hash()).toBe(plainWorld(player("ana", 1), player("bo", 2), player("cleo", 3)).hash());
  });

  it("[WORLD-6] replace earlier ones of the same key", () => {
    expect(worldOf(build(packed(player("ana", 9)))).hash()).toBe(plainWorld(player("ana", 9)).hash());
  });

  it("[WORLD-6] can be read ahead, a piece at a time, and the world is the same", () => {
    const of = build(packed(player("bo", 2)), packed(player("cleo", 3)));
    expect(piecesOf(of)).toBe(2);
    expect([...readAhead(of)]).toEqual([true, true]);
    expect(worldOf(of).hash()).toBe(worldOf(build(...(of.tables[0]?.packed ?? []))).hash());
  });

  it("[WORLD-6] of a long piece give signs of life on the way", () => {
    const names = Array.from({ length: 12_000 }, (_, n) => player(`p${n}`, n));
    expect([...readAhead(build(packed(...names)))]).toEqual([false, false, true]);
  });

  it("[WORLD-6, LSI-1] replaced ones leave nothing in the indexes of any Region", () => {
    const inLeague = (league: string, score: number) => ({ ...player("bo", score), league: { S: league } });
    const game = (score: number) => ({ ...player("ana", score), game: { S: "chess" } });
    const worldWith = (leagues: readonly unknown[], games: readonly unknown[]) => {
      const regions = ["us-east-1", "eu-west-1"];
      const tables = [
        playersTable({ regions, packed: [packed(...leagues)], indexPartitions: { byScore: 3 } }),
        boardsTable({ packed: [packed(...games)] }),
      ];
      return new World({ seed: 1, config: config({ regions, tables }), runtime: null });
    };
    const replaced = worldWith([inLeague("gold", 1), inLeague("tin", 2)], [game(5), game(7)]);
    expect(replaced.hash()).toBe(worldWith([inLeague("tin", 2)], [game(7)]).hash());
    expect(replaced.initialItems.map(({ label }) => label)).toEqual(["bo", "ana · chess"]);
    // Without a league an item is in no index.
    const left = worldWith([inLeague("gold", 1), player("bo", 2)], [game(7)]);
    expect(left.hash()).toBe(worldWith([player("bo", 2)], [game(7)]).hash());
  });

  it("[WORLD-3] are refused with a sentence when they cannot be read, or are no items", () => {
    for (const piece of [
      "?",
      "AAAA",
      packed({ score: { N: "1" } }),
      packed("text"),
      bytesToBase64(deflateSync(strToU8("1\n{"))),
    ])
      expect(() => worldOf(build(piece))).toThrow(ConfigRefused);
  });
});
