/**
 * Packed items travel, and are kept, apart from their scenario: they are megabytes that stay the same while a world is
 * worked on, and a scenario is saved at every move. Which ones they are goes by identity, never by looking. [WORLD-6]
 */
import type { Scenario } from "../engine/index.ts";

/** By table; null: it has none. */
export type PackedPieces = readonly (readonly string[] | null)[];

export function apart(scenario: Scenario): { readonly scenario: Scenario; readonly pieces: PackedPieces } {
  const { config } = scenario;
  if (!config.tables.some(({ packed }) => packed?.length)) return { scenario, pieces: [] };
  return {
    scenario: {
      ...scenario,
      config: {
        ...config,
        tables: config.tables.map((table) => (table.packed?.length ? { ...table, packed: [] } : table)),
      },
    },
    pieces: config.tables.map(({ packed }) => (packed?.length ? packed : null)),
  };
}

/** Gives the tables that were emptied theirs back. */
export function together(scenario: Scenario, pieces: PackedPieces): Scenario {
  const { config } = scenario;
  const isEmptied = ({ packed }: (typeof config.tables)[number]) => packed?.length === 0;
  if (!config.tables.some(isEmptied)) return scenario;
  const tables = config.tables.map((table, at) =>
    isEmptied(table) && pieces[at] ? { ...table, packed: pieces[at] } : table,
  );
  return { ...scenario, config: { ...config, tables } };
}

export function samePieces(a: PackedPieces, b: PackedPieces): boolean {
  return a.length === b.length && a.every((pieces, at) => pieces === b[at]);
}
