import { describe, expect, it } from "vitest";
import type { ActorKind, Context, Timer } from "./actor.ts";
import type { LatencyProfile } from "./network.ts";
import { type Recorded, Simulation } from "./simulation.ts";

type Say = { readonly type: "Go" | "Ping" | "Pong" | "Tick" | "Cancel"; readonly n: number };
type Fact = { readonly kind: "Heard"; readonly n: number; readonly draw: number };
type C = Context<Say, Fact>;

const PROFILE: LatencyProfile = {
  name: "test",
  sameZone: [10, 20],
  crossZone: [100, 300],
  inRegion: [50],
  crossRegion: [1_000, 2_000],
  pairs: {},
  delays: {},
};

interface Counter {
  heard: number[];
  timer: Timer | null;
}

/** Answers pings, ticks by itself, and draws a number each time it hears something. */
const player: ActorKind<Counter, Say, Fact> = {
  kind: "player",
  handle(state, message, context) {
    const draw = context.random("dice").below(1_000);
    state.heard.push(message.n);
    context.record({ kind: "Heard", n: message.n, draw });
    BEHAVIOUR[message.type](state, message, context);
  },
};

const BEHAVIOUR: Record<Say["type"], (state: Counter, message: Say, context: C) => void> = {
  Go: (state, { n }, context) => {
    context.send("b", { type: "Ping", n });
    context.send("c", { type: "Ping", n: n + 1 });
    state.timer = context.after(5_000, { type: "Tick", n: n + 2 });
    context.after(90_000_000, { type: "Tick", n: 99 }, { background: true });
  },
  Ping: (_state, { n }, context) => void (n < 40 && context.send(context.delivery.from, { type: "Pong", n: n + 3 })),
  Pong: (_state, { n }, context) =>
    void context.send(context.delivery.from, { type: "Ping", n: n + context.random("dice").below(3) }),
  Tick: (state) => {
    state.timer = null;
  },
  Cancel: (state, _message, context) => {
    if (state.timer !== null) context.cancel(state.timer);
    state.timer = null;
  },
};

function build(seed = 1): { sim: Simulation<Say, Fact>; events: Recorded<Fact>[] } {
  const events: Recorded<Fact>[] = [];
  const sim = new Simulation<Say, Fact>({ seed, profile: PROFILE, kinds: [player], onEvent: (e) => events.push(e) });
  const state = (): Counter => ({ heard: [], timer: null });
  sim.spawn("player", "a", { region: "us-east-1", zone: "a" }, state());
  sim.spawn("player", "b", { region: "us-east-1", zone: "b" }, state());
  sim.spawn("player", "c", { region: "eu-west-1", zone: "a" }, state());
  return { sim, events };
}

function toRest(sim: Simulation<Say, Fact>): void {
  for (let i = 0; i < 5_000 && !sim.quiet; i++) sim.step();
}

const story = (events: readonly Recorded<Fact>[]): string =>
  events.map((e) => `${e.step} ${e.at} ${e.actor} ${e.cause} ${e.event.n}/${e.event.draw}`).join("\n");

