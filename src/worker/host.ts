/**
 * The Worker's entry: owns the timeline, answers calls, computes the mounted views and posts at most one Frame per
 * animation frame. A failed assertion stops the stepping, keeps the last good frame and hands the scenario out as the
 * report.
 */
import { AssertionFailed, ConfigRefused, piecesOf, readAhead, type Scenario, Timeline } from "../engine/index.ts";
import { Arrivals } from "./arrivals.ts";
import { changeRuns } from "./branching.ts";
import { Driver, type Outcome } from "./driver.ts";
import { Fetched, NotFetched } from "./fetched.ts";
import { MountedViews } from "./mounted-views.ts";
import { OutsideCalls } from "./outside-calls.ts";
import {
  type BranchAction,
  type Call,
  type Frame,
  type FromWorker,
  type Opened,
  PROTOCOL_VERSION,
  type Refusal,
  type Reply,
  type Source,
  type ToWorker,
} from "./protocol.ts";
import { FAILED, NOTHING_OPEN, notFetched, READING_STOPPED, WORLD_LEFT } from "./refusals.ts";
import { Saving } from "./saving.ts";
import { accept, difference, readReply, readSource, refuse, written } from "./source.ts";
import { viewNamed } from "./views.ts";

const FRAME_MILLIS = 16;
const ALIVE_MILLIS = 1000;
/** How long reading goes on before it lets others have a turn. */
const BREATHE_MILLIS = 50;
/** A page that has drawn nothing for this long is hidden, and gets its frames all the same. */
const UNDRAWN_MILLIS_MAX = 400;

class Host {
  private timeline: Timeline | null = null;
  private readonly fetched = new Fetched();
  private readonly arrivals = new Arrivals();
  private readonly views: MountedViews;
  private readonly driver: Driver;
  private readonly outside: OutsideCalls;
  private comparing: number | null = null;
  private pausedBy: string | null = null;
  private moved: Outcome["moved"] = "none";
  private busy: Frame["busy"] = null;
  private sequence = 0;
  private frameTimer: ReturnType<typeof setTimeout> | null = null;
  private readonly saving: Saving;
  private ticking = false;
  /** When the last frame was sent that the page has not drawn yet; null: it has drawn them all. */
  private undrawnSince: number | null = null;
  private frameOwed = false;
  /** The person does not want the world whose items are being read. */
  private stopsReading = false;
  /** Raised by what changes a picture without a step: a branch's name, another scenario. */
  private revision = 0;
  private failed = false;
  /** Settled when the opening before is prepared. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly post: (message: FromWorker) => void) {
    this.saving = new Saving(() => (this.failed ? null : (this.timeline?.toScenario() ?? null)), post);
    this.views = new MountedViews({
      viewNamed,
      before: (name, params) => this.fetched.beforeView(name, params),
      fetched: () => this.frameSoon(),
      lost: (key, message) => this.post({ type: "viewLost", key, message }),
    });
    this.driver = new Driver({
      timeline: () => this.open,
      changed: (moved) => this.changed(moved),
      progress: (what, done, total) => {
        this.busy = what === null ? null : { what, done, total };
        if (what !== null) this.frameSoon();
      },
      breathe: () => {
        this.outside.look();
        return new Promise((resolve) => setTimeout(resolve, 0));
      },
      nowMillis: () => performance.now(),
    });
    this.outside = new OutsideCalls({
      timeline: () => this.open,
      drive: (drive) => this.driver.drive(drive),
      isPlaying: () => this.driver.playing !== null,
      settle: (outcome) => this.settle(outcome),
      nowMillis: () => performance.now(),
    });
  }

  async receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "hello":
        return this.post({ type: "hello", protocol: PROTOCOL_VERSION });
      case "mount":
        this.views.mount(message.key, message.view, message.params);
        return this.frameSoon();
      case "drawn":
        this.undrawnSince = null;
        if (this.frameOwed) this.sendFrame();
        return;
      case "unmount":
        this.views.unmount(message.key);
        return;
      case "call":
        return this.post({
          type: "reply",
          id: message.id,
          reply: await this.whileAlive(() => this.answer(message.call)),
        });
    }
  }

  private async whileAlive(answer: () => Promise<Reply>): Promise<Reply> {
    const beat = setInterval(() => this.post({ type: "alive" }), ALIVE_MILLIS);
    try {
      return await answer();
    } finally {
      clearInterval(beat);
    }
  }

  private get open(): Timeline {
    if (this.timeline === null) throw new AssertionFailed("no scenario is open");
    return this.timeline;
  }

  /** When what it needs is there, and the calls before it have had their turn. */
  private async inOrder(call: Exclude<Call, { type: "read" | "open" | "stopReading" }>): Promise<Reply> {
    const world = this.timeline;
    if (world === null) return refuse(NOTHING_OPEN);
    await this.arrivals.turn(this.fetched.before(call));
    if (this.timeline !== world) return refuse(WORLD_LEFT);
    return this.failed ? refuse(FAILED) : this.carryOut(call);
  }

