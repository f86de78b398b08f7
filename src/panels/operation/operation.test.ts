import "../../engine/later.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import type { AttributeDraft } from "../../parts/attribute-text.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import { requestCheckView } from "../request-check.ts";
import { answerWords } from "./answer-words.ts";
import { elementWord } from "./field-words.ts";
import {
  emptyForm,
  type FieldDraft,
  type FormDraft,
  type FormField,
  formOf,
  requestOf,
  rowsOf,
  textOf,
} from "./form-draft.ts";
import { withPlaceholders } from "./placeholders.ts";
import { sizeWords } from "./size-words.ts";
import { startForm } from "./start-form.ts";
import { operationFormsView, operationView } from "./view.ts";

const FORMS = operationFormsView();

function worldOf(options: Parameters<typeof playersScenario>[0] = {}) {
  const timeline = new Timeline(playersScenario({ regions: ["us-east-1", "eu-west-1"], ...options }), null);
  const reader = new Reader(timeline);
  const quiet = () => {
    while (!timeline.quiet && timeline.forward());
  };
  return { timeline, reader, quiet, view: () => operationView(reader, null) };
}

function formNamed(name: string) {
  const form = FORMS.find((one) => one.name === name);
  if (form === undefined) throw new Error(`no operation ${name}`);
  return form;
}

describe("forms of the registry", () => {
  it("leave out parameters from before expressions, at every depth", () => {
    const types = (fields: readonly FormField[]): string[] =>
      fields.flatMap((field) => [
        field.type,
        ...types(field.members ?? []),
        ...(field.element === undefined ? [] : types([field.element])),
      ]);
    expect(FORMS.flatMap(({ fields }) => types(fields))).not.toContain("legacy");
  });

  it("have a word that a person would say for one more of every list", () => {
    const words = (fields: readonly FormField[]): string[] =>
      fields.flatMap((field) => [
        ...(field.type === "list" && field.element !== undefined ? [elementWord(field.element)] : []),
        ...words(field.members ?? []),
        ...(field.element === undefined ? [] : words([field.element])),
      ]);
    const all = FORMS.flatMap(({ fields }) => words(fields));
    expect(all).toContain("action");
    expect(all.filter((word) => word !== word.toLowerCase())).toEqual([]);
  });

  it.each(FORMS.map(({ name }) => name))("%s can be sent as it stands, and the service takes it", (name) => {
    for (const items of [undefined, []]) {
      const { timeline, reader, view, quiet } = worldOf(items === undefined ? {} : { items });
      const form = formNamed(name);
      const { input, faults } = requestOf(form.fields, startForm(form, view().regions[0]?.tables[0]));
      expect(faults).toEqual({});
      expect(requestCheckView(reader, { region: "us-east-1", operation: name, input }).error).toBeNull();
      timeline.issue({ kind: "request", region: "us-east-1", operation: name, input });
      quiet();
      // A table begins without a policy; that there is none is an answer, not a fault of the form.
      const answer =
        name === "GetResourcePolicy" ? { status: 400, error: "PolicyNotFoundException" } : { status: 200, error: null };
      expect(view().last).toMatchObject({ operation: name, answer });
    }
  });

  it("a statement is judged like the request it becomes", () => {
    const { reader } = worldOf();
    const check = (Statement: string) =>
      requestCheckView(reader, { region: "us-east-1", operation: "ExecuteStatement", input: { Statement } });
    expect(check("SELECT").error?.message).toContain("wasn't well formed");
    expect(check("DELETE FROM Players").error?.message).toContain("mandatory equality");
    expect(check("INSERT INTO Players VALUE {'player': 'gus'}").error?.name).toBe("DuplicateItemException");
    expect(check("UPDATE Players SET x = 1 WHERE player = 'gus'")).toMatchObject({
      error: null,
      place: { label: "gus" },
      write: { changed: true },
    });
  });

  it("fill in a new player in an empty table, written only if she is new", () => {
    const form = formNamed("PutItem");
    expect(requestOf(form.fields, startForm(form, worldOf({ items: [] }).view().regions[0]?.tables[0])).input).toEqual({
      TableName: "Players",
      Item: { player: { S: "cleo" }, score: { N: "8610" }, league: { S: "gold" }, online: { BOOL: true } },
      ConditionExpression: "attribute_not_exists(player)",
    });
  });

  it("begin with the followed item", () => {
    const { reader } = worldOf();
    const table = operationView(reader, { followed: { table: "Players", label: "gus" } }).regions[0]?.tables[0];
    const form = formNamed("UpdateItem");
    expect(requestOf(form.fields, startForm(form, table)).input).toMatchObject({
      Key: { player: { S: "gus" } },
      UpdateExpression: "SET #score = #score + :more",
    });
  });
});

