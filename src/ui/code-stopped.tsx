// The learner's code was stopped or failed: at the line, plain cause first, and what can be done.
// Stands in the editor between the lines, or under a plain editor.

import "./code-stopped.css";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

export interface CodeStoppedProps {
  /** "Stopped: this loop never ends". */
  title: string;
  /** Why, and what would have helped. */
  children: ReactNode;
  /** Buttons. */
  ways?: ReactNode;
}

export function CodeStopped({ title, children, ways }: CodeStoppedProps) {
  return (
    <div className="code-stopped s-denied" role="alert">
      <p className="code-stopped-title">
        <Icon name="state-denied" />
        {title}
      </p>
      <div className="code-stopped-why">{children}</div>
      {ways && <div className="code-stopped-ways">{ways}</div>}
    </div>
  );
}
