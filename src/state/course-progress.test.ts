import { beforeEach, describe, expect, it, vi } from "vitest";
import { lessonFinished, lessonOpened, NO_PROGRESS, progressFrom, useCourseProgress } from "./course-progress.ts";

describe("the progress of the course", () => {
  const kept = new Map<string, string>();

  beforeEach(() => {
    kept.clear();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
  });

  it("remembers the open lesson until it is finished", () => {
    lessonOpened("keys/where");
    expect(useCourseProgress.getState()).toEqual({ finished: new Set(), open: "keys/where" });
    lessonFinished("keys/where");
    expect(useCourseProgress.getState()).toEqual({ finished: new Set(["keys/where"]), open: null });
  });

  it("keeps what another tab finished meanwhile", () => {
    lessonFinished("keys/where");
    kept.set("glass-table:course", JSON.stringify({ finished: ["keys/where", "streams/order"], open: null }));
    lessonOpened("consistency/after");
    expect(useCourseProgress.getState().finished).toEqual(new Set(["keys/where", "streams/order"]));
  });

  it.each([null, "text", 4, [], { finished: "all", open: 3 }, { finished: [1, null] }])(
    "starts afresh from %o",
    (value) => {
      expect(progressFrom(value)).toEqual(NO_PROGRESS);
    },
  );

  it("takes from a damaged list what is readable", () => {
    expect(progressFrom({ finished: ["a/b", 7], open: "c/d" })).toEqual({ finished: new Set(["a/b"]), open: "c/d" });
  });
});
