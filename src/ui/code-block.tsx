// A few lines of code to read, not to edit. Syntax has no hue: what matters is marked, the rest is grey.

import { type CSSProperties, Fragment } from "react";

export interface CodeBlockProps {
  code: string;
  /** Accessible name: what this code is. */
  label: string;
  /** Exact pieces of the code to mark, each at its first place. */
  marks?: readonly string[];
  /** A line that is too long goes on below, further in, instead of being scrolled. */
  wraps?: boolean;
}

/** It scrolls sideways, so it must take focus for the arrow keys to scroll it. */
const SCROLLS_BY_KEYS = { tabIndex: 0 };

export function CodeBlock({ code, label, marks = [], wraps = false }: CodeBlockProps) {
  const pieces = markedPieces(code, marks);
  return (
    <section className={wraps ? "code wraps" : "code"} aria-label={label} {...(wraps ? {} : SCROLLS_BY_KEYS)}>
      <code>
        {wraps
          ? linesOf(pieces).map(({ at, indent, pieces: line }) => (
              <span key={at} className="code-line" style={{ "--indent": indent } as CSSProperties}>
                {line.map(pieceNode)}
                {"\n"}
              </span>
            ))
          : pieces.map(pieceNode)}
      </code>
    </section>
  );
}

function pieceNode(piece: Piece) {
  return <Fragment key={piece.at}>{piece.marked ? <mark>{piece.text}</mark> : piece.text}</Fragment>;
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

interface Line {
  /** Offset in the code. */
  readonly at: number;
  /** Spaces it begins with. */
  readonly indent: number;
  readonly pieces: readonly Piece[];
}

/** The pieces line by line, without the ends of the lines. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: { at: number; pieces: Piece[] }[] = [{ at: 0, pieces: [] }];
  for (const { at, text, marked } of pieces) {
    let offset = at;
    for (const [i, part] of text.split("\n").entries()) {
      if (i > 0) lines.push({ at: offset, pieces: [] });
      if (part !== "") lines.at(-1)?.pieces.push({ at: offset, text: part, marked });
      offset += part.length + 1;
    }
  }
  return lines.map((line) => ({
    ...line,
    indent: /^ */.exec(line.pieces.map((p) => p.text).join(""))?.[0].length ?? 0,
  }));
}
