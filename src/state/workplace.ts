/**
 * Which place is open and how it goes: starting, open, following another tab, refused, restarted after a crash. The
 * conductor between the engine's Worker, what the browser keeps and the session store. Draws nothing.
 */
import { create } from "zustand";
import type { Scenario } from "../engine/index.ts";
import { ENGINE_LOST, EngineClient } from "../worker/client.ts";
import {
  type Call,
  NOT_FETCHED,
  type Opened,
  type Refusal,
  type Reply,
  type Source,
  STOPPED,
} from "../worker/protocol.ts";
import { lockPlace, type PlaceName, savedWork, saveWork, type WriteLock, watchWork } from "./saved-work.ts";
import {
  call,
  connectSession,
  type EngineFailure,
  frameAfter,
  takeFailure,
  takeFrame,
  takeLostView,
  useSession,
} from "./session.ts";

export interface Restart {
  readonly cause: string;
  readonly step: number;
  readonly done: boolean;
  /** The engine died again and again before it opened anything: it is not started any more. */
  readonly gaveUp: boolean;
  readonly details: string;
}

/** What is kept of a place and cannot be opened. It stays as it is until the person begins anew. */
export interface UnreadableWork {
  readonly scenario: Scenario;
  readonly beginAnew: () => Promise<void>;
}

interface WorkplaceState {
  readonly place: PlaceName | null;
  readonly phase: "starting" | "open" | "refused";
  readonly refusal: Refusal | null;
  /** The refusal is of what this browser keeps of the place. */
  readonly unreadable: UnreadableWork | null;
  /** Another tab writes; this one shows what it saves. */
  readonly following: boolean;
  /** False when the browser keeps nothing (private window, full disk). */
  readonly kept: boolean;
  readonly restart: Restart | null;
  /** Packed items of the world that is being opened: pieces. null: none, or all read. */
  readonly reading: { readonly done: number; readonly total: number } | null;
  /** The opened world comes out differently here than where it was recorded. */
  readonly differs: Opened["differs"];
  /** What the opened scenario says was open on the other screen. */
  readonly view: Readonly<Record<string, string>>;
}

export const useWorkplace = create<WorkplaceState>(() => ({
  place: null,
  phase: "starting",
  refusal: null,
  unreadable: null,
  following: false,
  kept: true,
  restart: null,
  reading: null,
  differs: null,
  view: {},
}));

const BETWEEN_PLACES = {
  phase: "starting",
  refusal: null,
  unreadable: null,
  following: false,
  restart: null,
  differs: null,
} as const;

let client: EngineClient | null = null;
let lock: WriteLock | null = null;
let stopWatching: (() => void) | null = null;
let lastSaved: Scenario | null = null;
/** What was last opened, for an engine that dies before anything is saved. */
let lastOpening: Extract<Call, { type: "open" }> | null = null;
/** Engines that died since one opened something. */
let lossesInARow = 0;
const RESTARTS_IN_A_ROW_MAX = 2;

/** Counts openings: an answer to an older one is ignored. */
let opening = 0;

/** What the engine saves belongs to the place that is open in it: not to the next one, which is still on its way. */
let saving: { readonly place: PlaceName | null; readonly writes: boolean } = { place: null, writes: false };

/**
 * Opens a place: with `source`, that; otherwise what is kept of it, or else its beginning.
 * @param resume what is kept goes before the source: the page was loaded again, and the work goes on
 * @param beginning the scenario of a place that was never worked on
 */