  private async answer(call: Call): Promise<Reply> {
    try {
      if (call.type === "stopReading") {
        this.stopsReading = true;
        return accept(null);
      }
      if (call.type === "read") return await readReply(call.source);
      if (call.type === "open") return await this.openSource(call.source, call.at);
      return await this.inOrder(call);
    } catch (thrown) {
      if (thrown instanceof NotFetched) return refuse(notFetched(thrown.message));
      if (thrown instanceof ConfigRefused)
        return refuse({
          kind: "config",
          message: thrown.message,
          advice: "Change that part of the scenario and open it again.",
        });
      this.fail(thrown);
      return refuse(FAILED);
    }
  }

  private async carryOut(call: Exclude<Call, { type: "read" | "open" | "stopReading" }>): Promise<Reply> {
    switch (call.type) {
      case "issue": {
        this.driver.stop();
        const command = this.open.issue(call.body);
        this.changed("none");
        return accept(command);
      }
      case "drive": {
        this.pausedBy = null;
        const outcome = await this.driver.drive(call.drive);
        this.settle(outcome);
        if (call.drive.kind === "play") this.startTicking();
        return accept({ ...outcome, step: this.open.step, quiet: this.open.quiet });
      }
      case "branch": {
        this.driver.stop();
        const refusal = this.branch(call.action);
        if (refusal !== null) return refuse(refusal);
        this.changed("far");
        return accept(this.open.branch.id);
      }
      case "pauseWhen":
        this.driver.setConditions(call.conditions);
        return accept(null);
      case "export":
        return accept(await written(this.moment(call.at ?? "here", call.view), call.as));
      case "look":
        return accept(await this.views.once(() => this.open, call.view, call.params));
      case "hash":
        return accept(this.open.world.hash());
      case "serve": {
        const answer = this.outside.take(call.request, call.pace);
        this.changed("none");
        return accept(await answer);
      }
    }
  }

  private async openSource(source: Source, at: "step" | "start"): Promise<Reply> {
    const read = await this.inTurn(() => this.prepared(source));
    if (!read.ok) return refuse(read.refusal);
    const { scenario } = read;
    this.driver.stop();
    const timeline = new Timeline(scenario, this.fetched.runtime);
    this.saving.now();
    this.outside.forget();
    this.timeline = timeline;
    this.revision++;
    this.failed = false;
    this.comparing = null;
    this.pausedBy = null;
    this.views.forget();
    if (at === "step") await this.driver.drive({ kind: "seek", step: scenario.step });
    // Branches are run as far as they are known to go when they are opened; the others follow when they are looked at.
    this.changed("far");
    return accept({
      step: timeline.step,
      after: this.sequence,
      differs: at === "step" ? difference(scenario, timeline) : null,
      view: scenario.view ?? {},
    } satisfies Opened);
  }

  /** The scenario, with all that must be fetched before it can run and be drawn whole. */
  private async prepared(source: Source): ReturnType<typeof readSource> {
    const read = await readSource(source);
    if (read.ok) {
      await this.fetched.beforeWorld(read.scenario);
      if (!(await this.readAhead(read.scenario))) return { ok: false, refusal: READING_STOPPED };
    }
    await this.views.complete();
    return read;
  }

  /** A million items take many seconds to read: the page hears how far it is, and is heard. False: it was stopped. */
  private async readAhead({ config }: Scenario): Promise<boolean> {
    this.stopsReading = false;
    const total = piecesOf(config);
    let done = 0;
    let breathed = performance.now();
    for (const isWhole of readAhead(config)) {
      this.post({ type: "reading", done: isWhole ? ++done : done, total });
      if (performance.now() - breathed < BREATHE_MILLIS) continue;
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (this.stopsReading) return false;
      breathed = performance.now();
    }
    return true;
  }

