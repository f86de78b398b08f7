import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { bytesToBase64 } from "../base/bytes.ts";
import { config, playersTable } from "../testing/fixtures.ts";
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
    expect([...readAhead(of)]).toHaveLength(2);
    expect(worldOf(of).hash()).toBe(worldOf(build(...(of.tables[0]?.packed ?? []))).hash());
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
