import { describe, expect, it } from "vitest";
import { phoneTabs, sharedOut } from "./workspace-phone.tsx";
import type { PanelTab, WorkspaceSlots } from "./workspace-slots.ts";

function tab(id: string): PanelTab {
  return { id, label: id, icon: "book", node: null };
}

const SLOTS: WorkspaceSlots = {
  leftTabs: [tab("lesson"), tab("code")],
  rightTabs: [tab("inspector"), tab("copies")],
  timeline: [tab("timeline"), tab("items")],
  stageBar: null,
  stageMenu: null,
  stage: null,
  narration: null,
  transport: null,
  tape: "tape",
};

describe("the tabs of a phone", () => {
  it("begin with the first panel of each place and the cost", () => {
    expect(phoneTabs(SLOTS).map((one) => one.id)).toEqual([
      "lesson",
      "timeline",
      "inspector",
      "cost",
      "code",
      "items",
      "copies",
    ]);
    expect(phoneTabs({ ...SLOTS, tape: null }).map((one) => one.id)).not.toContain("cost");
  });

  it("always show the open one, and leave none out", () => {
    const tabs = phoneTabs(SLOTS);
    const { shown, rest } = sharedOut(tabs, "items");
    expect(shown.map((one) => one.id)).toEqual(["lesson", "timeline", "inspector", "items"]);
    expect(rest.map((one) => one.id)).toEqual(["cost", "code", "copies"]);
    expect(sharedOut(tabs, "lesson").shown).toEqual(tabs.slice(0, 4));
  });
});