  /** One after the other: who asked last must be the last to be opened, whatever each has to fetch. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private branch(action: BranchAction): Refusal | null {
    this.revision++;
    if (action.kind !== "compare") return changeRuns(this.open, action);
    this.comparing = action.branch;
    return null;
  }

  private moment(at: "here" | "start", view: Readonly<Record<string, string>>): Scenario {
    const open = this.open.toScenario();
    return at === "start"
      ? { ...open, view, step: 0 }
      : { ...open, view, ...(this.hasPacked ? {} : { hash: this.open.world.hash() }) };
  }

  /** The text that a hash is made of would not fit into memory. */
  private get hasPacked(): boolean {
    return piecesOf(this.open.scenario.config) > 0;
  }

  private settle(outcome: Outcome): void {
    this.pausedBy = outcome.pausedBy;
    this.changed(outcome.moved);
  }

  private changed(moved: Outcome["moved"]): void {
    if (moved !== "none") this.moved = moved;
    this.outside.look();
    this.frameSoon();
    this.saving.soon();
  }

  private startTicking(): void {
    if (this.ticking) return;
    this.ticking = true;
    const tick = (): void => {
      try {
        const outcome = this.timeline === null || this.failed ? null : this.driver.tick(performance.now());
        if (outcome === null) {
          this.ticking = false;
          this.frameSoon();
          return;
        }
        if (outcome.pausedBy !== null) this.pausedBy = outcome.pausedBy;
        if (outcome.moved !== "none") this.changed(outcome.moved);
        this.sendFrame();
        setTimeout(tick, FRAME_MILLIS);
      } catch (thrown) {
        this.ticking = false;
        this.fail(thrown);
      }
    };
    tick();
  }

  private frameSoon(): void {
    this.frameTimer ??= setTimeout(() => {
      this.frameTimer = null;
      this.sendFrame();
    }, 0);
  }

  private sendFrame(): void {
    const timeline = this.timeline;
    if (timeline === null || this.failed) return;
    // One frame at a time: what happens while the page draws goes with the next. A hidden page draws nothing.
    const now = performance.now();
    this.frameOwed = this.undrawnSince !== null && now - this.undrawnSince < UNDRAWN_MILLIS_MAX;
    if (this.frameOwed) return;
    try {
      const frame = this.frameOf(timeline);
      this.moved = "none";
      this.undrawnSince = now;
      this.post({ type: "frame", frame });
      if (this.views.isCounting) this.frameSoon();
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  private frameOf(timeline: Timeline): Frame {
    const { branch, scenario, world } = timeline;
    return {
      sequence: ++this.sequence,
      scenarioName: scenario.name,
      regions: scenario.config.regions,
      seed: scenario.seed,
      lesson: scenario.lesson ?? null,
      branch: branch.id,
      branches: timeline.branches.map((b) => ({
        id: b.id,
        name: b.name,
        parent: b.parent,
        forkStep: b.forkStep,
        commands: b.commands.length,
        steps: b.steps.length,
      })),
      comparing: this.comparing,
      step: timeline.step,
      steps: branch.steps.length,
      now: world.now,
      displayNow: this.driver.displayNow,
      nextAt: timeline.nextAt ?? null,
      quiet: timeline.quiet,
      commands: branch.commands.length,
      playing: this.driver.playing,
      busy: this.busy,
      pausedBy: this.pausedBy,
      moved: this.moved,
      views: this.views.changed(timeline, `${this.revision} ${this.comparing}`, this.driver.playing !== null),
    };
  }

  private fail(thrown: unknown): void {
    this.driver.stop();
    this.failed = true;
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    let scenario: Scenario | null = null;
    try {
      scenario = this.timeline?.toScenario() ?? null;
    } catch {
      // The report is then without the scenario; the page still has its last save.
    }
    this.post({
      type: "failed",
      message: error.message,
      stack: error.stack ?? "",
      step: this.timeline?.step ?? 0,
      scenario,
    });
  }
}

const scope = globalThis as unknown as {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
};
const host = new Host((message) => scope.postMessage(message));
scope.onmessage = (event) => void host.receive(event.data as ToWorker);
