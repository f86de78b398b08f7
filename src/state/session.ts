/**
 * The page's one line to the engine: the last Frame, whole, and the calls that change the world. It holds nothing that
 * the engine knows: what a panel draws is a view in the frame. Connecting is done by `connectSession` at start.
 */
import { useEffect, useMemo } from "react";
import { create } from "zustand";
import type { CommandBody, Scenario } from "../engine/index.ts";
import { busy } from "../ui/idle.ts";
import type { BranchAction, Call, Drive, Frame, Refusal, Reply } from "../worker/protocol.ts";
import { shared } from "./shared-structure.ts";

/** What the session needs of the engine's Worker. */
export interface EngineLink {
  call(call: Call): Promise<Reply>;
  mount(key: string, view: string, params: unknown): void;
  unmount(key: string): void;
}

export interface EngineFailure {
  readonly message: string;
  readonly stack: string;
  readonly step: number;
  readonly scenario: Scenario | null;
}

interface SessionState {
  readonly link: EngineLink | null;
  /** Null until the first frame. */
  readonly frame: Frame | null;
  /** Views of the mounted panels by key: the latest of each, also those a frame left out because they did not change. */
  readonly views: Readonly<Record<string, unknown>>;
  /** Why a mounted panel has no view and gets none, by key. */
  readonly lost: Readonly<Record<string, string>>;
  readonly failure: EngineFailure | null;
}

export const useSession = create<SessionState>(() => ({ link: null, frame: null, views: {}, lost: {}, failure: null }));

export function connectSession(link: EngineLink): void {
  useSession.setState({ link });
  for (const [key, mounted] of mounts) link.mount(key, mounted.view, mounted.params);
}

export function takeFrame(frame: Frame): void {
  const { views } = useSession.getState();
  // Equal parts stay the objects they were: what is drawn from them need not be drawn again.
  const fresh = Object.entries(frame.views).flatMap(([key, view]) =>
    mounts.has(key) ? [[key, shared(views[key], view)] as const] : [],
  );
  useSession.setState({
    frame,
    views: fresh.length === 0 ? views : { ...views, ...Object.fromEntries(fresh) },
    failure: null,
  });
  holdWhilePlaying(frame.playing !== null || frame.busy !== null);
  holdWhileAwaited();
  for (const release of drawn.splice(0)) release();
}

/** Calls that are answered and wait for the frame that shows what they did. */
const drawn: (() => void)[] = [];
let playing: (() => void) | null = null;
let awaited: (() => void) | null = null;

function holdWhilePlaying(moving: boolean): void {
  if (moving && playing === null) playing = busy();
  else if (!moving && playing !== null) {
    playing();
    playing = null;
  }
}

/** A panel that was just mounted shows nothing until its first view is there: the page is not at rest meanwhile. */
function holdWhileAwaited(): void {
  const { frame, views, lost, failure } = useSession.getState();
  const isOpen = frame !== null && failure === null;
  const waits = isOpen && [...mounts.keys()].some((key) => !(key in views) && !(key in lost));
  if (waits) awaited ??= busy();
  else {
    awaited?.();
    awaited = null;
  }
}

export function takeFailure(failure: EngineFailure): void {
  useSession.setState({ failure });
  holdWhileAwaited();
}

export function takeLostView({ key, message }: { readonly key: string; readonly message: string }): void {
  if (!mounts.has(key)) return;
  useSession.setState(({ lost }) => ({ lost: { ...lost, [key]: message } }));
  holdWhileAwaited();
}

/** Whether a frame follows that shows what a call did. Otherwise the picture is as before, and nobody waits for one. */
const IS_DRAWN: Readonly<Record<Call["type"], boolean>> = {
  open: true,
  read: false,
  stopReading: false,
  issue: true,
  look: false,
  drive: true,
  branch: true,
  pauseWhen: true,
  export: false,
  hash: false,
  serve: true,
};

/** Asks the engine for something. A refusal is an answer, not an exception. */
export async function call(request: Call): Promise<Reply> {
  const { link } = useSession.getState();
  if (link === null)
    return {
      ok: false,
      refusal: { kind: "not-ready", message: "The engine is still starting.", advice: "Try again in a moment." },
    };
  const release = busy();
  const reply = await link.call(request);
  if (reply.ok && IS_DRAWN[request.type]) drawn.push(release);
  else release();
  return reply;
}

/** Until the page has a frame with a higher sequence: an answer and the frame that shows it may come in either order. */
export function frameAfter(sequence: number): Promise<void> {
  const isThere = () => (useSession.getState().frame?.sequence ?? 0) > sequence;
  return new Promise((resolve) => {
    if (isThere()) return resolve();
    const stop = useSession.subscribe(() => {
      if (!isThere()) return;
      stop();
      resolve();
    });
  });
}

export const drive = (drive: Drive): Promise<Reply> => call({ type: "drive", drive });
export const issue = (body: CommandBody): Promise<Reply> => call({ type: "issue", body });
export const branch = (action: BranchAction): Promise<Reply> => call({ type: "branch", action });

/** The refusal of a reply, or null. */
export function refusalOf(reply: Reply): Refusal | null {
  return reply.ok ? null : reply.refusal;
}

interface Mounted {
  readonly view: string;
  readonly params: unknown;
  users: number;
}
const mounts = new Map<string, Mounted>();

/**
 * The view of that name with these parameters, computed in the Worker while the caller is mounted; undefined until its
 * first frame. Two callers with the same view and parameters share one computation.
 * @param params plain JSON
 * @throws {Error} when what computes it could not be fetched: for the panel's boundary, which can try again
 */
export function useView<View>(view: string, params: unknown): View | undefined {
  const text = JSON.stringify(params ?? null);
  const key = `${view} ${text}`;
  const stable = useMemo(() => JSON.parse(text) as unknown, [text]);
  useEffect(() => {
    const known = mounts.get(key);
    if (known !== undefined) known.users++;
    else {
      mounts.set(key, { view, params: stable, users: 1 });
      useSession.getState().link?.mount(key, view, stable);
      holdWhileAwaited();
    }
    return () => {
      const mounted = mounts.get(key);
      if (mounted === undefined || --mounted.users > 0) return;
      mounts.delete(key);
      useSession.getState().link?.unmount(key);
      // What nobody looks at gets no updates: shown again later, it would be of another moment.
      useSession.setState(({ views: { [key]: _view, ...views }, lost: { [key]: _lost, ...lost } }) => ({
        views,
        lost,
      }));
      holdWhileAwaited();
    };
  }, [key, view, stable]);
  const lost = useSession((s) => s.lost[key]);
  if (lost !== undefined) throw new Error(`Its code could not be fetched (${lost}).`);
  return useSession((s) => s.views[key]) as View | undefined;
}
