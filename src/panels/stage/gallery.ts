// The stage in fixed states for the gallery: real scenarios at real steps.

import type { Scenario } from "../../engine/index.ts";
import { playersScenario, THREADS } from "../../parts/example-worlds.ts";
import type { SelectionState } from "../../state/selection.ts";
import { playerRead, playersWorld, scene, scoreUpdate } from "./scenes.ts";

export interface StageState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly selection?: Partial<SelectionState>;
  readonly width?: number;
  readonly height?: number;
}

const TWO = ["us-east-1", "eu-west-1"];
const CLEO = { table: "Players", label: "cleo" };
const SEVERAL = [
  [0, scoreUpdate("ana", 8850)],
  [9_000, scoreUpdate("hiro", 8000)],
  [18_000, scoreUpdate("gus", 9180)],
  [30_000, scoreUpdate("eli", 7500)],
  [45_000, scoreUpdate("cleo", 8700)],
  [384_000, scoreUpdate("cleo", 9340)],
  [384_300, scoreUpdate("gus", 9190)],
] as const;

/** A write every 40 µs, all over the table. */
const BUSY = Array.from(
  { length: 120 },
  (_, i) => [i * 40, i === 60 ? scoreUpdate("cleo", 9_340) : scoreUpdate(`player${(i * 37) % 1_200}`, i)] as const,
);

const HALF_WAY = scene("Two Regions", playersWorld({ regions: TWO, trigger: true }), SEVERAL);

export const STAGE_STATES: readonly StageState[] = [
  {
    id: "stage-empty",
    title: "Stage, an empty table",
    scenario: scene("Empty", playersWorld({ partitions: 1, items: false, index: false, stream: false })),
    step: 0,
    selection: { ghost: { item: CLEO, region: "us-east-1", hash: 0x7166, group: "us-east-1/Players/P1", version: 1 } },
  },
  {
    id: "stage-one",
    title: "Stage, one request",
    scenario: scene("One request", playersWorld(), [[0, scoreUpdate("cleo", 9340)]]),
    step: 5,
    selection: { followed: CLEO },
  },
  {
    id: "stage-two",
    title: "Stage, two Regions, a write half way",
    scenario: HALF_WAY,
    step: 292,
    selection: { followed: CLEO },
  },
  {
    id: "stage-region",
    title: "Stage, level Region",
    scenario: HALF_WAY,
    step: 292,
    selection: { followed: CLEO, zoom: "region" },
  },
  {
    id: "stage-partition",
    title: "Stage, level Partition",
    scenario: HALF_WAY,
    step: 292,
    selection: { followed: CLEO, zoom: "partition" },
  },
  {
    id: "stage-item",
    title: "Stage, level Item",
    scenario: HALF_WAY,
    step: 292,
    selection: { followed: CLEO, zoom: "item" },
  },
  {
    id: "stage-gate",
    title: "Stage, a prediction",
    scenario: HALF_WAY,
    step: 292,
    selection: {
      followed: CLEO,
      gate: {
        candidates: ["a", "b", "c"].map((z) => `us-east-1/Players/P2/${z}`),
        picked: "us-east-1/Players/P2/a",
        locked: false,
        answer: null,
      },
    },
  },
  {
    id: "stage-answer",
    title: "Stage, a prediction and its answer",
    scenario: HALF_WAY,
    step: 292,
    selection: {
      followed: CLEO,
      gate: {
        candidates: ["a", "b", "c"].map((z) => `us-east-1/Players/P2/${z}`),
        picked: "us-east-1/Players/P2/a",
        locked: true,
        answer: "us-east-1/Players/P2/c",
      },
    },
  },
  {
    id: "stage-busy",
    title: "Stage, twelve partitions and three Regions",
    scenario: scene(
      "Busy",
      playersWorld({ regions: ["us-east-1", "eu-west-1", "ap-south-1"], partitions: 12, crowd: 1_200 }),
      BUSY,
    ),
    step: 304,
    selection: { followed: CLEO },
    width: 1072,
    height: 420,
  },
  {
    id: "stage-zone-down",
    title: "Stage, a zone offline",
    scenario: scene("Zone offline", playersWorld({ regions: TWO }), [
      [0, { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" } }],
      [50_000, scoreUpdate("cleo", 9340)],
    ]),
    step: 40,
    selection: { followed: CLEO },
  },
  {
    id: "stage-read",
    title: "Stage, a read",
    scenario: scene("Read", playersWorld(), [
      [0, scoreUpdate("cleo", 9340)],
      [4_000, playerRead("cleo", true)],
    ]),
    step: 28,
    selection: { followed: CLEO },
  },
  {
    id: "stage-local-indexes",
    title: "Stage, local indexes inside the partitions",
    scenario: playersScenario({ config: { tables: [THREADS] } }),
    step: 0,
    selection: { followed: { table: "Threads", label: "reef · p02" } },
  },
];
