import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryStatement } from "../../testing/arbitrary-statement.ts";
import { Refused } from "../errors.ts";
import { parseStatement } from "./parser.ts";
import { printStatement } from "./printer.ts";

function refusal(text: string): string {
  try {
    parseStatement(text);
  } catch (thrown) {
    if (thrown instanceof Refused)
      return thrown.error.message.replace("Statement wasn't well formed, can't be processed: ", "~ ");
    throw thrown;
  }
  throw new Error(`accepted: ${text}`);
}

const printed = (text: string) => printStatement(parseStatement(text).statement);

describe("the grammar of statements", () => {
  it.each([
    ["select * from Music", 'SELECT * FROM "Music"'],
    ['SELECT a, b.c[0]."d e" FROM "T"."I"', 'SELECT "a", "b"."c"[0]."d e" FROM "T"."I"'],
    ["SELECT * FROM T WHERE a='it''s' AND b=-1.50e3", `SELECT * FROM "T" WHERE "a" = 'it''s' AND "b" = -1.50e3`],
    ["SELECT * FROM T WHERE a != 1 Or NOT b >= ?;", 'SELECT * FROM "T" WHERE "a" <> 1 OR NOT "b" >= ?'],
    ["SELECT * FROM T WHERE (a=1 OR b=2) AND c=3", 'SELECT * FROM "T" WHERE ("a" = 1 OR "b" = 2) AND "c" = 3'],
    [
      "SELECT * FROM T WHERE a BETWEEN 1 AND 2 AND b IN (1,2)",
      'SELECT * FROM "T" WHERE "a" BETWEEN 1 AND 2 AND "b" IN [1, 2]',
    ],
    [
      "SELECT * FROM T WHERE a NOT IN [1] AND b IS NOT MISSING",
      'SELECT * FROM "T" WHERE NOT "a" IN [1] AND "b" IS NOT MISSING',
    ],
    ["SELECT * FROM T WHERE a IS NULL AND b = MISSING", 'SELECT * FROM "T" WHERE "a" IS NULL AND "b" = MISSING'],
    [
      "SELECT * FROM T WHERE BEGINS_WITH(a,'x') AND size(b) > 1",
      `SELECT * FROM "T" WHERE begins_with("a", 'x') AND size("b") > 1`,
    ],
    ["SELECT * FROM T WHERE a=1 ORDER BY a DESC, b", 'SELECT * FROM "T" WHERE "a" = 1 ORDER BY "a" DESC, "b" ASC'],
    ["SELECT m['k v'] FROM T -- the end\n", 'SELECT "m"."k v" FROM "T"'],
    ["SELECT /* all\nof it */ * FROM T", 'SELECT * FROM "T"'],
    [
      "INSERT INTO T value {'pk':'1', 'm':{'x':[1,TRUE,null]}, 's':<<1,2>>}",
      `INSERT INTO "T" VALUE {'pk': '1', 'm': {'x': [1, TRUE, NULL]}, 's': <<1, 2>>}`,
    ],
    [
      "UPDATE T SET n=n+100 SET m.x=[1,'a'] REMOVE l[1] SET s=SET_ADD(s, <<'x'>>), t=LIST_APPEND(t, ?) WHERE pk='1'",
      `UPDATE "T" SET "n" = "n" + 100 SET "m"."x" = [1, 'a'] REMOVE "l"[1] SET "s" = set_add("s", <<'x'>>) SET "t" = list_append("t", ?) WHERE "pk" = '1'`,
    ],
    [
      "update T remove a where pk=1 returning modified new *",
      'UPDATE "T" REMOVE "a" WHERE "pk" = 1 RETURNING MODIFIED NEW *',
    ],
    ["DELETE FROM T WHERE pk=? RETURNING ALL OLD *", 'DELETE FROM "T" WHERE "pk" = ? RETURNING ALL OLD *'],
    [
      "EXISTS(SELECT * FROM T WHERE a=1 AND b IS MISSING)",
      'EXISTS(SELECT * FROM "T" WHERE "a" = 1 AND "b" IS MISSING)',
    ],
  ])("[PQL-2] %s", (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  it("[PQL-2] identifiers keep their case, doubled quotes stand for one", () => {
    expect(printed('SELECT "a""b", aB FROM "My-Table"')).toBe('SELECT "a""b", "aB" FROM "My-Table"');
  });

  it("[PQL-5] question marks are counted in the order written", () => {
    expect(parseStatement("UPDATE T SET a=? SET b=[?, '?'] WHERE pk=? -- ?").parameters).toBe(3);
  });

  it.each([
    ["", "~ Expected data manipulation"],
    ["COMMIT", "~ Expected data manipulation"],
    ["UPDATE Payment-dev SET a=1 WHERE pk=1", "~ Expected data manipulation"],
    ["UPDATE T WHERE pk=1", "~ Expected data manipulation"],
    ["INSERT INTO urls (key) VALUES (?)", "~ Unexpected term"],
    ["SELECT * FROM T WHERE date = 1", "~ Unexpected keyword"],
    ["SELECT * WHERE a = 1", "~ Expected FROM after SELECT list"],
    ["SELECT * FROM T WHERE", "~ Unexpected term"],
    ["SELECT * FROM T WHERE a = 'x", "~ Unexpected term"],
    ["SELECT * FROM T WHERE a = = 1", "~ Unexpected operator"],
    ["SELECT * FROM T; SELECT * FROM T", "~ Unexpected token after expression"],
    ["SELECT * FROM T WHERE a = 1 b", "~ Unexpected token after expression"],
    ["SELECT COUNT(*) FROM T", "Unexpected path component at 1:8:5"],
    ["SELECT a,\n  size(b) FROM T", "Unexpected path component at 2:3:4"],
    ["SELECT * FROM T WHERE a = 1 LIMIT 5", "Unsupported clause: LIMIT at 1:29:5"],
    ["SELECT * FROM T GROUP BY a", "Unsupported clause: GROUP at 1:17:5"],
    ["SELECT * FROM a.b.c", "A path may contain at most 2 components in the FROM clause"],
    ['SELECT * FROM "" ', "Path component cannot be an empty string"],
    ["DELETE FROM a, b WHERE pk=1", "FROM clause may only contain a single table name in data manipulation statements"],
    [
      "DELETE FROM T WHERE pk=1 RETURNING ALL NEW *",
      "Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements.",
    ],
  ])("[PQL-3] %s is refused", (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  it("[PQL-4] any statement is printed so that it parses to itself", () => {
    fc.assert(
      fc.property(arbitraryStatement(), (statement) => {
        expect(parseStatement(printStatement(statement)).statement).toEqual(statement);
      }),
      { numRuns: 500 },
    );
  });

  it("[PQL-2] whatever the text, it is a statement or a refusal", () => {
    const words = fc.constantFrom(
      ..."SELECT * FROM T WHERE a = ? ( ) [ ] { } << >> , . ' \" 'x' 1 - AND OR NOT IN IS MISSING BETWEEN UPDATE SET INSERT INTO VALUE : -- /* */ \0 é".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => String.fromCharCode(...bytes)),
      fc.array(words, { maxLength: 30 }).map((all) => all.join(" ")),
    );
    const one = fc.oneof(
      text,
      fc.tuple(fc.constantFrom("SELECT * FROM T WHERE ", "INSERT INTO T VALUE "), text).map((t) => t.join("")),
    );
    fc.assert(
      fc.property(one, (statement) => {
        try {
          parseStatement(statement);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Refused);
        }
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    ["(", "", "1"],
    ["[", "]", "1"],
    ["NOT ", "", "a"],
    ["<<", ">>", "1"],
    ["{'a':", "}", "1"],
    ["f(", ")", "1"],
    ["a = 1 AND ", "", "a"],
    ["a = 1 OR (", ")", "a"],
    ["1 - ", "", "1"],
  ])(
    "[PQL-2] 8192 characters of '%s' are read to their end or refused, without a stack overflow",
    (open, close, middle) => {
      const depth = Math.floor(8_100 / (open.length + close.length));
      let outcome: unknown;
      try {
        outcome = printStatement(
          parseStatement(`SELECT * FROM T WHERE ${open.repeat(depth)}${middle}${close.repeat(depth)}`).statement,
        );
      } catch (thrown) {
        outcome = thrown;
      }
      expect(typeof outcome === "string" || outcome instanceof Refused).toBe(true);
    },
  );
});
