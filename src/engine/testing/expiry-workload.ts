/**
 * Expiry for the simulation fuzz: some worlds switch it on for the table Boards, write items that have expired or will,
 * and let enough time pass that they are swept. Elsewhere than on Players, whose counters must not be deleted.
 */
import type { Random } from "../base/random.ts";
import { calendarSeconds } from "../service/epoch.ts";
import type { Command } from "../world/commands.ts";
import type { WorldConfig } from "../world/config.ts";

/** Longer than it takes to switch expiry on, and a sweep after it. */
const HOURS_MICROS = 3 * 3_600_000_000;

export function withExpiry(commands: readonly Command[], config: WorldConfig, random: Random): Command[] {
  if (!random.chance(350_000)) return [...commands];
  const last = commands.at(-1)?.at ?? 0;
  const region = () => config.regions[random.below(config.regions.length)] as string;
  const request = (at: number, where: string, operation: string, input: object): Command => ({
    id: 0,
    at,
    kind: "request",
    region: where,
    operation,
    input: { TableName: "Boards", ...input },
  });
  const TimeToLiveSpecification = { AttributeName: "expires", Enabled: true };
  const end = last + HOURS_MICROS;
  const added: Command[] = [
    ...config.regions.map((each) => request(random.below(last), each, "UpdateTimeToLive", { TimeToLiveSpecification })),
    ...Array.from({ length: 8 }, (_, i) => {
      const expires = { N: String(calendarSeconds(0) - 60 + random.below(7_000)) };
      const Item = { player: { S: "gus" }, game: { S: `g${i % 5}` }, score: { N: String(i) }, expires };
      return request(random.below(last), region(), "PutItem", { Item });
    }),
    { id: 0, at: end, kind: "jump", micros: HOURS_MICROS },
  ];
  return [...commands, ...added].toSorted((a, b) => a.at - b.at).map((command, i) => ({ ...command, id: i + 1 }));
}
