import { describe, expect, it } from "vitest";
import { Later } from "./later.ts";

describe("a part that comes later", () => {
  it("[LATER-1] is our mistake before it was brought, and there from then on", () => {
    const part = new Later<() => string>("a part");
    expect(() => part.here()).toThrow("a part was needed before it was brought");
    part.bring(() => "done");
    expect(part.here()).toBe("done");
  });
});
