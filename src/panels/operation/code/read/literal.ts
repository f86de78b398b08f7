/**
 * What a person has written down in a program: values as they stand in the text, nothing computed. Numbers keep their
 * digits. Knows no language and no operation.
 */

/** A number as it is written: JavaScript's own would lose digits. */
export class NumberText {
  constructor(readonly text: string) {}
}

export class BinaryText {
  constructor(readonly base64: string) {}
}

/** What `marshall({…})` gives: attribute values already. */
export class Marshalled {
  constructor(readonly item: Literal) {}
}

/** Members left undefined are as good as absent. */
export type Literal =
  | string
  | boolean
  | null
  | undefined
  | NumberText
  | BinaryText
  | Marshalled
  | ReadonlySet<Literal>
  | readonly Literal[]
  | { readonly [name: string]: Literal };

/** Why a text could not be read, and where. */
export class Unreadable extends Error {
  constructor(
    message: string,
    /** Characters before the place in the text; null: all of it. */
    readonly offset: number | null = null,
  ) {
    super(message);
  }
}

export function isLiteralObject(value: Literal): value is { readonly [name: string]: Literal } {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Set) &&
    !(value instanceof NumberText) &&
    !(value instanceof BinaryText) &&
    !(value instanceof Marshalled)
  );
}

/** DynamoDB's own spelling of a number: `1_000`, `0x10`, `+5` and `1.` are not. @throws {Unreadable} */
export function numberOf(raw: string, offset: number | null = null): NumberText {
  const text = raw.replaceAll("_", "").replace(/n$/, "");
  if (/^0[xob]/i.test(text)) return new NumberText(BigInt(text).toString());
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new Unreadable(`${raw} is no number`, offset);
  return new NumberText(
    text
      .replace(/^\+/, "")
      .replace(/\.(?=e|$)/i, "")
      .replace(/^(-?)\./, "$10."),
  );
}
