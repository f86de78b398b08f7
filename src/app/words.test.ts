import { describe, expect, it } from "vitest";
import { counted, fileSize } from "./words.ts";

describe("numbers on the screen", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1204, "1,204"],
    [50000, "50,000"],
    [1234567, "1,234,567"],
  ])("writes %d as %s", (value, written) => {
    expect(counted(value)).toBe(written);
  });

  it.each([
    [0, "0 bytes"],
    [963, "963 bytes"],
    [1284, "1.3 KB"],
    [9_400_000, "9.4 MB"],
    [312_000_000, "312 MB"],
    [5_000_000_000_000, "5000 GB"],
  ])("writes %d bytes as %s", (bytes, written) => {
    expect(fileSize(bytes)).toBe(written);
  });
});
