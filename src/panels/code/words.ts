// The panel's sentences: how a run goes, how a line ended, what went wrong. Pure.

import type { RuntimeError } from "../../engine/index.ts";
import { countText, lengthText } from "../../parts/times.ts";
import type { CodeRequest, CodeView, LineMark } from "./view.ts";

/** What stands at the end of a line: "200, 3.6 ms", "12 × 200, 3.6 ms". Empty while nothing was answered. */
export function markText(mark: LineMark): string {
  if (mark.status === null) return "";
  const times = mark.answered > 1 ? `${countText(mark.answered)} × ` : "";
  return `${times}${statusText(mark.status, mark.error)}, ${lengthText(mark.micros ?? 0)}`;
}

/** "200", "400 ValidationException", "no answer". */
export function statusText(status: number, error: string | null): string {
  if (status === 0) return "no answer";
  return error === null ? String(status) : `${status} ${error}`;
}

/** "PutItem fay", "Query Players, 3 items". */
export function requestText({ operation, table, label, count }: CodeRequest): string {
  const about = label ?? table;
  const items = count === null ? "" : `, ${count === 1 ? "1 item" : `${countText(count)} items`}`;
  return `${operation}${about === null ? "" : ` ${about}`}${items}`;
}

export interface RunState {
  /** The engine is being driven: a run, playing, a long seek. */
  readonly driving: boolean;
  /** The text in the editor is not what runs. */
  readonly edited: boolean;
}

/** The sentence beside the buttons. */
export function runText({ run, at, requests, problems }: CodeView, { driving, edited }: RunState): string {
  const edits = edited && run !== null && run.phase !== "ended" ? " Edits start on the next run." : "";
  if (run === null || (run.phase === "due" && !driving)) return "";
  if (driving) return `Running.${edits}`;
  if (run.phase === "running") {
    if (at === null) return `Paused.${edits}`;
    return at.waiting ? `Paused at line ${at.line}.${edits}` : `Line ${at.line} was answered.${edits}`;
  }
  if (run.stopped) return "Stopped.";
  if (run.error !== null) {
    const line = problems.find((one) => one.functionName === null)?.error.source?.line;
    // A loop is stopped near the line it was last seen at.
    return line === undefined || run.error.kind === "endless-loop" ? "It was stopped." : `Failed at line ${line}.`;
  }
  return `Done, ${requests.total === 1 ? "1 request" : `${countText(requests.total)} requests`}.`;
}

/** The plain cause, as a title. */
export function problemTitle(error: RuntimeError): string {
  switch (error.kind) {
    case "endless-loop":
      return "Stopped: this loop never ends";
    case "memory":
      return "Stopped: out of memory";
    case "too-many-requests":
      return "Stopped: it never stops sending";
    case "forbidden":
    case "module":
      return error.message;
    case "syntax":
      return "This line cannot be read as TypeScript";
    case "error":
      if (error.name === "UnsettledTopLevelAwait") return "Stopped: it waits for something that never comes";
      return error.name === "Thrown value" ? `Thrown: ${error.message}` : `${error.name}: ${error.message}`;
  }
}

/** What the title left out of the message, or null. */
export function problemDetail(error: RuntimeError): string | null {
  return ["endless-loop", "memory", "too-many-requests", "syntax"].includes(error.kind) ? error.message : null;
}
