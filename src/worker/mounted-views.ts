/**
 * The views that the page's panels have mounted: computed once for every picture of the world, sent only when they
 * differ from what was sent before. A panel that shows another branch names it in its parameters (`branch`). A view
 * that is still being fetched is not in a frame yet; its panel waits for the frame that has it. While playing, pictures
 * follow the steps at a pace that an eye can use; frames between them move the clock alone. [PACE-11]
 */
import { AssertionFailed, Reader, type Timeline } from "../engine/index.ts";
import type { View } from "./views.ts";

/**
 * While playing, the stage has a picture in every second frame and a panel in every sixth, seventh, …: no two keep the
 * same beat, so that they seldom fall into one. Counted in frames, not in time: a page that draws slowly gets fewer.
 */
const STAGE_BEAT = 2;
const BEAT = 6;
const BEATS = 6;

interface Mounted {
  /** Null while it is being fetched. */
  view: View | null;
  readonly params: unknown;
  /** JSON of what was sent last. */
  sent: string | null;
  /** The picture it was computed for: while that stays, so does the view. */
  picture: string | null;
  /** While playing: from one picture to the next, in frames. */
  readonly beat: number;
  /** The frame it was computed for. */
  frame: number;
}

export interface ViewPorts {
  /** The view of that name, or a promise of it; undefined: there is none. */
  readonly viewNamed: (name: string) => View | Promise<View> | undefined;
  /** What must be there before a view is computed with these parameters; null: nothing. */
  readonly before: (name: string, params: unknown) => Promise<unknown> | null;
  /** A view that was being fetched is there. */
  readonly fetched: () => void;
  /** It could not be fetched; mounting it again tries again. */
  readonly lost: (key: string, message: string) => void;
}

export class MountedViews {
  private readonly mounted = new Map<string, Mounted>();
  private readonly known = new Map<string, View>();
  private readonly fetching = new Set<Promise<void>>();
  private frame = 0;

  constructor(private readonly ports: ViewPorts) {}

  /** @throws {AssertionFailed} when there is no view of that name */
  mount(key: string, name: string, params: unknown): void {
    const view = this.find(name, params);
    const mounted: Mounted = {
      view: view instanceof Promise ? null : view,
      params,
      sent: null,
      picture: null,
      beat: name === "stage" ? STAGE_BEAT : BEAT + (this.mounted.size % BEATS),
      frame: 0,
    };
    this.mounted.set(key, mounted);
    if (view instanceof Promise) this.fetch(key, name, mounted, view);
  }

  unmount(key: string): void {
    this.mounted.delete(key);
  }

  /**
   * A view that nobody has mounted.
   * @param open the world as it is once the view is fetched
   * @throws {AssertionFailed} when there is no view of that name
   */
  async once(open: () => Timeline, name: string, params: unknown): Promise<unknown> {
    const view = await this.find(name, params);
    return view(new Reader(open()), params as never);
  }

  /** Another world was opened: everything is to be sent again. */
  forget(): void {
    for (const mounted of this.mounted.values()) {
      mounted.sent = null;
      mounted.picture = null;
    }
  }

  /** Waits for what is being fetched now, so that the first picture of a world is a whole one. */
  async complete(): Promise<void> {
    await Promise.all(this.fetching);
  }

  /** A view that is there is not whole: one more frame is wanted, whatever the world does. */
  get isCounting(): boolean {
    return [...this.mounted.values()].some(
      ({ view, frame, picture }) => view !== null && frame > 0 && picture === null,
    );
  }

  /**
   * Views that differ from what was sent, by key.
   * @param revision changes with whatever changes a picture without a step
   * @param isPlaying otherwise every view is of the cursor
   */
  changed(timeline: Timeline, revision: string, isPlaying: boolean): Record<string, unknown> {
    const { branch, step } = timeline;
    const picture = [revision, branch.id, step, branch.steps.length, branch.commands.length].join(" ");
    const reader = new Reader(timeline);
    this.frame++;
    const views: Record<string, unknown> = {};
    for (const [key, mounted] of this.mounted) {
      const { view, params } = mounted;
      if (view === null || mounted.picture === picture) continue;
      if (isPlaying && mounted.picture !== null && this.frame - mounted.frame < mounted.beat) continue;
      mounted.frame = this.frame;
      const value = computed(view, params, reader, timeline);
      mounted.picture = isCounting(value) ? null : picture;
      const text = JSON.stringify(value) ?? "null";
      if (text === mounted.sent) continue;
      mounted.sent = text;
      views[key] = value;
    }
    return views;
  }

  private find(name: string, params: unknown): View | Promise<View> {
    const view = this.known.get(name) ?? this.ports.viewNamed(name);
    if (view === undefined) throw new AssertionFailed(`no view ${name}`);
    return this.ports.before(name, params)?.then(() => view) ?? view;
  }

  private fetch(key: string, name: string, mounted: Mounted, promise: Promise<View>): void {
    const done = promise.then(
      (view) => {
        this.known.set(name, view);
        mounted.view = view;
        this.ports.fetched();
      },
      (thrown: unknown) => {
        if (this.mounted.get(key) !== mounted) return;
        this.mounted.delete(key);
        this.ports.lost(key, thrown instanceof Error ? thrown.message : String(thrown));
      },
    );
    this.fetching.add(done);
    void done.then(() => this.fetching.delete(done));
  }
}

/** A view that has much to look at does so a piece at a time, says how far it is, and goes on with the next frame. */
function isCounting(value: unknown): boolean {
  return ((value as { readonly counting?: unknown } | null)?.counting ?? null) !== null;
}

/** A view of another branch is computed on that branch at the same virtual time; then the cursor goes back. */
function computed(view: View, params: unknown, reader: Reader, timeline: Timeline): unknown {
  const other = (params as { branch?: unknown } | null)?.branch;
  const isElsewhere =
    typeof other === "number" && other !== timeline.branch.id && timeline.branches[other] !== undefined;
  return isElsewhere ? timeline.visiting(other, () => view(reader, params as never)) : view(reader, params as never);
}
