import { describe, expect, it } from "vitest";
import { breakpointOf } from "./media.ts";

describe("the layout for a width", () => {
  it.each([
    [1680, "wide"],
    [1679, "desktop"],
    [1440, "desktop"],
    [1439, "laptop"],
    [1280, "laptop"],
    [1279, "tablet"],
    [1024, "tablet"],
    [1023, "portrait"],
    [720, "portrait"],
    [719, "phone"],
    [390, "phone"],
  ])("%d is %s", (width, breakpoint) => {
    expect(breakpointOf(width)).toBe(breakpoint);
  });
});
