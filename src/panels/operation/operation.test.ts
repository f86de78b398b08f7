import { expect, test } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { playersScenario } from "../../parts/example-worlds.ts";
import { requestCheckView } from "../request-check.ts";
import { missingPlaceholders, requestOf, startDraft } from "./form-request.ts";
import { operationView } from "./view.ts";

function world() {
  const timeline = new Timeline(playersScenario({ regions: ["us-east-1", "eu-west-1"] }), null);
  const reader = new Reader(timeline);
  return { timeline, reader, view: operationView(reader) };
}

test("every operation's form can be sent as it stands, and the service takes it", () => {
  const { timeline, reader, view } = world();
  const table = view.regions[0]?.tables[0];
  for (const form of view.operations.filter((one) => one.name !== "DeleteTable")) {
    const { input, rowFaults, textFaults } = requestOf(form, startDraft(form, table));
    expect({ form: form.name, rowFaults, textFaults }).toEqual({ form: form.name, rowFaults: {}, textFaults: {} });
    expect(requestCheckView(reader, { region: "us-east-1", operation: form.name, input }).error).toBeNull();
    const command = timeline.issue({ kind: "request", region: "us-east-1", operation: form.name, input });
    while (!timeline.quiet && timeline.forward());
    const answer = reader.events.find(({ event }) => event.kind === "ResponseReceived" && event.request === `q${command.id}`)?.event;
    expect(answer).toMatchObject({ operation: form.name, status: 200, error: null });
  }
});

test("the check says where an item lands and what writing it costs", () => {
  const { reader } = world();
  const input = { TableName: "Players", Item: { player: { S: "cleo" }, score: { N: "9340" }, league: { S: "gold" } } };
  const check = requestCheckView(reader, { region: "us-east-1", operation: "PutItem", input });
  expect(check).toMatchObject({
    error: null,
    place: { label: "cleo", hashText: expect.stringMatching(/^[0-9A-F]{4}$/), partition: expect.stringMatching(/^P\d$/) },
    write: { version: 2, units: 1, indexes: [{ name: "byScore", units: 2 }], regions: ["eu-west-1"], changed: true },
  });
});

test("the check refuses in the service's own words", () => {
  const { reader } = world();
  const check = (operation: string, input: unknown) => requestCheckView(reader, { region: "us-east-1", operation, input }).error;
  expect(check("PutItem", { TableName: "Players", Item: { score: { N: "1" } } })).toEqual({ name: "ValidationException", message: expect.stringContaining("Missing the key player") });
  expect(check("GetItem", { TableName: "Nowhere", Key: { a: { S: "b" } } })?.name).toBe("ResourceNotFoundException");
  expect(check("UpdateItem", { TableName: "Players", Key: { player: { S: "cleo" } }, UpdateExpression: "SET" })?.message).toContain("UpdateExpression");
  expect(check("PutItem", { TableName: "Players", Item: { player: { S: "cleo" } }, ConditionExpression: "attribute_not_exists(player)" })?.name).toBe("ConditionalCheckFailedException");
});

test("placeholders that nobody explains are found", () => {
  const draft = { texts: { UpdateExpression: "SET #a = :b", ConditionExpression: ":c > #a" }, rows: { ExpressionAttributeValues: [{ name: ":b", type: "N", text: "1" }] } } as const;
  expect(missingPlaceholders(draft)).toEqual({ names: ["#a"], values: [":c"] });
});

test("legacy parameters are not offered", () => {
  const { view } = world();
  expect(view.operations.flatMap((form) => form.fields.map((field) => field.name))).not.toContain("AttributeUpdates");
});
