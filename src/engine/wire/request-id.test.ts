import { expect, it } from "vitest";
import { requestIdText } from "./request-id.ts";

it("[WIRE-3] request ids are 52 capital letters and digits, and never repeat", () => {
  const ids = Array.from({ length: 5_000 }, (_, count) => requestIdText(7, count));
  expect(ids.every((id) => /^[A-Z0-9]{52}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(5_000);
  expect(requestIdText(8, 1)).not.toBe(requestIdText(7, 1));
});
