import { beforeEach, expect, it } from "vitest";
import type { Call } from "../worker/protocol.ts";
import { pauseWhen, setSpeed, togglePlay, usePace } from "./pace.ts";
import { connectSession } from "./session.ts";

let asked: Call[];
beforeEach(() => {
  asked = [];
  usePace.setState(usePace.getInitialState(), true);
  connectSession({
    call: (request) => {
      asked.push(request);
      return Promise.resolve({ ok: true, value: null });
    },
    mount: () => undefined,
    unmount: () => undefined,
  });
});

it("plays at the chosen speed, and pauses what plays", () => {
  setSpeed(0.1);
  togglePlay(false);
  togglePlay(true);
  expect(asked).toEqual([
    { type: "drive", drive: { kind: "play", speed: 0.1 } },
    { type: "drive", drive: { kind: "pause" } },
  ]);
});

it("tells the engine the conditions to pause at as they change", () => {
  pauseWhen([{ kind: "leader-elected" }]);
  expect(usePace.getState().conditions).toEqual([{ kind: "leader-elected" }]);
  expect(asked).toEqual([{ type: "pauseWhen", conditions: [{ kind: "leader-elected" }] }]);
});
