import { describe, expect, it } from "vitest";
import { busy, isBusy } from "./idle.ts";

describe("being busy", () => {
  it("lasts until everyone who said so is done, however often one says it", () => {
    expect(isBusy()).toBe(false);
    const first = busy();
    const second = busy();
    first();
    first();
    expect(isBusy()).toBe(true);
    second();
    expect(isBusy()).toBe(false);
  });
});
