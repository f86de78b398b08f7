import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { currentToasts, dismissToast, holdToasts, showToast, TOAST_LIFE_MS, TOASTS_AT_ONCE } from "./toast-store.ts";

describe("toasts", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    holdToasts(false);
    for (const toast of currentToasts()) dismissToast(toast.id);
    vi.useRealTimers();
  });

  const texts = () => currentToasts().map((toast) => toast.text);

  it("leave by themselves after their time", () => {
    showToast({ text: "Link copied" });
    vi.advanceTimersByTime(TOAST_LIFE_MS - 1);
    expect(texts()).toEqual(["Link copied"]);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it("stay while they are pointed at, those that come meanwhile too, and then have their full time again", () => {
    showToast({ text: "first" });
    vi.advanceTimersByTime(TOAST_LIFE_MS - 1);
    holdToasts(true);
    showToast({ text: "second" });
    vi.advanceTimersByTime(TOAST_LIFE_MS * 10);
    expect(texts()).toEqual(["first", "second"]);
    holdToasts(false);
    vi.advanceTimersByTime(TOAST_LIFE_MS - 1);
    expect(texts()).toEqual(["first", "second"]);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it("make room for the newest", () => {
    const all = Array.from({ length: TOASTS_AT_ONCE + 2 }, (_, index) => `toast ${index}`);
    for (const text of all) showToast({ text });
    expect(texts()).toEqual(all.slice(-TOASTS_AT_ONCE));
  });

  it("leave when dismissed", () => {
    const id = showToast({ text: "Forked" });
    dismissToast(id);
    expect(texts()).toEqual([]);
  });
});
