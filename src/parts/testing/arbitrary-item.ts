/** Random items as the wire has them: every type, nested. For the tests of the code that is written for a request. */
import fc from "fast-check";
import type { AttributeValue, Item } from "../../engine/index.ts";

const name = fc.oneof(
  fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,8}$/),
  fc.constantFrom("__proto__", "constructor", "a b", 'q"uote', "naïve", "#x"),
);
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("it's", 'say "hi"', "a\nb", "$HOME `x` \\", "ключ", "😀"),
);
const number = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom("0.10", "12345678901234567890123456789012345678", "1E-5", "-0.5", "9007199254740993"),
);
const binary = fc.uint8Array({ maxLength: 6 }).map((bytes) => btoa(String.fromCharCode(...bytes)));
const setOf = (element: fc.Arbitrary<string>) => fc.uniqueArray(element, { minLength: 1, maxLength: 3 });

const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text.map((S) => ({ S })),
    number.map((N) => ({ N })),
    binary.map((B) => ({ B })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true as const }),
    setOf(text).map((SS) => ({ SS })),
    setOf(number).map((NS) => ({ NS })),
    setOf(binary.filter((base64) => base64 !== "")).map((BS) => ({ BS })),
    fc.array(tie("value"), { maxLength: 3 }).map((L) => ({ L })),
    fc.array(fc.tuple(name, tie("value")), { maxLength: 3 }).map((entries) => ({ M: Object.fromEntries(entries) })),
  ),
}));

export const arbitraryItem: fc.Arbitrary<Item> = fc
  .array(fc.tuple(name, value), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries));
