/** The beginning of a JSON array, as far as it goes. What it is used for is tested in link.test.ts. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPrefix } from "./recover.ts";

describe("[LNK-7] the beginning of a list is read as far as its elements are whole", () => {
  test.each([
    ['[1,"a",[[1],[2]],3]', { parts: [1, "a", [[1], [2]], 3], complete: 4 }],
    ['[1,"a",[[1],[2]],3', { parts: [1, "a", [[1], [2]]], complete: 3 }],
    ['[1,"a",[[1],[2]]', { parts: [1, "a", [[1], [2]]], complete: 3 }],
    ['[1,"a",[[1],[2]', { parts: [1, "a", [[1], [2]]], complete: 2 }],
    ['[1,"a",[[1],[2', { parts: [1, "a", [[1]]], complete: 2 }],
    ['[1,"a",[7,88', { parts: [1, "a", [7]], complete: 2 }],
    ['[1,"a",[', { parts: [1, "a"], complete: 2 }],
    ['[1,"a","b', { parts: [1, "a"], complete: 2 }],
    ['[1,"]\\",[",2', { parts: [1, ']",['], complete: 2 }],
    ['[12,{"x":[1,2', { parts: [12], complete: 1 }],
    ["[12", null],
    ["[", null],
    ["", null],
    ["12,", null],
    ["{", null],
  ])("%s", (text, expected) => {
    expect(readPrefix(text, 2)).toEqual(expected);
  });

  test("what stands before a broken place is kept", () => {
    expect(readPrefix("[1,2,[[1],[2],[oops],[4]],5,6]", 2)).toEqual({ parts: [1, 2, [[1], [2]]], complete: 2 });
    expect(readPrefix("[1,2,[[1],[2]],x,6]", 2)).toEqual({ parts: [1, 2, [[1], [2]]], complete: 3 });
  });

  test("of any list, cut anywhere, every whole element but perhaps the last is read", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.nat(), (values, cut) => {
        const elements = values.map((value) => JSON.stringify(value));
        const text = `[${elements.join(",")}]`;
        const read = readPrefix(text.slice(0, cut % text.length), 99);
        const complete = read?.complete ?? 0;
        expect(read?.parts ?? []).toEqual(values.slice(0, complete).map((value) => JSON.parse(JSON.stringify(value))));
        expect(cut % text.length).toBeLessThanOrEqual(`[${elements.slice(0, complete + 1).join(",")},`.length);
      }),
    );
  });
});