export async function openPlace(
  place: PlaceName,
  options: {
    readonly source?: Source;
    readonly resume?: boolean;
    readonly at?: "step" | "start";
    readonly beginning: () => Promise<Scenario> | Scenario;
  },
): Promise<void> {
  const mine = ++opening;
  leavePlace();
  useWorkplace.setState({ ...BETWEEN_PLACES, place });
  lossesInARow = 0;
  startEngine();
  const held = await nextLock(place, mine);
  if (mine !== opening) return;
  if (!held) follow();
  const kept = options.source === undefined || options.resume ? await savedWork(place) : undefined;
  const first = async (): Promise<Source> => options.source ?? { kind: "own", scenario: await options.beginning() };
  const source: Source = kept === undefined ? await first() : { kind: "scenario", scenario: kept };
  let reply = await open(source, options.at ?? "step");
  if (mine !== opening) return void noteOpened(reply, place);
  if (isStopped(reply) && kept === undefined) {
    // What was on its way is not wanted: the place is as it was kept, or as it begins.
    const earlier = await savedWork(place);
    if (mine !== opening) return;
    const instead: Source =
      earlier === undefined
        ? { kind: "own", scenario: await options.beginning() }
        : { kind: "scenario", scenario: earlier };
    reply = await open(instead, "step");
  }
  noteOpened(reply, place);
  if (mine !== opening) return;
  // What is kept is never replaced unasked, and what stood in the way of reading it says nothing about it.
  if (!reply.ok && kept !== undefined && ![ENGINE_LOST, NOT_FETCHED, STOPPED].includes(reply.refusal.kind))
    useWorkplace.setState({
      unreadable: {
        scenario: kept,
        beginAnew: async () => {
          const begin = await first();
          if (mine === opening) await openHere(begin, "step");
        },
      },
    });
  settle(reply);
}

function noteOpened(reply: Reply, place: PlaceName): void {
  if (reply.ok) saving = { place, writes: true };
}

function isStopped(reply: Reply): boolean {
  return !reply.ok && reply.refusal.kind === STOPPED;
}

/** Stops opening a world whose items are still being read. What was open, and what is kept, stays as it is. */
export function stopOpening(): void {
  void call({ type: "stopReading" });
}

function open(source: Source, at: "step" | "start"): Promise<Reply> {
  lastOpening = { type: "open", source, at };
  return call(lastOpening);
}

/** Openings take the lock one after the other: an overtaken one must give it back before the next asks for it. */
let lockTurn: Promise<boolean> = Promise.resolve(true);

function nextLock(place: PlaceName, mine: number): Promise<boolean> {
  lockTurn = lockTurn.then(async () => {
    await lock?.release();
    lock =
      mine === opening ? await lockPlace(place, { steal: false, onLost: () => mine === opening && follow() }) : null;
    return lock !== null;
  });
  return lockTurn;
}

/** Tries what could not be fetched once more. */
export async function openAgain(): Promise<void> {
  if (lastOpening !== null) await openHere(lastOpening.source, lastOpening.at);
}

/** Opens something in the place that is open now, unless another is opened meanwhile. */
async function openHere(source: Source, at: "step" | "start"): Promise<Reply> {
  const mine = opening;
  const { place } = useWorkplace.getState();
  const reply = await open(source, at);
  if (reply.ok) saving = { place, writes: true };
  if (mine === opening) settle(reply);
  return reply;
}

/** Opens a scenario in the place that is open now (a new seed, another set-up, what could be read of a link). */
export function openScenario(scenario: Scenario, at: "step" | "start"): Promise<Reply> {
  return openHere({ kind: "scenario", scenario }, at);
}

/** Reads a link or a file without opening it: the scenario, or why it is refused and what could be saved. */
export function readSource(source: Source): Promise<Reply> {
  startEngine();
  return call({ type: "read", source });
}

/** What is done to a specimen after it was opened. */
export type SpecimenMove = Extract<Call, { type: "drive" | "branch" | "issue" }>;

/** Opens a scenario for the gallery, until it is in the frame: in no place, so that nothing is kept of it. */
export async function openSpecimen(
  scenario: Scenario,
  step: number | "end",
  moves: readonly SpecimenMove[] = [],
): Promise<void> {
  ++opening;
  leavePlace();
  useWorkplace.setState({ ...BETWEEN_PLACES, place: null });
  startEngine();
  const reply = await call({
    type: "open",
    source: { kind: "own", scenario: step === "end" ? scenario : { ...scenario, step } },
    at: step === "end" ? "start" : "step",
  });
  settle(reply);
  if (reply.ok) await frameAfter((reply.value as Opened).after);
  saving = { place: null, writes: false };
  if (step === "end") await call({ type: "drive", drive: { kind: "quiet" } });
  for (const move of moves) await call(move);
}

/** Takes the right to write from the other tab, and goes on where it stood. */
export async function writeHere(): Promise<void> {
  const { place } = useWorkplace.getState();
  if (place === null) return;
  const mine = opening;
  lock = await lockPlace(place, { steal: true, onLost: () => mine === opening && follow() });
  stopWatching?.();
  stopWatching = null;
  useWorkplace.setState({ following: false });
}

