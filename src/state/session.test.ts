import { beforeEach, describe, expect, it } from "vitest";
import { isBusy } from "../ui/idle.ts";
import type { Call, Frame, Reply } from "../worker/protocol.ts";
import { call, connectSession, refusalOf, takeFailure, takeFrame, takeLostView, useSession } from "./session.ts";

const FRAME = { playing: null, busy: null, views: {} } as unknown as Frame;
const frame = (fields: Partial<Frame>): Frame => ({ ...FRAME, ...fields });

/** An engine that answers everything in the same way. */
function link(reply: Reply) {
  const asked: Call[] = [];
  return {
    asked,
    call: (request: Call) => {
      asked.push(request);
      return Promise.resolve(reply);
    },
    mount: () => undefined,
    unmount: () => undefined,
  };
}

beforeEach(() => useSession.setState({ ...useSession.getInitialState() }, true));

describe("the session", () => {
  it("refuses what is asked before there is an engine", async () => {
    const reply = await call({ type: "hash" });
    expect(refusalOf(reply)).toMatchObject({ kind: "not-ready" });
  });

  it("passes a call on and gives the answer back, a refusal too", async () => {
    const refusal = { kind: "config", message: "no", advice: "yes" };
    const engine = link({ ok: false, refusal });
    connectSession(engine);
    expect(refusalOf(await call({ type: "drive", drive: { kind: "step" } }))).toEqual(refusal);
    expect(engine.asked).toEqual([{ type: "drive", drive: { kind: "step" } }]);
    expect(refusalOf({ ok: true, value: 1 })).toBeNull();
  });

  it("swaps a frame in whole, and a frame after a failure ends it", () => {
    takeFrame(frame({ step: 1 }));
    takeFailure({ message: "a bug", stack: "", step: 1, scenario: null });
    expect(useSession.getState()).toMatchObject({ frame: { step: 1 }, failure: { message: "a bug" } });
    takeFrame(frame({ step: 2 }));
    expect(useSession.getState()).toMatchObject({ frame: { step: 2 }, failure: null });
  });

  it("takes no view, and no loss, of a panel that is not mounted", () => {
    takeFrame(frame({ views: { "items null": { rows: [] } } }));
    takeLostView({ key: "items null", message: "offline" });
    expect(useSession.getState()).toMatchObject({ views: {}, lost: {} });
  });

  it("is busy until what was done is drawn, or at once no more where nothing is drawn or done", async () => {
    connectSession(link({ ok: true, value: null }));
    await call({ type: "read", source: { kind: "link", text: "" } });
    await call({ type: "hash" });
    await call({ type: "stopReading" });
    expect(isBusy()).toBe(false);
    await call({ type: "drive", drive: { kind: "step" } });
    expect(isBusy()).toBe(true);
    takeFrame(frame({ step: 1 }));
    expect(isBusy()).toBe(false);
    connectSession(link({ ok: false, refusal: { kind: "config", message: "no", advice: "yes" } }));
    await call({ type: "drive", drive: { kind: "step" } });
    expect(isBusy()).toBe(false);
  });
});
