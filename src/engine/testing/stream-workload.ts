/**
 * Streams that come and go, for the simulation fuzz: some worlds of one Region switch a stream on for the table Boards,
 * off, and on again, while it is written to. Not with several Regions: a replica's stream may not be switched off.
 */
import type { Random } from "../base/random.ts";
import type { Command } from "../world/commands.ts";
import type { WorldConfig } from "../world/config.ts";

/** Longer than a switch takes: the next one is not refused. */
const SETTLED_MICROS = 6_000_000;

export function withStreamSwitches(commands: readonly Command[], config: WorldConfig, random: Random): Command[] {
  const [region, ...others] = config.regions;
  if (region === undefined || others.length > 0 || !random.chance(400_000)) return [...commands];
  const request = (at: number, operation: string, input: object): Command => ({
    id: 0,
    at,
    kind: "request",
    region,
    operation,
    input: { TableName: "Boards", ...input },
  });
  const on = random.below(commands.at(-1)?.at ?? 0);
  const off = on + SETTLED_MICROS + random.below(SETTLED_MICROS);
  const again = off + SETTLED_MICROS + random.below(SETTLED_MICROS);
  const switchTo = (at: number, StreamSpecification: object) => request(at, "UpdateTable", { StreamSpecification });
  const ON = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" };
  const writes = Array.from({ length: 24 }, (_, i) => {
    // Half of them close to a switch, where the change passes them on its way to the partitions.
    const at = i % 2 === 0 ? random.below(again) : ([on, off, again][i % 3] as number) + random.below(10_000);
    const Key = { player: { S: "ida" }, game: { S: `g${random.below(4)}` } };
    return random.chance(200_000)
      ? request(at, "DeleteItem", { Key })
      : request(at, "PutItem", { Item: { ...Key, score: { N: String(i) } } });
  });
  return [
    ...commands,
    ...writes,
    switchTo(on, ON),
    switchTo(off, { StreamEnabled: false }),
    ...(random.chance(500_000) ? [switchTo(again, ON)] : []),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map((command, i) => ({ ...command, id: i + 1 }));
}