describe("a form and its request", () => {
  it.each(FORMS)("are the same thing for $name, whatever is filled in", ({ fields }) => {
    fc.assert(
      fc.property(arbitraryForm(fields), (form) => {
        const { input, faults } = requestOf(fields, form);
        expect(faults).toEqual({});
        expect(sorted(formOf(fields, input))).toEqual(sorted(form));
        expect(requestOf(fields, formOf(fields, input)).input).toEqual(input);
      }),
      { numRuns: 60 },
    );
  });

  it("differ only while a row is no value yet, and the row is named", () => {
    const { fields } = formNamed("PutItem");
    const rows: AttributeDraft[] = [
      { name: "player", type: "S", text: "cleo" },
      { name: "", type: "S", text: "" },
      { name: "tags", type: "L", text: "[" },
    ];
    const { input, faults } = requestOf(fields, { ...emptyForm(fields), Item: { kind: "rows", rows } });
    expect(input).toEqual({});
    expect(faults).toEqual({ Item: { 1: "An attribute needs a name.", 2: expect.stringContaining("Not JSON") } });
  });

  it("send a number that is none as it was typed, so that the service can say so", () => {
    const { fields } = formNamed("Scan");
    expect(requestOf(fields, { ...emptyForm(fields), Limit: { kind: "text", text: "ten" } }).input).toEqual({
      Limit: "ten",
    });
  });
});

describe("placeholders", () => {
  const { fields } = formNamed("UpdateItem");
  const typed = (form: FormDraft, text: string) =>
    withPlaceholders(fields, { ...form, UpdateExpression: { kind: "text", text } });

  it("get a row when they are first written, and no rows for what was typed on the way", () => {
    let form = emptyForm(fields);
    for (let length = 1; length <= "SET #score = :score".length; length++)
      form = typed(form, "SET #score = :score".slice(0, length));
    expect(rowsOf(form, "ExpressionAttributeNames")).toEqual([{ name: "#score", type: "S", text: "score" }]);
    expect(rowsOf(form, "ExpressionAttributeValues")).toEqual([{ name: ":score", type: "S", text: "" }]);
  });

  it("keep what was filled in when the expression changes", () => {
    const form = typed(emptyForm(fields), "SET #a = :b");
    const filled = {
      ...form,
      ExpressionAttributeValues: { kind: "rows", rows: [{ name: ":b", type: "N", text: "7" }] },
    } as const;
    expect(rowsOf(typed(filled, "SET #a = :c"), "ExpressionAttributeValues").map(({ name }) => name)).toEqual([
      ":b",
      ":c",
    ]);
    expect(textOf(typed(filled, ""), "UpdateExpression")).toBe("");
  });
});

describe("the last answer", () => {
  it("is on its way until it comes, and gone again before it was sent", () => {
    const { timeline, view, quiet } = worldOf();
    expect(view().last).toBeNull();
    timeline.issue({ ...get("cleo", true), kind: "request" } as never);
    timeline.forward();
    expect(view().last).toMatchObject({ request: "q1", sentStep: 1, label: "cleo", answer: null });
    quiet();
    const { last } = view();
    expect(last?.answer).toMatchObject({ status: 200, readUnits: 1, cut: false });
    expect(JSON.parse(last?.answer?.body ?? "")).toMatchObject({ Item: { player: { S: "cleo" } } });
    timeline.seek((last?.answer?.step ?? 0) - 1);
    expect(view().last?.answer).toBeNull();
    timeline.seek(0);
    expect(view().last).toBeNull();
  });

  it("counts the index's units with the table's", () => {
    const { timeline, view, quiet } = worldOf();
    timeline.issue(update("cleo", 9340));
    quiet();
    expect(view().last?.answer).toMatchObject({ status: 200, writeUnits: 3 });
  });
});

describe("words", () => {
  it("say size and price", () => {
    const { reader } = worldOf();
    const check = (operation: string, input: unknown) =>
      sizeWords(requestCheckView(reader, { region: "us-east-1", operation, input }));
    expect(check("PutItem", { TableName: "Players", Item: { player: { S: "new" }, score: { N: "1" } } })).toBe(
      "16 bytes, 1 WCU",
    );
    expect(
      check("PutItem", {
        TableName: "Players",
        Item: { player: { S: "new" }, score: { N: "1" }, league: { S: "gold" } },
      }),
    ).toBe("26 bytes, 1 WCU + 1 for byScore");
    expect(check("GetItem", { TableName: "Players", Key: { player: { S: "cleo" } } })).toBe("0.5 RCU");
  });

  it("explain an answer", () => {
    expect(
      answerWords({ operation: "PutItem", status: 400, error: "ConditionalCheckFailedException", body: "{}" }),
    ).toContain("condition was false");
    expect(answerWords({ operation: "GetItem", status: 200, error: null, body: "{}" })).toContain("no such item");
    expect(answerWords({ operation: "PutItem", status: 0, error: "ETIMEDOUT", body: "{}" })).toContain("not known");
  });
});

