import "../../engine/later.ts";
import { describe, expect, it } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { playersScenario } from "../../parts/example-worlds.ts";
import { faultPlace, parametersFor, parametersOf, piecesOf, statementRequest } from "./statement.ts";
import { partiqlView } from "./view.ts";

function world() {
  const timeline = new Timeline(playersScenario(), null);
  const reader = new Reader(timeline);
  const run = (input: unknown) => {
    timeline.issue({ kind: "request", region: "us-east-1", operation: "ExecuteStatement", input });
    while (!timeline.quiet && timeline.forward());
    return partiqlView(reader, null).last;
  };
  return { run, view: () => partiqlView(reader, null) };
}

describe("PartiQL", () => {
  it("has examples for the table that the service carries out", () => {
    const { run, view } = world();
    const { known, examples } = view();
    expect(known).toBe(true);
    for (const { statement, parameters } of examples) {
      const request = statementRequest({
        statement,
        parameters: parametersOf(parameters),
        consistent: false,
        limit: "",
      });
      expect(request.faults).toEqual({});
      expect(run(request.input)).toMatchObject({ statement, answer: { status: 200, error: null } });
    }
  });

  it("shows items as rows and goes on by NextToken", () => {
    const { run } = world();
    const statement = 'SELECT * FROM "Players"';
    const first = run({ Statement: statement, Limit: 2 });
    expect(first?.answer?.rows).toHaveLength(2);
    const second = run({ Statement: statement, Limit: 2, NextToken: first?.answer?.nextToken });
    expect(second?.answer?.rows[0]).not.toEqual(first?.answer?.rows[0]);
  });

  it("cuts a statement into pieces that join to the text again, and counts its question marks", () => {
    const text = `SELECT * FROM "T" WHERE a = ? AND b = 'it''s ?' -- why?\n OR c < ?`;
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
    expect(parametersFor(text, [{ name: "1", type: "N", text: "7" }])).toEqual([
      { name: "1", type: "N", text: "7" },
      { name: "2", type: "S", text: "" },
    ]);
  });

  it("puts a refusal at the word it quotes", () => {
    expect(faultPlace("Unexpected token FORM, expected FROM", "SELECT *\nFORM x")).toEqual({ line: 2, word: "FORM" });
    expect(faultPlace("Invalid NextToken", "SELECT *")).toBeNull();
  });
});
