/**
 * What the page and the engine's Worker say to each other. Versioned: a page that was updated while an old Worker is
 * still running is refused instead of misunderstood. Plain data only.
 */
import type { CommandBody, DynamoError, Micros, Scenario } from "../engine/index.ts";
import type { EventMatch } from "./event-match.ts";
import type { PackedPieces } from "./packed-apart.ts";

export const PROTOCOL_VERSION = 1;

/** How the learner moves in time. */
export type Drive =
  | { readonly kind: "step" }
  | { readonly kind: "back" }
  /** To the next answer to a request (or the next request sent), forwards or backwards. */
  | { readonly kind: "request"; readonly direction: 1 | -1 }
  /** To the next step that records something of this item, or the one before. */
  | { readonly kind: "item"; readonly table: string; readonly label: string; readonly direction: 1 | -1 }
  | { readonly kind: "quiet" }
  /** To the step that records such an event, at most so many steps on. `met` in the outcome says whether it came. */
  | { readonly kind: "until"; readonly match: EventMatch; readonly stepsMax: number }
  | { readonly kind: "seek"; readonly step: number }
  | { readonly kind: "end" }
  /** Play at a speed: virtual seconds for each real second. */
  | { readonly kind: "play"; readonly speed: number }
  | { readonly kind: "pause" }
  /** Moves the clock on, carrying out all that happens meanwhile. */
  | { readonly kind: "jump"; readonly micros: Micros };

export type BranchAction =
  | { readonly kind: "switch"; readonly branch: number; readonly step?: number }
  | { readonly kind: "fork"; readonly name: string }
  /** A branch without one command of the current one; "last": the one carried out last before the cursor. */
  | { readonly kind: "without"; readonly command: number | "last" }
  | { readonly kind: "rename"; readonly branch: number; readonly name: string }
  /** Shows a second branch beside the current one; null ends it. */
  | { readonly kind: "compare"; readonly branch: number | null };

/** What is opened. All but `own` is decoded and checked in the Worker, where a bomb can do no harm. */
export type Source =
  /** A world that comes with this page, as it was built: a test has checked it. */
  | { readonly kind: "own"; readonly scenario: Scenario }
  /** Made on this page, or kept by the browser: an older page may have kept it. */
  | { readonly kind: "scenario"; readonly scenario: Scenario }
  | { readonly kind: "link"; readonly text: string }
  | { readonly kind: "file"; readonly text: string };

/** Sentences a person can pause at. */
export type PauseCondition =
  | { readonly kind: "index-behind"; readonly index: string; readonly writes: number }
  | { readonly kind: "stale-read"; readonly label: string | null }
  | { readonly kind: "record-twice"; readonly functionName: string }
  | { readonly kind: "write-lost" }
  | { readonly kind: "leader-elected" }
  | { readonly kind: "function-failed" };

export type Call =
  | { readonly type: "open"; readonly source: Source; readonly at: "step" | "start" }
  /** Reads and checks a source without opening it; answered with its Scenario. */
  | { readonly type: "read"; readonly source: Source }
  /** Stops reading the items of the world that is being opened: that call is refused, and what was open stays. */
  | { readonly type: "stopReading" }
  | { readonly type: "issue"; readonly body: CommandBody }
  /** A view computed once, for what is handed out and not drawn; answered with it. */
  | { readonly type: "look"; readonly view: string; readonly params: unknown }
  | { readonly type: "drive"; readonly drive: Drive }
  | { readonly type: "branch"; readonly action: BranchAction }
  | { readonly type: "pauseWhen"; readonly conditions: readonly PauseCondition[] }
  | {
      readonly type: "export";
      readonly as: "link" | "file" | "scenario";
      readonly at?: "here" | "start";
      readonly view: Readonly<Record<string, string>>;
    }
  | { readonly type: "hash" }
  /** A request of a program outside, through the endpoint. Answered when the world has answered it. */
  | { readonly type: "serve"; readonly request: OutsideRequest; readonly pace: OutsidePace };

/** A call of the API as the endpoint read it. */
export interface OutsideRequest {
  readonly region: string;
  readonly operation: string;
  readonly input: unknown;
}

/** `at-once`: the world runs until it has answered. `by-hand`: the program waits while a person steps or plays. */
export type OutsidePace = "at-once" | "by-hand";

