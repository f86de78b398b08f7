/**
 * Worlds to start from: data in `starters/*.json`, loaded when one is chosen. Many items are made by a rule instead of
 * being written down.
 */
import { newScenario, type Scenario, type WorldConfig } from "../../engine/index.ts";
import type { GlyphName } from "../../ui/glyphs.tsx";

export interface Starter {
  readonly id: string;
  readonly title: string;
  readonly line: string;
  readonly icon: GlyphName;
  readonly load: () => Promise<Scenario>;
}

/** A starter's file: a scenario at its start. `matches` fills the first table by rule. */
export interface StarterFile {
  readonly name: string;
  readonly seed: number;
  readonly config: WorldConfig;
  readonly matches?: { readonly count: number; readonly seed: number };
}

const FILES = import.meta.glob<StarterFile>("./starters/*.json", { import: "default" });

export const STARTERS: readonly Starter[] = [
  {
    id: "eight-players",
    title: "8 players, 4 partitions",
    line: "lesson world",
    icon: "table",
    load: () => load("eight-players"),
  },
  {
    id: "two-regions",
    title: "Two Regions, both write",
    line: "conflicts",
    icon: "globe",
    load: () => load("two-regions"),
  },
  {
    id: "twelve-partitions",
    title: "12 partitions, 5,000 items",
    line: "a busy season",
    icon: "grid",
    load: () => load("twelve-partitions"),
  },
];

async function load(id: string): Promise<Scenario> {
  const file = FILES[`./starters/${id}.json`];
  if (file === undefined) throw new Error(`There is no starter world "${id}".`);
  return starterScenario(await file());
}

export async function starterScenario({ name, seed, config, matches }: StarterFile): Promise<Scenario> {
  if (matches === undefined) return newScenario({ name, seed, config });
  const { matchItems } = await import("./match-items.ts");
  const items = matchItems(matches.count, matches.seed);
  const tables = config.tables.map((table, at) => (at === 0 ? { ...table, items } : table));
  return newScenario({ name, seed, config: { ...config, tables } });
}
