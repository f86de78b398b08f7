// What ended a run or an invocation: plain cause first, what to do about it, then the raw error folded. The same card
// stands in the editor at the line, and in the list under it.

import { countText } from "../../parts/times.ts";
import { drive } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { CodeStopped } from "../../ui/code-stopped.tsx";
import type { CodeProblem } from "./view.ts";
import { problemDetail, problemTitle } from "./words.ts";

export interface ProblemListProps {
  readonly problems: readonly CodeProblem[];
  readonly onLine: (file: string, line: number) => void;
  /** Step the world stands at. */
  readonly step: number;
}

export function ProblemList({ problems, onLine, step }: ProblemListProps) {
  if (problems.length === 0) return <p className="code-nothing">Nothing has failed.</p>;
  return problems.map((problem) => <ProblemCard key={problem.seq} problem={problem} step={step} onLine={onLine} />);
}

/** @param onLine absent where the card stands at the line already */
export function ProblemCard({
  problem,
  step,
  onLine,
}: {
  problem: CodeProblem;
  step: number;
  onLine?: ProblemListProps["onLine"];
}) {
  const { error, functionName, times } = problem;
  const { source } = error;
  const detail = problemDetail(error);
  const where =
    functionName === null ? null : `Function ${functionName}${times > 1 ? `, ${countText(times)} times` : ""}. `;
  const isEarlier = problem.step !== step;
  const offersLine = onLine !== undefined && source !== null;
  return (
    <CodeStopped
      title={problemTitle(error)}
      ways={
        (offersLine || isEarlier) && (
          <>
            {offersLine && (
              <Button onClick={() => onLine(source.file, source.line)}>
                Line {source.line} of {source.file}
              </Button>
            )}
            {isEarlier && (
              <Button onClick={() => void drive({ kind: "seek", step: problem.step })}>
                Go to step {countText(problem.step)}
              </Button>
            )}
          </>
        )
      }
    >
      {where}
      {detail !== null && `${detail}. `}
      {error.advice}
      {error.stack !== "" && (
        <details className="code-stack">
          <summary>{error.name}, and where it came from</summary>
          <pre>{error.stack}</pre>
        </details>
      )}
    </CodeStopped>
  );
}
