// How each line of the open file looks because of the run: where the code stands, how a line ended, where it failed.
// Pure: both editors draw it.

import type { SourcePlace } from "../../../engine/index.ts";
import { lineMap } from "../line-map.ts";
import type { CodeProblem, CodeView, LineMark } from "../view.ts";

export interface LineLook {
  /** In the text as it is now, from 1. */
  readonly line: number;
  /** In the text that ran: what the view knows it by. */
  readonly ranLine: number;
  readonly mark: LineMark | null;
  /** The code stands here. */
  readonly here: boolean;
  readonly problem: CodeProblem | null;
  /** What is pointed at elsewhere goes back to it. */
  readonly cause: boolean;
}

/**
 * @param ran text of the file that ran, or undefined when it did not run
 * @param now text in the editor
 * @param cause where what is pointed at elsewhere comes from
 */
export function lineLooks(
  view: CodeView,
  file: string,
  { ran, now, cause }: { ran: string | undefined; now: string; cause: SourcePlace | null },
): LineLook[] {
  if (ran === undefined) return [];
  const toNow = lineMap(ran, now);
  const looks = new Map<number, LineLook>();
  const at = (ranLine: number, part: Partial<LineLook>) => {
    const line = toNow(ranLine);
    if (line === null) return;
    looks.set(line, {
      line,
      ranLine,
      mark: null,
      here: false,
      problem: null,
      cause: false,
      ...looks.get(line),
      ...part,
    });
  };
  for (const mark of view.marks) if (mark.file === file) at(mark.line, { mark });
  if (view.at?.file === file) at(view.at.line, { here: true });
  for (const problem of view.problems) {
    if (problem.error.source?.file === file) at(problem.error.source.line, { problem });
  }
  if (cause?.file === file) at(cause.line, { cause: true });
  return [...looks.values()].sort((a, b) => a.line - b.line);
}

/** Last line of the statement that begins at `line`: where its brackets are closed again. */
export function statementEnd(text: string, line: number): number {
  const lines = text.split("\n");
  let depth = 0;
  for (let at = line; at <= Math.min(lines.length, line + 60); at++) {
    for (const sign of withoutTexts(lines[at - 1] ?? "")) {
      if ("([{".includes(sign)) depth++;
      else if (")]}".includes(sign)) depth--;
    }
    if (depth <= 0) return at;
  }
  return line;
}

function withoutTexts(line: string): string {
  return line.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`(\\.|[^`\\])*`/g, "").replace(/\/\/.*/, "");
}
