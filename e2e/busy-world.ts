// A world with something of everything, for screens that must also look right when they are full: two Regions, an
// index, a stream with a trigger, writes and reads under way, a node that is offline.

import { encodeLink } from "../src/engine/codec.ts";
import { type Scenario, Timeline } from "../src/engine/index.ts";
import { playersScenario, update } from "../src/parts/example-worlds.ts";

/** Stands in the middle of the writes. Its name is on the screen. */
export function busyScenario(): Scenario {
  const scenario = playersScenario({
    regions: ["us-east-1", "eu-west-1"],
    commands: [
      update("ana", 8850),
      update("hiro", 8000),
      update("gus", 9180),
      update("eli", 7500),
      { kind: "fault", fault: { type: "kill-node", replica: "us-east-1/Players/P3/a" } } as const,
      update("cleo", 9340),
      update("ana", 8900),
      update("cleo", 9410),
    ].map((command, i) => ({ ...command, at: 1_000 + i * 3_000 })),
  });
  const timeline = new Timeline(scenario, null);
  while (timeline.world.now < 23_000 && timeline.forward());
  return { ...timeline.toScenario(), name: "A busy table" };
}

/** What follows `#` in the address of this world. */
export function linkTo(scenario: Scenario): string {
  return `#${encodeLink(scenario)}`;
}
