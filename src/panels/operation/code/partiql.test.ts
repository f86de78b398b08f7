import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operationFormsView } from "../view.ts";
import { partiqlCode } from "./partiql.ts";
import { languageOf, readRequest } from "./read-request.ts";

const reading = { forms: operationFormsView(), operation: "PutItem", table: "Players" };
const read = (text: string) => readRequest(text, "PartiQL", reading);

describe("statements as text", () => {
  it("read as the same request again, whatever the statements and their members", () => {
    const statement = fc.record(
      {
        Statement: fc.constantFrom(
          `SELECT * FROM "Players" WHERE "player" = 'it''s; -- not over'`,
          `INSERT INTO "Players" VALUE {'player': ?, 'note;': "x"}`,
          `UPDATE "Players" SET "score" = "score" - 1 WHERE "player" = 'a'`,
          `DELETE FROM "a;b--c" WHERE "pk" = -1 - 2`,
        ),
        Parameters: fc.constantFrom([{ S: "a: b;\n-- c" }], [{ B: "AAE=" }, { N: "1" }]),
        ConsistentRead: fc.boolean(),
      },
      { requiredKeys: ["Statement"] },
    );
    const one = statement.map((input) => ({ operation: "ExecuteStatement", input }));
    const batch = fc.array(statement, { minLength: 1, maxLength: 4 }).map((Statements) => ({
      operation: "BatchExecuteStatement",
      input: { Statements, ReturnConsumedCapacity: "TOTAL" },
    }));
    const transaction = fc.array(statement, { minLength: 1, maxLength: 4 }).map((TransactStatements) => ({
      operation: "ExecuteTransaction",
      input: { ClientRequestToken: "once; -- only", TransactStatements },
    }));
    fc.assert(
      fc.property(fc.oneof(one, batch, transaction), ({ operation, input }) => {
        const text = partiqlCode(operation, input) ?? "";
        expect(languageOf(text)).toBe("PartiQL");
        expect(read(text)).toEqual({ ok: true, operation, input, region: null });
      }),
    );
  });

  it("of a form that has none yet are not written", () => {
    expect(partiqlCode("ExecuteStatement", { Statement: " " })).toBeNull();
    expect(partiqlCode("ExecuteTransaction", { TransactStatements: [] })).toBeNull();
    expect(partiqlCode("ExecuteTransaction", { TransactStatements: [{ Parameters: [] }] })).toBeNull();
    expect(partiqlCode("GetItem", { TableName: "Players" })).toBeNull();
  });

  it("may be pasted with other comments and a semicolon at the end", () => {
    expect(read(`-- who leads?\nSELECT *\n  FROM "Players" -- all of them\n;\n`)).toEqual({
      ok: true,
      operation: "ExecuteStatement",
      input: { Statement: `SELECT *\n  FROM "Players" -- all of them` },
      region: null,
    });
  });

  it("are refused with what is missing", () => {
    expect(read("-- nothing")).toMatchObject({ ok: false, line: null });
    expect(read("DELETE FROM a;\nDELETE FROM b")).toMatchObject({
      ok: false,
      fault: expect.stringContaining("ExecuteTransaction"),
    });
    expect(read("DELETE FROM a\n-- Parameters: [oops")).toMatchObject({ ok: false, line: 2 });
  });
});
