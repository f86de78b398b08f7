// Which part of a label is what was typed, for showing it. Not the search itself, which also finds scattered letters.

export interface LabelPiece {
  /** Offset in the label. */
  at: number;
  text: string;
  isMatch: boolean;
}

/** The label in up to three pieces; joined they are the label again. */
export function matchedPieces(label: string, query: string): LabelPiece[] {
  const typed = query.trim().toLowerCase();
  const at = typed === "" ? -1 : label.toLowerCase().indexOf(typed);
  if (at < 0) return [{ at: 0, text: label, isMatch: false }];
  const end = at + typed.length;
  return [
    { at: 0, text: label.slice(0, at), isMatch: false },
    { at, text: label.slice(at, end), isMatch: true },
    { at: end, text: label.slice(end), isMatch: false },
  ].filter((piece) => piece.text !== "");
}
