import { describe, expect, it } from "vitest";
import { NumberedLog } from "../base/numbered-log.ts";
import { OrderedMap } from "../base/ordered-map.ts";
import { cloneState } from "./state.ts";

describe("actor state", () => {
  it("[SIM-4] a copy shares no collection that an actor may change in place", () => {
    const log = NumberedLog.startingAt<string>(1);
    log.append("first");
    const tree = OrderedMap.empty<string>();
    tree.set("k", "first");
    const frozen = Object.freeze({ deep: Object.freeze({ value: 1 }) });
    const state = {
      list: ["first"],
      map: new Map([["k", 1]]),
      set: new Set(["k"]),
      log,
      tree,
      frozen,
      n: 1,
      none: null,
      gone: undefined,
    };
    const copy = cloneState(state);
    expect(copy).toEqual(state);
    copy.list.push("second");
    copy.map.set("k", 2);
    copy.set.add("l");
    copy.log.append("second");
    copy.tree.set("k", "second");
    copy.n = 2;
    expect(state).toMatchObject({ list: ["first"], map: new Map([["k", 1]]), set: new Set(["k"]), n: 1 });
    expect([state.log.size, state.tree.get("k")]).toEqual([1, "first"]);
    state.log.append("mine");
    expect([copy.log.get(2), state.log.get(2)]).toEqual(["second", "mine"]);
    expect(copy.frozen).toBe(frozen);
  });
});
