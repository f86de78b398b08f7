import { describe, expect, it } from "vitest";
import { FIRST_LAYOUT, layoutFrom } from "./workspace-layout.ts";
import { drawerHeight } from "./workspace-sizes.ts";

describe("the kept layout of the workspace", () => {
  it("keeps what fits and replaces what does not", () => {
    expect(layoutFrom({ left: "code", right: 7, leftOpen: false, drawerOpen: "yes", stranger: true })).toEqual({
      ...FIRST_LAYOUT,
      left: "code",
      leftOpen: false,
    });
  });

  it.each([null, undefined, 3, "text", []])("starts afresh from %o", (kept) => {
    expect(layoutFrom(kept)).toEqual(FIRST_LAYOUT);
  });
});

describe("the height of the drawer", () => {
  it("leaves the stage its 484 pixels and takes the rest, within reason", () => {
    expect(drawerHeight(900, 0)).toBe(244);
    expect(drawerHeight(800, 0)).toBe(144);
    expect(drawerHeight(768, 0)).toBe(124);
    expect(drawerHeight(1000, 0)).toBe(300);
  });

  it("takes all of a high window that the stage's picture does not use", () => {
    expect(drawerHeight(1180, 0)).toBe(408);
  });

  it("gives a panel what it asks for, but leaves the stage its partitions", () => {
    expect(drawerHeight(900, 480)).toBe(480);
    expect(drawerHeight(800, 480)).toBe(380);
    expect(drawerHeight(800, 300)).toBe(300);
    expect(drawerHeight(500, 480)).toBe(124);
  });
});