/** Value of the reply to `serve`: what the program gets. */
export interface OutsideAnswer {
  readonly error: Pick<DynamoError, "name" | "message" | "status" | "members"> | null;
  readonly body: unknown;
}

/** From the page. `call` is answered by one `reply`; mounting is answered by frames. */
export type ToWorker =
  | { readonly type: "hello"; readonly protocol: number }
  | { readonly type: "call"; readonly id: number; readonly call: Call }
  | { readonly type: "mount"; readonly key: string; readonly view: string; readonly params: unknown }
  | { readonly type: "unmount"; readonly key: string }
  /** The last frame is on the screen: the next may come. */
  | { readonly type: "drawn" };

/** Kind of the refusal of an opening that was stopped by the person. */
export const STOPPED = "stopped";

/** Kind of the refusal of a call that needs code which could not be fetched; it may be there the next time. */
export const NOT_FETCHED = "not-fetched";

/** Why something was refused, in words for a person. */
export interface Refusal {
  readonly kind: string;
  readonly message: string;
  readonly advice: string;
  readonly details?: string;
  /** What could be saved of it, and what was found. */
  readonly recovered?: Scenario | null;
  readonly found?: readonly { readonly what: string; readonly ok: boolean }[];
}

export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal };

export type FromWorker =
  | { readonly type: "hello"; readonly protocol: number }
  | { readonly type: "reply"; readonly id: number; readonly reply: Reply }
  | { readonly type: "frame"; readonly frame: Frame }
  /** Sent while an answer is owed and takes long (code is being loaded): the Worker waits, it is not stuck. */
  | { readonly type: "alive" }
  /** A world's packed items are being read: pieces. */
  | { readonly type: "reading"; readonly done: number; readonly total: number }
  /** What computes a view could not be fetched: that panel has nothing to show. */
  | { readonly type: "viewLost"; readonly key: string; readonly message: string }
  /** The work so far, to be kept by the page, without the packed items; those of the save before when `pieces` is null. */
  | { readonly type: "save"; readonly scenario: Scenario; readonly pieces: PackedPieces | null }
  /** The engine failed (our bug). The last good frame stays; the scenario is the report. */
  | {
      readonly type: "failed";
      readonly message: string;
      readonly stack: string;
      readonly step: number;
      readonly scenario: Scenario | null;
    };

/** Value of the reply to `open`. */
export interface Opened {
  readonly step: number;
  /** Frames with a higher sequence show the opened world. */
  readonly after: number;
  /** Set when the world at that step is not the one the scenario was recorded with. */
  readonly differs: { readonly engine: string; readonly recorded: string; readonly here: string } | null;
  readonly view: Readonly<Record<string, string>>;
}

export interface BranchSummary {
  readonly id: number;
  readonly name: string;
  readonly parent: number | null;
  readonly forkStep: number;
  readonly commands: number;
  /** Steps recorded so far. */
  readonly steps: number;
}

/** One picture of the world: the cursor and the mounted views. At most one per animation frame. */
export interface Frame {
  readonly sequence: number;
  readonly scenarioName: string;
  readonly regions: readonly string[];
  readonly seed: number;
  readonly lesson: string | null;
  readonly branch: number;
  readonly branches: readonly BranchSummary[];
  /** A branch shown beside this one. */
  readonly comparing: number | null;
  readonly step: number;
  /** Steps recorded on this branch: more than `step` after a step back. */
  readonly steps: number;
  readonly now: Micros;
  /** Between `now` and the next step while playing; equal to `now` when still. */
  readonly displayNow: Micros;
  /** Time of the next step; null when nothing is left. */
  readonly nextAt: Micros | null;
  readonly quiet: boolean;
  /** Commands issued on this branch. */
  readonly commands: number;
  readonly playing: { readonly speed: number } | null;
  /** A long run, in steps; total null when it is not known. */
  readonly busy: { readonly what: string; readonly done: number; readonly total: number | null } | null;
  /** Why it stopped, when a condition was met. */
  readonly pausedBy: string | null;
  /** How the last move changed the cursor: how far to animate, and which way. */
  readonly moved: "forward" | "back" | "far" | "none";
  /** Views by mount key. A view equal to the one before is left out. */
  readonly views: Readonly<Record<string, unknown>>;
}