export function dismissRestart(): void {
  useWorkplace.setState({ restart: null });
}

function settle(reply: Reply): void {
  useWorkplace.setState({ reading: null });
  if (!reply.ok) {
    if (isStopped(reply) && useWorkplace.getState().phase === "open") return; // what was open still is
    if (reply.refusal.kind === ENGINE_LOST) return; // `onLost` brings it back, or says that it cannot
    useWorkplace.setState({ phase: "refused", refusal: reply.refusal });
    return;
  }
  lossesInARow = 0;
  const opened = reply.value as Opened;
  useWorkplace.setState({ phase: "open", refusal: null, unreadable: null, differs: opened.differs, view: opened.view });
}

function startEngine(): void {
  if (client !== null) return;
  client = new EngineClient({
    onFrame: takeFrame,
    onViewLost: takeLostView,
    onSave: (scenario) => void keep(scenario),
    onReading: (reading) => useWorkplace.setState({ reading }),
    onFailed: (failure) => void onFailed(failure),
    onLost,
  });
  connectSession(client);
}

async function keep(scenario: Scenario): Promise<void> {
  const { place: shown, following } = useWorkplace.getState();
  const { place, writes } = saving;
  if (place === null || !writes || (place === shown && following)) return;
  if (place === shown) lastSaved = scenario;
  const kept = await saveWork(place, scenario);
  if (kept !== useWorkplace.getState().kept) useWorkplace.setState({ kept });
}

function follow(): void {
  const { place } = useWorkplace.getState();
  if (place === null) return;
  lock = null;
  useWorkplace.setState({ following: true });
  stopWatching?.();
  stopWatching = watchWork(place, () => void showSaved(place));
}

async function showSaved(place: PlaceName): Promise<void> {
  const scenario = await savedWork(place);
  if (scenario !== undefined && useWorkplace.getState().following)
    settle(await call({ type: "open", source: { kind: "scenario", scenario }, at: "step" }));
}

/** An assertion failed: the scenario is opened again at the last step that was drawn. */
async function onFailed(failure: EngineFailure): Promise<void> {
  takeFailure(failure);
  const step = useSession.getState().frame?.step ?? 0;
  const details = `${failure.message}\nstep ${failure.step}\n${failure.stack}`;
  const scenario = failure.scenario ?? lastSaved;
  useWorkplace.setState({ restart: { cause: failure.message, step, done: false, gaveUp: false, details } });
  if (scenario !== null)
    settle(await call({ type: "open", source: { kind: "scenario", scenario: { ...scenario, step } }, at: "step" }));
  useWorkplace.setState({ restart: { cause: failure.message, step, done: true, gaveUp: false, details } });
}

/**
 * The Worker is gone: a new one is started and brought back to the last saved step, or to what was being opened. One
 * that cannot even do that (its script does not load, the world is too much for it) is not started for ever.
 */
function onLost(cause: string): void {
  const mine = opening;
  client = null;
  void (async () => {
    const { place } = useWorkplace.getState();
    const scenario = lastSaved ?? (place === null ? undefined : await savedWork(place));
    if (mine !== opening) return;
    const step = scenario?.step ?? 0;
    const details = `${cause}\nstep ${useSession.getState().frame?.step ?? 0}`;
    const gaveUp = ++lossesInARow > RESTARTS_IN_A_ROW_MAX;
    useWorkplace.setState({ restart: { cause, step, done: false, gaveUp, details } });
    if (gaveUp) return;
    startEngine();
    if (scenario !== undefined) lastOpening = { type: "open", source: { kind: "scenario", scenario }, at: "step" };
    const reply = lastOpening === null ? null : await openHere(lastOpening.source, lastOpening.at);
    if (reply?.ok === false && reply.refusal.kind === ENGINE_LOST) return; // the next loss is under way
    useWorkplace.setState({ restart: { cause, step, done: true, gaveUp, details } });
  })();
}

function leavePlace(): void {
  if (useWorkplace.getState().following) saving = { ...saving, writes: false };
  stopWatching?.();
  stopWatching = null;
  lastSaved = null;
}
