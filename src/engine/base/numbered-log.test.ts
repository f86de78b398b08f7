import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NumberedLog } from "./numbered-log.ts";

/** The plainest thing that behaves as a NumberedLog should. */
interface Oracle {
  first: number;
  entries: number[];
}

type Act =
  | { do: "append"; count: number }
  | { do: "cut"; back: number }
  | { do: "trim"; ahead: number }
  | { do: "clone"; keep: "copy" | "original" };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant("append" as const), count: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ do: fc.constant("cut" as const), back: fc.nat(100) }),
  fc.record({ do: fc.constant("trim" as const), ahead: fc.nat(140) }),
  fc.record({ do: fc.constant("clone" as const), keep: fc.constantFrom("copy" as const, "original" as const) }),
);

function expectSame(log: NumberedLog<number>, oracle: Oracle): void {
  const last = oracle.first + oracle.entries.length - 1;
  expect([log.first, log.last, log.next, log.size]).toEqual([oracle.first, last, last + 1, oracle.entries.length]);
  expect(log.slice(0, Number.MAX_SAFE_INTEGER)).toEqual(oracle.entries);
  expect([log.get(log.first - 1), log.get(log.last + 1)]).toEqual([undefined, undefined]);
  expect(log.toJSON()).toEqual({ first: oracle.first, entries: oracle.entries });
}

describe("a numbered log", () => {
  it("behaves as an array with numbers, whatever is appended, cut, trimmed and cloned", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70 }), fc.array(act, { maxLength: 25 }), (start, acts) => {
        let log = NumberedLog.startingAt<number>(start);
        let oracle: Oracle = { first: start, entries: [] };
        const left: { log: NumberedLog<number>; oracle: Oracle }[] = [];
        let value = 0;
        for (const next of acts) {
          if (next.do === "append") {
            for (let i = 0; i < next.count; i++) {
              const number = log.append(++value);
              oracle.entries.push(value);
              expect(number).toBe(oracle.first + oracle.entries.length - 1);
            }
          } else if (next.do === "cut") {
            const keep = Math.max(0, oracle.entries.length - next.back);
            log.cutAfter(oracle.first + keep - 1);
            oracle.entries = oracle.entries.slice(0, keep);
          } else if (next.do === "trim") {
            log.trimBefore(oracle.first + next.ahead);
            const dropped = Math.min(next.ahead, oracle.entries.length);
            oracle = { first: oracle.first + dropped, entries: oracle.entries.slice(dropped) };
          } else {
            const copy = log.clone();
            const other = next.keep === "copy" ? log : copy;
            if (next.keep === "copy") log = copy;
            left.push({ log: other, oracle: { first: oracle.first, entries: [...oracle.entries] } });
          }
          expectSame(log, oracle);
        }
        for (const each of left) expectSame(each.log, each.oracle);
      }),
    );
  });

  it("refuses to cut what was trimmed", () => {
    const log = NumberedLog.startingAt<string>(1);
    for (const entry of ["a", "b", "c"]) log.append(entry);
    log.trimBefore(3);
    expect(() => log.cutAfter(1)).toThrow("cannot cut what was trimmed");
  });
});
