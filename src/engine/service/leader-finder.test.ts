import { describe, expect, it } from "vitest";
import { type KnownLeaders, leaderToAsk, noteNotLeader, noteSilence } from "./leader-finder.ts";
import { replicaId } from "./places.ts";

const GROUP = { region: "us-east-1", table: "Players", index: null, partition: "P1" };
const [A, B, C] = [replicaId(GROUP, "a"), replicaId(GROUP, "b"), replicaId(GROUP, "c")];

describe("leader finder", () => {
  it("[FIND-1] asks zone a first, then whom a replica names, then the next zone round the clock", () => {
    const known: KnownLeaders = new Map();
    expect(leaderToAsk(known, GROUP)).toBe(A);
    noteNotLeader(known, GROUP, A, C);
    expect(leaderToAsk(known, GROUP)).toBe(C);
    noteSilence(known, GROUP, C);
    expect(leaderToAsk(known, GROUP)).toBe(A);
    noteNotLeader(known, GROUP, A, null);
    expect(leaderToAsk(known, GROUP)).toBe(B);
    noteNotLeader(known, GROUP, B, B);
    expect(leaderToAsk(known, GROUP)).toBe(C);
  });

  it("[FIND-2] a late silence does not move a guess that has moved on", () => {
    const known: KnownLeaders = new Map();
    noteSilence(known, GROUP, A);
    noteSilence(known, GROUP, A);
    noteNotLeader(known, GROUP, A, null);
    expect(leaderToAsk(known, GROUP)).toBe(B);
  });
});
