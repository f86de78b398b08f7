/**
 * The views that the page's panels have mounted: computed once for every picture of the world, sent only when they
 * differ from what was sent before. A panel that shows another branch names it in its parameters (`branch`).
 */
import { AssertionFailed, Reader, type Timeline } from "../engine/index.ts";
import { VIEWS, type View } from "./views.ts";

interface Mounted {
  readonly view: View;
  readonly params: unknown;
  /** JSON of what was sent last. */
  sent: string | null;
  /** The picture it was computed for: while that stays, so does the view. */
  picture: string | null;
}

export class MountedViews {
  private readonly mounted = new Map<string, Mounted>();

  /** @throws {AssertionFailed} when there is no view of that name */
  mount(key: string, name: string, params: unknown): void {
    const view = VIEWS[name];
    if (view === undefined) throw new AssertionFailed(`no view ${name}`);
    this.mounted.set(key, { view, params, sent: null, picture: null });
  }

  unmount(key: string): void {
    this.mounted.delete(key);
  }

  /** Another world was opened: everything is to be sent again. */
  forget(): void {
    for (const mounted of this.mounted.values()) {
      mounted.sent = null;
      mounted.picture = null;
    }
  }

  /**
   * Views that differ from what was sent, by key.
   * @param revision changes with whatever changes a picture without a step
   */
  changed(timeline: Timeline, revision: string): Record<string, unknown> {
    const { branch, step } = timeline;
    const picture = [revision, branch.id, step, branch.steps.length, branch.commands.length].join(" ");
    const reader = new Reader(timeline);
    const views: Record<string, unknown> = {};
    for (const [key, mounted] of this.mounted) {
      if (mounted.picture === picture) continue;
      mounted.picture = picture;
      const value = computed(mounted, reader, timeline);
      const text = JSON.stringify(value) ?? "null";
      if (text === mounted.sent) continue;
      mounted.sent = text;
      views[key] = value;
    }
    return views;
  }
}

/** A view of another branch is computed on that branch at the same virtual time; then the cursor goes back. */
function computed(mounted: Mounted, reader: Reader, timeline: Timeline): unknown {
  const { view, params } = mounted;
  const other = (params as { branch?: unknown } | null)?.branch;
  const isElsewhere =
    typeof other === "number" && other !== timeline.branch.id && timeline.branches[other] !== undefined;
  return isElsewhere ? timeline.visiting(other, () => view(reader, params as never)) : view(reader, params as never);
}
