/**
 * Programs on the learner's computer that speak to this page: the line to the endpoint that `npm start` opens beside
 * it. Off until a person switches it on; on any other host there is no such line, and nothing of it is shown.
 */
import { create } from "zustand";
import type { OutsideAnswer, OutsidePace, OutsideRequest } from "../worker/protocol.ts";
import { useSession } from "./session.ts";

export type SdkTrafficPhase =
  /** Nobody knows yet whether there is an endpoint. */
  | "unknown"
  /** This page was not served by `npm start`. */
  | "absent"
  | "off"
  | "connecting"
  | "on"
  /** Another tab has taken the line. */
  | "taken"
  /** The endpoint has gone; the browser keeps trying. */
  | "lost";

export interface OutsideCall extends OutsideRequest {
  /** The bridge's number, rising. */
  readonly id: number;
  /** null: still under way. */
  readonly status: number | null;
  readonly error: string | null;
}

interface SdkTraffic {
  readonly phase: SdkTrafficPhase;
  readonly pace: OutsidePace;
  /** Of this session. */
  readonly count: number;
  /** The last few, newest first. */
  readonly recent: readonly OutsideCall[];
}

const RECENT_MAX = 8;

export const useSdkTraffic = create<SdkTraffic>(() => ({ phase: "unknown", pace: "at-once", count: 0, recent: [] }));

let line: EventSource | null = null;

/** Looks once whether an endpoint stands beside this page: the file says 0 on every other host. */
export async function findEndpoint(): Promise<void> {
  if (useSdkTraffic.getState().phase !== "unknown" || !navigator.onLine) return;
  const found = await fetch(new URL("endpoint.json", document.baseURI), { cache: "no-store" })
    .then(async (response) => response.ok && (await response.json()).bridge > 0)
    .catch(() => false);
  if (useSdkTraffic.getState().phase === "unknown") useSdkTraffic.setState({ phase: found ? "off" : "absent" });
}

export function acceptSdkTraffic(on: boolean): void {
  line?.close();
  line = null;
  if (!on) {
    useSdkTraffic.setState({ phase: "off" });
    return;
  }
  useSdkTraffic.setState({ phase: "connecting" });
  const opened = new EventSource(bridge("calls"));
  line = opened;
  opened.addEventListener("open", () => useSdkTraffic.setState({ phase: "on" }));
  opened.addEventListener("call", (event) => void serve(JSON.parse((event as MessageEvent<string>).data)));
  opened.addEventListener("taken", () => {
    opened.close();
    useSdkTraffic.setState({ phase: "taken" });
  });
  opened.onerror = () => {
    if (line === opened && useSdkTraffic.getState().phase !== "taken") useSdkTraffic.setState({ phase: "lost" });
  };
}

export function setOutsidePace(pace: OutsidePace): void {
  useSdkTraffic.setState({ pace });
}

async function serve(sent: OutsideRequest & { readonly id: number }): Promise<void> {
  const { id, region, operation, input } = sent;
  note({ id, region, operation, input, status: null, error: null });
  const { pace } = useSdkTraffic.getState();
  // Straight to the engine: the page is at rest while a program waits for a person to step.
  const reply = await useSession.getState().link?.call({ type: "serve", request: { region, operation, input }, pace });
  const answer: OutsideAnswer = reply?.ok ? (reply.value as OutsideAnswer) : NO_WORLD;
  note({ id, region, operation, input, status: answer.error?.status ?? 200, error: answer.error?.name ?? null });
  await fetch(bridge("answers"), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id, ...answer }),
  }).catch(() => undefined);
}

/** What a program gets while no world is open, or the engine has stopped: a failure that its SDK tries again. */
const NO_WORLD: OutsideAnswer = {
  error: { name: "InternalServerError", message: "Internal server error", status: 500 },
  body: null,
};

function note(one: OutsideCall): void {
  useSdkTraffic.setState(({ recent, count }) => {
    const known = recent.some(({ id }) => id === one.id);
    return known
      ? { recent: recent.map((other) => (other.id === one.id ? one : other)) }
      : { recent: [one, ...recent].slice(0, RECENT_MAX), count: count + 1 };
  });
}

function bridge(what: string): string {
  return new URL(`/bridge/${what}`, location.href).href;
}
