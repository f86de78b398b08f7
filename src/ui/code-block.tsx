// A few lines of code to read, not to edit. Syntax has no hue: what matters is marked, the rest is grey.

import { Fragment } from "react";

export interface CodeBlockProps {
  code: string;
  /** Accessible name: what this code is. */
  label: string;
  /** Exact pieces of the code to mark, each at its first place. */
  marks?: readonly string[];
}

/** It scrolls sideways, so it must take focus for the arrow keys to scroll it. */
const SCROLLS_BY_KEYS = { tabIndex: 0 };

export function CodeBlock({ code, label, marks = [] }: CodeBlockProps) {
  return (
    <section className="code" aria-label={label} {...SCROLLS_BY_KEYS}>
      <code>
        {markedPieces(code, marks).map((piece) => (
          <Fragment key={piece.at}>{piece.marked ? <mark>{piece.text}</mark> : piece.text}</Fragment>
        ))}
      </code>
    </section>
  );
}

interface Piece {
  /** Offset in the code. */
  at: number;
  text: string;
  marked: boolean;
}

/** The code cut into marked and unmarked pieces, in order; joined they are the code again. */
export function markedPieces(code: string, marks: readonly string[]): Piece[] {
  const spans = marks
    .map((mark) => ({ start: code.indexOf(mark), length: mark.length }))
    .filter((span) => span.start >= 0 && span.length > 0)
    .sort((left, right) => left.start - right.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.start < at) continue;
    if (span.start > at) pieces.push({ at, text: code.slice(at, span.start), marked: false });
    pieces.push({ at: span.start, text: code.slice(span.start, span.start + span.length), marked: true });
    at = span.start + span.length;
  }
  if (at < code.length) pieces.push({ at, text: code.slice(at), marked: false });
  return pieces;
}
