// The run that the home page shows: a real scenario, run by the engine's Worker like any other world.

import { playerRead, playersWorld, scene, scoreUpdate } from "./scenes.ts";
import type { StageParams } from "./view-shape.ts";

export const HERO_SCENARIO = scene("Home", playersWorld({ regions: ["us-east-1", "eu-west-1"] }), [
  [0, scoreUpdate("cleo", 9_340)],
  [1_500, scoreUpdate("gus", 9_180)],
  [2_600, playerRead("cleo", false)],
  [5_200, scoreUpdate("eli", 7_500)],
]);

/** Two copies of three hold the write: the picture to begin with. */
export const FIRST_STEP = 6;

export const HERO_PARAMS: StageParams = {
  table: null,
  followed: { table: "Players", label: "cleo" },
  zoom: "world",
  region: null,
  partition: null,
  request: null,
};
