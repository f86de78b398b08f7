/**
 * What stands beside the lines of a file: where the run waits, how finished calls ended, and where something went
 * wrong. Pure: from the view to marks by line; an editor draws them as it can.
 */
import type { CodeProblem, CodeRequest, CodeView } from "./view.ts";

export interface LineResult {
  readonly line: number;
  /** "200, 3.6 ms", "3 calls, 200". */
  readonly text: string;
  readonly state: "done" | "refused" | "inflight";
}

export interface LineMarks {
  /** Line of the call the run waits for; null: it waits for none here. */
  readonly paused: number | null;
  readonly results: readonly LineResult[];
  readonly problem: (CodeProblem & { readonly line: number }) | null;
}

export function lineMarks(view: CodeView, file: string): LineMarks {
  const here = view.requests.filter((request) => request.file === file && request.line !== null);
  const byLine = new Map<number, CodeRequest[]>();
  for (const request of here) byLine.set(request.line as number, [...(byLine.get(request.line as number) ?? []), request]);
  const running = view.run?.phase === "running";
  const paused = running ? (here.findLast(({ status }) => status === null)?.line ?? null) : null;
  const problem = view.problems.findLast((one) => one.file === file && one.line !== null) ?? null;
  return {
    paused,
    results: [...byLine].map(([line, requests]) => resultOf(line, requests)).sort((a, b) => a.line - b.line),
    problem: problem as LineMarks["problem"],
  };
}

function resultOf(line: number, requests: readonly CodeRequest[]): LineResult {
  const last = requests.at(-1) as CodeRequest;
  const many = requests.length > 1 ? `${requests.length} calls, ` : "";
  if (last.status === null) return { line, text: `${many}in flight`, state: "inflight" };
  const outcome = last.error ?? String(last.status);
  const time = last.micros === null ? "" : `, ${millisText(last.micros)}`;
  return { line, text: `${many}${outcome}${time}`, state: last.error === null ? "done" : "refused" };
}

/** Events that the calls of a line caused. */
export function eventsOfLine(view: CodeView, file: string, line: number): number[] {
  return view.requests.filter((request) => request.file === file && request.line === line).flatMap(({ events }) => events);
}

/** Microseconds as milliseconds with one decimal: "3.6 ms". */
export function millisText(micros: number): string {
  return micros >= 1_000_000 ? `${(micros / 1_000_000).toFixed(2)} s` : `${(micros / 1000).toFixed(1)} ms`;
}

/** Headline of what stopped the learner's code. */
export function problemTitle({ kind, name, message }: Pick<CodeProblem, "kind" | "name" | "message">): string {
  switch (kind) {
    case "endless-loop":
      return "Stopped: this loop never ends";
    case "memory":
      return "Stopped: out of memory";
    case "too-many-requests":
      return "Stopped: too many requests";
    case "forbidden":
      return message;
    case "syntax":
      return `This is not TypeScript yet: ${message}`;
    case "module":
      return message;
    case "error":
      return `${name}: ${message}`;
  }
}
