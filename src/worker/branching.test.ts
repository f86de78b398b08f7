import { describe, expect, it } from "vitest";
import { newScenario, Timeline } from "../engine/index.ts";
import { changeRuns } from "./branching.ts";

/** A world in which two clock jumps were carried out. */
function twoJumps(): Timeline {
  const config = { regions: ["us-east-1"], latency: "instant" as const, tables: [], functions: [], files: {} };
  const timeline = new Timeline(newScenario({ name: "two jumps", seed: 1, config }), null);
  for (const micros of [1_000, 2_000]) timeline.issue({ kind: "jump", micros });
  while (timeline.forward());
  return timeline;
}

const names = ({ branches }: Timeline) => branches.map(({ name }) => name);

describe("runs", () => {
  it("[TT-5] go without the command that was carried out last before the cursor", () => {
    const timeline = twoJumps();
    const [first, second] = timeline.branch.commands;
    expect(changeRuns(timeline, { kind: "without", command: "last" })).toBeNull();
    expect(timeline.branch.commands).toEqual([first]);
    timeline.switchTo(0, 1);
    changeRuns(timeline, { kind: "without", command: "last" });
    expect(timeline.branch.commands).toEqual([second]);
  });

  it("[TT-5] are left alone at the start, where no command has been carried out", () => {
    const timeline = twoJumps();
    timeline.seek(0);
    expect(changeRuns(timeline, { kind: "without", command: "last" })).toMatchObject({ kind: "no-command" });
    expect(timeline.branches).toHaveLength(1);
  });

  it("[TT-4] are forked with a name, renamed up to 80 characters, and gone back to", () => {
    const timeline = twoJumps();
    changeRuns(timeline, { kind: "fork", name: "other" });
    expect(names(timeline)).toEqual(["original", "other"]);
    changeRuns(timeline, { kind: "rename", branch: 1, name: "x".repeat(100) });
    expect(names(timeline)[1]).toBe("x".repeat(80));
    changeRuns(timeline, { kind: "switch", branch: 0 });
    expect(timeline.branch.id).toBe(0);
  });
});
