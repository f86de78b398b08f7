import { describe, expect, it } from "vitest";
import { Arrivals } from "./arrivals.ts";

/** Something to wait for that the test brings, or fails. */
function expected() {
  let bring: () => void = () => undefined;
  let fail: (why: Error) => void = () => undefined;
  const coming = new Promise<void>((resolve, reject) => {
    bring = resolve;
    fail = reject;
  });
  return { coming, bring, fail };
}

function calls() {
  const arrivals = new Arrivals();
  const done: string[] = [];
  const call = (name: string, coming: Promise<unknown> | null = null) =>
    arrivals.turn(coming).then(
      () => done.push(name),
      (thrown: Error) => done.push(`${name}: ${thrown.message}`),
    );
  return { call, done };
}

describe("calls that wait for code", () => {
  it("[LATER-3] a call that needs nothing is carried out at once", async () => {
    const { call, done } = calls();
    await call("a");
    await call("b");
    expect(done).toEqual(["a", "b"]);
  });

  it("[LATER-3] those after a call that waits are carried out after it, in their order", async () => {
    const { call, done } = calls();
    const [first, second] = [expected(), expected()];
    const all = [call("a", first.coming), call("b"), call("c", second.coming), call("d")];
    second.bring();
    await Promise.resolve();
    expect(done).toEqual([]);
    first.bring();
    await Promise.all(all);
    expect(done).toEqual(["a", "b", "c", "d"]);
    await call("e");
    expect(done).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("[LATER-3] what cannot be fetched fails its own call and no other", async () => {
    const { call, done } = calls();
    const lost = expected();
    const all = [call("a", lost.coming), call("b")];
    lost.fail(new Error("offline"));
    await Promise.all(all);
    expect(done).toEqual(["a: offline", "b"]);
  });
});
