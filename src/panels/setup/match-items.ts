/**
 * Matches of a season, as many as a starter world asks for: who played whom, when, and the score. Made, not stored:
 * the same count and seed give the same items everywhere.
 */
import type { Item } from "../../engine/index.ts";

const FIRST = [
  "swift",
  "calm",
  "brave",
  "lucky",
  "quiet",
  "bold",
  "keen",
  "merry",
  "noble",
  "rapid",
  "silver",
  "sunny",
  "tidy",
  "vivid",
  "wise",
  "young",
  "amber",
  "blue",
  "coral",
  "dusty",
];
const SECOND = [
  "otter",
  "falcon",
  "badger",
  "comet",
  "maple",
  "raven",
  "tiger",
  "willow",
  "panda",
  "lynx",
  "heron",
  "cedar",
  "fox",
  "bison",
  "gecko",
  "koala",
  "moth",
  "orca",
  "puma",
  "wren",
];
const LEAGUES = ["bronze", "bronze", "bronze", "silver", "silver", "gold", "platinum"];
const DAY_MILLIS = 86_400_000;
/** 2026-01-05, a Monday. */
const SEASON_START = 1_767_571_200_000;

export function matchItems(count: number, seed: number): Item[] {
  const draw = drawer(seed);
  const player = () => `${pick(FIRST, draw)}-${pick(SECOND, draw)}`;
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(SEASON_START + Math.floor((at * 120) / count) * DAY_MILLIS).toISOString().slice(0, 10);
    const self = player();
    return {
      player: { S: self },
      match: { S: `${day}#${String(at + 1).padStart(4, "0")}` },
      opponent: { S: player() },
      league: { S: pick(LEAGUES, draw) },
      score: { N: String(800 + draw(9_200)) },
      won: { BOOL: draw(2) === 1 },
    };
  });
}

function pick(words: readonly string[], draw: (below: number) => number): string {
  return words[draw(words.length)] ?? "";
}

/** Lehmer's generator: whole numbers only, so that every machine draws the same. */
function drawer(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
