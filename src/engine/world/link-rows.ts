/**
 * Values that look alike, written once: a row is a pattern (or the number of an earlier one) and what fills its holes.
 * `[{"player":{"S":0}},"cleo"]`, then `[0,"dan"]`. Every row can be read with the rows before it alone, which is what
 * makes the beginning of a cut link readable. Texts of files are kept the same way. [LNK-5]
 */

import { setOwn } from "../base/own.ts";
import { compareUtf8 } from "../base/utf8.ts";
import type { Files } from "./commands.ts";

/** The packed form is not what it should be. Never leaves the codec. */
export class NotPacked extends Error {
  override name = "NotPacked";
}

type Scalar = null | boolean | number | string;

/** How many values unpacking may still make: a short row can stand for a large pattern, five thousand times. */
export class Budget {
  constructor(private left: number) {}

  take(): void {
    if (--this.left < 0) throw new NotPacked("the link stands for too many values");
  }
}

/** Plain JSON with its keys in UTF-8 order (whole numbers first, as JavaScript has it) and without undefined fields. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Record<string, unknown>;
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(fields).sort(compareUtf8))
    if (fields[key] !== undefined) setOwn(out, key, sorted(fields[key]));
  return out;
}

export class PatternWriter {
  private readonly known = new Map<string, number>();

  /** @param constantDepth scalars down to this depth belong to the pattern; a value's own fields have depth 1 */
  constructor(private readonly constantDepth: number) {}

  /** @returns the pattern or its number, then the scalars that fill it */
  row(value: object): unknown[] {
    const holes: Scalar[] = [];
    const pattern = this.split(sorted(value), 0, holes);
    const text = JSON.stringify(pattern);
    const number = this.known.get(text);
    if (number === undefined) this.known.set(text, this.known.size);
    return [number ?? pattern, ...holes];
  }

  private split(value: unknown, depth: number, holes: Scalar[]): unknown {
    if (Array.isArray(value)) return value.map((element) => this.split(element, depth + 1, holes));
    if (typeof value !== "object" || value === null) {
      if (depth <= this.constantDepth) return value;
      holes.push(value as Scalar);
      return 0;
    }
    const out: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value)) setOwn(out, key, this.split(member, depth + 1, holes));
    return out;
  }
}

export class PatternReader {
  private readonly known: object[] = [];

  constructor(
    private readonly constantDepth: number,
    private readonly budget: Budget,
  ) {}

  /** @throws {NotPacked} */
  value(row: readonly unknown[]): Record<string, unknown> {
    const [first, ...fillings] = row;
    const pattern = typeof first === "number" ? this.known[first] : first;
    if (typeof pattern !== "object" || pattern === null || Array.isArray(pattern))
      throw new NotPacked("a row has no pattern");
    const left = fillings.reverse();
    const value = this.fill(pattern, 0, left) as Record<string, unknown>;
    if (left.length > 0) throw new NotPacked("a row has more values than its pattern has places");
    if (first === pattern) this.known.push(pattern);
    return value;
  }

  private fill(pattern: unknown, depth: number, left: unknown[]): unknown {
    this.budget.take();
    if (Array.isArray(pattern)) return pattern.map((element) => this.fill(element, depth + 1, left));
    if (typeof pattern !== "object" || pattern === null) {
      if (depth <= this.constantDepth) return pattern;
      const filling = left.pop();
      if (filling === undefined || (typeof filling === "object" && filling !== null))
        throw new NotPacked("a row has too few values for its pattern");
      return filling;
    }
    const out: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(pattern)) setOwn(out, key, this.fill(member, depth + 1, left));
    return out;
  }
}

export class TextWriter {
  private readonly known = new Map<string, number>();

  /** Names and texts in turn, by name; a text written before is its number. */
  files(files: Files): unknown[] {
    return Object.keys(files)
      .sort(compareUtf8)
      .flatMap((name) => [name, this.text(files[name] as string)]);
  }

  private text(text: string): string | number {
    const number = this.known.get(text);
    if (number !== undefined) return number;
    this.known.set(text, this.known.size);
    return text;
  }
}

export class TextReader {
  private readonly known: string[] = [];

  /** @throws {NotPacked} */
  files(packed: unknown): Record<string, string> {
    if (!Array.isArray(packed) || packed.length % 2 !== 0) throw new NotPacked("files are not names and texts in turn");
    const out: Record<string, string> = {};
    for (let i = 0; i < packed.length; i += 2) {
      const name: unknown = packed[i];
      if (typeof name !== "string") throw new NotPacked("a file has no name");
      setOwn(out, name, this.text(packed[i + 1]));
    }
    return out;
  }

  private text(packed: unknown): string {
    if (typeof packed === "string") {
      this.known.push(packed);
      return packed;
    }
    const text = typeof packed === "number" ? this.known[packed] : undefined;
    if (text === undefined) throw new NotPacked("a file has no text");
    return text;
  }
}
