// The run that the home page shows: a real scenario on the real engine, stepped in the page itself because it is small.
// Loaded after the first page stands.

import { narrateStep, Reader, Timeline } from "../../engine/index.ts";
import { playerRead, playersWorld, scene, scoreUpdate } from "./scenes.ts";
import { stageView } from "./view.ts";
import type { StageParams, StageView } from "./view-shape.ts";

export interface HeroMoment {
  readonly step: number;
  readonly view: StageView;
  readonly sentence: string;
}

const WORLD = playersWorld({ regions: ["us-east-1", "eu-west-1"] });
const COMMANDS = [
  [0, scoreUpdate("cleo", 9_340)],
  [1_500, scoreUpdate("gus", 9_180)],
  [2_600, playerRead("cleo", false)],
  [5_200, scoreUpdate("eli", 7_500)],
] as const;
/** Where the run ends: the writes are answered, index and stream have them. */
const LAST_AT = 14_000;
/** Two copies of three hold the write: the picture to begin with. */
export const FIRST_STEP = 6;
const PARAMS: StageParams = { table: null, followed: { table: "Players", label: "cleo" }, zoom: "world", region: null, partition: null, request: null };

export class HeroRun {
  private readonly timeline = new Timeline(scene("Home", WORLD, COMMANDS), null);
  readonly steps: number;

  constructor() {
    while ((this.timeline.nextAt ?? LAST_AT) < LAST_AT && this.timeline.forward());
    this.steps = this.timeline.step;
  }

  at(step: number): HeroMoment {
    this.timeline.seek(Math.max(0, Math.min(this.steps, step)));
    const reader = new Reader(this.timeline);
    return { step: this.timeline.step, view: stageView(reader, PARAMS), sentence: narrateStep(reader, this.timeline.step).headline };
  }
}
