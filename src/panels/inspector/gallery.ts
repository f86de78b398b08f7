// The inspector in fixed states for the gallery: real scenarios at real steps.

import { CHANGED_THREAD, get, playersScenario, THREADS, update } from "../../parts/example-worlds.ts";
import type { SelectionState } from "../../state/selection.ts";
import type { SpecimenMove } from "../../state/workplace.ts";

const CLEO = { table: "Players", label: "cleo" };
const WRITE = playersScenario({ commands: [update("cleo", 9340)], regions: ["us-east-1", "eu-west-1"] });
const READ = playersScenario({
  commands: [
    { ...update("cleo", 9340), at: 1 },
    { ...get("cleo"), at: 1_700 },
    { ...get("cleo", true), at: 60_000 },
  ],
});
const DOWN = playersScenario({
  commands: [
    { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "b" }, at: 1 },
    { ...update("cleo", 9340), at: 20_000 },
    {
      kind: "request",
      region: "us-east-1",
      operation: "UpdateItem",
      input: {
        TableName: "Players",
        Key: { player: { S: "cleo" } },
        UpdateExpression: "SET level = :l REMOVE league",
        ConditionExpression: "score > :s",
        ExpressionAttributeValues: { ":l": { N: "40" }, ":s": { N: "99999" } },
      },
      at: 90_000,
    },
  ],
});

/** The entry moves in two local indexes with the write: copies that have not heard of it hold the old one. */
const LOCAL = playersScenario({
  config: { tables: [THREADS] },
  commands: [CHANGED_THREAD],
});
const THREAD = { table: "Threads", label: "reef · p02" };

interface GalleryState {
  readonly id: string;
  readonly title: string;
  readonly scenario: typeof WRITE;
  readonly step: number | "end";
  readonly moves?: readonly SpecimenMove[];
  readonly selection?: Partial<SelectionState>;
  readonly width: number;
  readonly height: number;
}

const SIZE = { width: 324, height: 760 };

export const INSPECTOR_STATES: readonly GalleryState[] = [
  { id: "inspector-empty", title: "Inspector, nothing selected", scenario: WRITE, step: 0, ...SIZE },
  {
    id: "inspector-start",
    title: "Inspector, an item before any request",
    scenario: WRITE,
    step: 0,
    selection: { followed: CLEO },
    ...SIZE,
  },
  {
    id: "inspector-write",
    title: "Inspector, a write at its majority",
    scenario: WRITE,
    step: 6,
    selection: { followed: CLEO },
    ...SIZE,
  },
  {
    id: "inspector-done",
    title: "Inspector, a write that has arrived everywhere",
    scenario: WRITE,
    step: "end",
    selection: { followed: CLEO },
    ...SIZE,
  },
  {
    id: "inspector-back",
    title: "Inspector, stepped back to before the majority",
    scenario: WRITE,
    step: "end",
    moves: [{ type: "drive", drive: { kind: "seek", step: 4 } }],
    selection: { followed: CLEO },
    ...SIZE,
  },
  {
    id: "inspector-read",
    title: "Inspector, a read",
    scenario: READ,
    step: "end",
    selection: { followed: CLEO },
    ...SIZE,
  },
  {
    id: "inspector-local-indexes",
    title: "Inspector, entries of local indexes while a write is on its way",
    scenario: LOCAL,
    step: 6,
    selection: { followed: THREAD },
    ...SIZE,
  },
  {
    id: "inspector-gate",
    title: "Inspector, while a prediction is open",
    scenario: WRITE,
    step: 6,
    selection: { followed: CLEO, gate: { candidates: [], picked: null, locked: false, answer: null } },
    ...SIZE,
  },
  {
    id: "inspector-faulted",
    title: "Inspector, a zone down",
    scenario: DOWN,
    step: 18,
    selection: { followed: CLEO },
    ...SIZE,
  },
  {
    id: "inspector-missing",
    title: "Inspector, an item that is not there",
    scenario: WRITE,
    step: 0,
    selection: { followed: { table: "Players", label: "zoe" } },
    ...SIZE,
  },
  {
    id: "inspector-request",
    title: "Inspector, a refused request",
    scenario: DOWN,
    step: "end",
    selection: { followed: CLEO, mark: { kind: "request", request: "q3" } },
    ...SIZE,
  },
  {
    id: "inspector-replica",
    title: "Inspector, a replica that is down",
    scenario: DOWN,
    step: "end",
    selection: { mark: { kind: "replica", replica: "us-east-1/Players/P2/b" } },
    ...SIZE,
  },
  {
    id: "inspector-partition",
    title: "Inspector, a partition",
    scenario: WRITE,
    step: 6,
    selection: { mark: { kind: "partition", group: "us-east-1/Players/P2" } },
    ...SIZE,
  },
  {
    id: "inspector-link",
    title: "Inspector, the link between Regions",
    scenario: WRITE,
    step: 12,
    selection: { mark: { kind: "link", a: "us-east-1", b: "eu-west-1" } },
    ...SIZE,
  },
  {
    id: "inspector-event",
    title: "Inspector, an event",
    scenario: WRITE,
    step: 8,
    selection: { mark: { kind: "event", seq: 2 } },
    ...SIZE,
  },
];