/** Filled-in forms as the controls leave them: texts of their field's kind, rows with distinct names. */
function arbitraryForm(fields: readonly FormField[]): fc.Arbitrary<FormDraft> {
  return fc.record(Object.fromEntries(fields.map((field) => [field.name, arbitraryDraft(field)])));
}

function arbitraryDraft(field: FormField): fc.Arbitrary<FieldDraft> {
  const text = (values: fc.Arbitrary<string>) =>
    fc.oneof(fc.constant(""), values).map((one): FieldDraft => ({ kind: "text", text: one }));
  switch (field.type) {
    case "enum":
      return text(fc.constantFrom(...(field.options ?? [""])));
    case "boolean":
      return text(fc.constantFrom("true", "false"));
    case "integer":
      return text(fc.oneof(fc.nat().map(String), fc.constant("ten")));
    case "item":
      return arbitraryRows("").map((rows) => ({ kind: "rows", rows }));
    case "values":
      return arbitraryRows(":").map((rows) => ({ kind: "rows", rows }));
    case "names":
      return fc
        .uniqueArray(fc.tuple(name("#"), fc.string()), { selector: ([one]) => one, maxLength: 3 })
        .map((pairs) => ({ kind: "rows", rows: pairs.map(([one, value]) => ({ name: one, type: "S", text: value })) }));
    case "structure":
      return arbitraryForm(field.members ?? []).map((members) => ({ kind: "structure", members }));
    case "list":
      return field.element === undefined
        ? fc.constant({ kind: "list", elements: [] })
        : fc.array(arbitraryDraft(field.element), { maxLength: 2 }).map((elements) => ({ kind: "list", elements }));
    case "map":
      return field.element === undefined
        ? fc.constant({ kind: "json", text: "" })
        : fc
            .uniqueArray(fc.tuple(name(""), arbitraryDraft(field.element)), { selector: ([one]) => one, maxLength: 2 })
            .map((pairs) => ({ kind: "map", entries: pairs.map(([key, value]) => ({ key, value })) }));
    case "json":
      return fc.constantFrom("", '{\n "S": "a"\n}').map((json) => ({ kind: "json", text: json }));
    default:
      return text(fc.string());
  }
}

function name(sign: string): fc.Arbitrary<string> {
  return fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,6}$/).map((word) => sign + word);
}

function arbitraryRows(sign: string): fc.Arbitrary<AttributeDraft[]> {
  const lines = fc
    .array(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 3 })
    .map((all) => all.join("\n"));
  const value = fc.oneof(
    fc.record({ type: fc.constantFrom("S" as const), text: fc.string() }),
    fc.record({ type: fc.constantFrom("N" as const, "B" as const), text: fc.stringMatching(/^[0-9]{1,9}$/) }),
    fc.record({ type: fc.constant("BOOL" as const), text: fc.constantFrom("true", "false") }),
    fc.constant({ type: "NULL" as const, text: "null" }),
    fc.record({ type: fc.constantFrom("SS" as const, "NS" as const, "BS" as const), text: lines }),
    fc.constant({ type: "M" as const, text: '{\n "a": {\n  "S": "b"\n }\n}' }),
    fc.constant({ type: "L" as const, text: "[]" }),
  );
  return fc
    .uniqueArray(fc.tuple(name(sign), value), { selector: ([one]) => one, maxLength: 3 })
    .map((pairs) => pairs.map(([one, rest]) => ({ name: one, ...rest })));
}

/** Without the order of rows, which JSON does not promise for every name. */
function sorted(form: FormDraft): FormDraft {
  const byName = (draft: FieldDraft): FieldDraft =>
    draft.kind === "rows"
      ? { kind: "rows", rows: [...draft.rows].sort((a, b) => (a.name < b.name ? -1 : 1)) }
      : draft.kind === "structure"
        ? { kind: "structure", members: sorted(draft.members) }
        : draft.kind === "list"
          ? { kind: "list", elements: draft.elements.map(byName) }
          : draft.kind === "map"
            ? { kind: "map", entries: draft.entries.map(({ key, value }) => ({ key, value: byName(value) })) }
            : draft;
  return Object.fromEntries(Object.entries(form).map(([field, draft]) => [field, byName(draft)]));
}