describe("the simulation", () => {
  it("[SIM-1] time never runs backwards, and steps are counted from 1 without a gap", () => {
    const { sim } = build();
    sim.deliver("a", { type: "Go", n: 1 }, 0, -1);
    let last = 0;
    for (let step = 2; !sim.quiet; step++) {
      const record = sim.step();
      expect(record?.step).toBe(step);
      expect(sim.now).toBeGreaterThanOrEqual(last);
      last = sim.now;
    }
    expect(() => sim.deliver("a", { type: "Go", n: 1 }, last - 1, -2)).toThrow("cannot act in the past");
  });

  it("[SIM-2] the same seed gives the same run, another seed another one", () => {
    const run = (seed: number): string => {
      const { sim, events } = build(seed);
      sim.deliver("a", { type: "Go", n: 1 }, 0, -1);
      toRest(sim);
      return story(events);
    };
    expect(run(1)).toBe(run(1));
    expect(run(1)).not.toBe(run(2));
  });

  it("[SIM-3] one more draw in one stream moves nothing in another", () => {
    const draws = (extra: boolean): number[] => {
      const { sim } = build();
      if (extra) for (let i = 0; i < 9; i++) sim.stream("b#other").next32();
      sim.deliver("a", { type: "Go", n: 1 }, 0, -1);
      toRest(sim);
      return [sim.now, sim.steps];
    };
    expect(draws(true)).toEqual(draws(false));
  });

  it("[SIM-4] a save taken at any step goes on exactly as the straight run did, and can be used again", () => {
    const { sim, events } = build();
    sim.deliver("a", { type: "Go", n: 1 }, 0, -1);
    const saves = [{ saved: sim.save(), events: events.length }];
    while (!sim.quiet) {
      sim.step();
      saves.push({ saved: sim.save(), events: events.length });
    }
    const straight = story(events);
    const end = JSON.stringify(sim.vitals());
    for (const round of [1, 2]) {
      for (const { saved, events: known } of [...saves].reverse()) {
        sim.restore(saved);
        events.length = known;
        toRest(sim);
        expect([round, story(events)]).toEqual([round, straight]);
        expect(JSON.stringify(sim.vitals())).toBe(end);
      }
    }
  });

  it("[SIM-4] a machine made, ended, stopped or cut off after a save is as it was when the save is restored", () => {
    const { sim } = build();
    const saved = sim.save();
    sim.retire("c");
    sim.setDown("b", true);
    sim.setLink("us-east-1", "eu-west-1", { cut: true, extraMicros: 0, lossPerMillion: 0 });
    sim.spawn("player", "d", { region: "us-east-1", zone: null }, { heard: [], timer: null });
    sim.restore(saved);
    expect([sim.exists("c"), sim.exists("d"), sim.isDown("b"), sim.linkBetween("eu-west-1", "us-east-1").cut]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("[SIM-6] background deliveries do not keep the world from being quiet", () => {
    const { sim } = build();
    sim.deliver("a", { type: "Go", n: 100 }, 0, -1);
    toRest(sim);
    expect(sim.quiet).toBe(true);
    expect(sim.peek()).toMatchObject({ background: true, at: 90_000_000 });
  });

  it("[SIM-6] a cancelled timer does not fire", () => {
    const { sim } = build();
    sim.deliver("a", { type: "Go", n: 100 }, 0, -1);
    sim.deliver("a", { type: "Cancel", n: 0 }, 1, -2);
    toRest(sim);
    expect((sim.read("a") as Counter).heard).not.toContain(102);
    expect(sim.now).toBeLessThan(5_000);
  });

  it("[SIM-7] events name the event or the delivery that caused them", () => {
    const { sim, events } = build();
    sim.deliver("a", { type: "Go", n: 1 }, 0, -1);
    toRest(sim);
    expect(events[0]?.cause).toBe(-1);
    for (const { seq, cause } of events.slice(1)) {
      expect(cause).toBeGreaterThanOrEqual(0);
      expect(cause).toBeLessThan(seq);
    }
  });

  it("[NET-3] a cut link loses every message, says so in the step, and the sender notices; inside a Region nothing is lost", () => {
    const { sim, events } = build();
    sim.setLink("eu-west-1", "us-east-1", { cut: true, extraMicros: 0, lossPerMillion: 0 });
    const record = sim.deliver("a", { type: "Go", n: 1 }, 0, -1);
    expect(record.lostSends).toEqual([{ to: "c", type: "Ping", reason: "cut" }]);
    toRest(sim);
    expect(events.map(({ actor }) => actor)).not.toContain("c");
    expect(events.map(({ actor }) => actor)).toContain("b");
  });

  it("[NET-3] a lossy link loses about as many messages as it says, a slow one delays each", () => {
    const { sim } = build();
    sim.setLink("eu-west-1", "us-east-1", { cut: false, extraMicros: 500_000, lossPerMillion: 250_000 });
    let lost = 0;
    for (let i = 0; i < 2_000; i++) lost += sim.deliver("a", { type: "Go", n: 100 }, i, -1 - i).lostSends.length;
    expect(lost).toBeGreaterThan(430);
    expect(lost).toBeLessThan(570);
    const slow = sim.pending().filter(({ to }) => to === "c");
    expect(slow.every(({ at, sentAt }) => at - sentAt >= 501_000 && at - sentAt <= 502_000)).toBe(true);
  });

  it("[NET-4] what reaches a machine that is down, or gone, is lost on arrival", () => {
    const { sim } = build();
    sim.setDown("b", true);
    sim.retire("c");
    sim.deliver("a", { type: "Go", n: 1 }, 0, -1);
    const arrived: Record<string, boolean> = {};
    while (!sim.quiet) {
      const record = sim.step();
      if (record !== undefined) arrived[record.delivery.to] = record.arrived;
    }
    expect(arrived).toEqual({ b: false, c: false, a: true });
  });
});
