import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryItem } from "../../parts/testing/arbitrary-item.ts";
import { exampleInput } from "./example-value.ts";
import { emptyForm, type FormField, formOf, requestOf, switched } from "./form-draft.ts";
import type { TableChoice } from "./view.ts";

const field = (name: string, type: FormField["type"], rest: Partial<FormField> = {}): FormField => ({
  name,
  type,
  doc: "",
  ...rest,
});

/** As BatchWriteItem is shaped: a map of lists of structures of items. */
const BATCH = [
  field("RequestItems", "map", {
    required: true,
    element: field("WriteRequests", "list", {
      element: field("WriteRequest", "structure", {
        members: [
          field("PutRequest", "structure", { members: [field("Item", "item", { required: true })] }),
          field("DeleteRequest", "structure", { members: [field("Key", "item", { required: true })] }),
        ],
      }),
    }),
  }),
  field("Parameters", "list", { element: field("Parameter", "json") }),
  field("Fast", "boolean"),
  field("Limit", "integer"),
];

const PLAYERS: TableChoice = {
  name: "Players",
  arn: "arn:aws:dynamodb:us-east-1:123456789012:table/Players",
  streamArn: null,
  shard: null,
  status: "ACTIVE",
  keys: [{ name: "player", type: "S", role: "key", plain: true }],
  indexes: [],
  example: { player: { S: "ana" }, score: { N: "1" } },
};

const there = (input: Record<string, unknown>) => requestOf(BATCH, formOf(BATCH, input));

describe("a form and its request", () => {
  it("hold maps, lists and structures of items at any depth", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[A-Za-z.]{3,8}$/), fc.array(arbitraryItem, { minLength: 1, maxLength: 3 })),
        (tables) => {
          const input = {
            RequestItems: Object.fromEntries(
              Object.entries(tables).map(([name, items]) => [
                name,
                items.map((item, at) =>
                  at % 2 === 0 ? { PutRequest: { Item: item } } : { DeleteRequest: { Key: item } },
                ),
              ]),
            ),
          };
          expect(there(input)).toEqual({ input, faults: {} });
        },
      ),
    );
  });

  it("send nothing of what is left empty", () => {
    expect(requestOf(BATCH, emptyForm(BATCH))).toEqual({ input: {}, faults: {} });
  });

  it("lose nothing that no field can show", () => {
    const input = {
      RequestItems: { Players: [{ PutRequest: { Item: { player: { S: "ana", N: "1" } } }, Extra: [1] }] },
      Parameters: [{ S: "a" }, 7],
      Fast: "yes",
      Limit: 1.5,
      Unheard: { of: null },
    };
    expect(there(input)).toEqual({ input, faults: {} });
    for (const RequestItems of [{}, [], null, 0, "", { T: [] }, { T: [{}] }])
      expect(there({ RequestItems })).toEqual({ input: { RequestItems }, faults: {} });
  });

  it("say by its path what is not JSON, and leave it out", () => {
    const form = { ...emptyForm(BATCH), Parameters: { kind: "json", text: "[1," } as const };
    const { input, faults } = requestOf(BATCH, form);
    expect(input).toEqual({});
    expect(Object.keys(faults)).toEqual(["Parameters"]);
  });

  it("begin with a request made from the fields and the table", () => {
    expect(exampleInput(BATCH, PLAYERS)).toEqual({
      RequestItems: { Players: [{ PutRequest: { Item: PLAYERS.example } }] },
    });
  });

  it("show a part as JSON and back, with the same value", () => {
    const input = { RequestItems: { Players: [{ PutRequest: { Item: { player: { S: "ana" } } } }] } };
    const [items] = BATCH as [FormField];
    const draft = formOf(BATCH, input).RequestItems;
    if (draft === undefined) throw new Error("no draft");
    const json = switched(items, draft, []);
    expect(json).toEqual({ kind: "json", text: JSON.stringify(input.RequestItems, null, 1) });
    expect(json === null ? null : switched(items, json, [])).toEqual(draft);
    expect(switched(items, { kind: "json", text: "{" }, [])).toBeNull();
    expect(switched(items, { kind: "json", text: "7" }, [])).toBeNull();
  });
});
