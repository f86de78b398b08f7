/** Two lists of facts, line by line: what differs, and what is the same. Pure. */
import type { Fact } from "./view.ts";

export interface FactPair {
  readonly key: string;
  readonly name: string;
  readonly look: Fact["look"];
  /** null: this run has no such thing. */
  readonly a: string | null;
  readonly b: string | null;
}

export interface Compared {
  readonly different: readonly FactPair[];
  readonly same: readonly Fact[];
}

export function compareFacts(a: readonly Fact[], b: readonly Fact[]): Compared {
  const ofB = new Map(b.map((fact) => [fact.key, fact]));
  const keysOfA = new Set(a.map((fact) => fact.key));
  const different: FactPair[] = [];
  const same: Fact[] = [];
  for (const fact of a) {
    const other = ofB.get(fact.key);
    if (other?.value === fact.value) same.push(fact);
    else different.push({ key: fact.key, name: fact.name, look: fact.look, a: fact.value, b: other?.value ?? null });
  }
  for (const fact of b)
    if (!keysOfA.has(fact.key))
      different.push({ key: fact.key, name: fact.name, look: fact.look, a: null, b: fact.value });
  return { different, same };
}
