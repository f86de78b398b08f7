// Programs on the learner's computer and the open page: real clients drive the world on the screen, only while the page
// lets them. One server has one line to a page, so these run one after the other.

import { spawn } from "node:child_process";
import path from "node:path";
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Page } from "@playwright/test";
import { expect, idle, test } from "./fixtures.ts";
import { chips, command, openPlace, press, stepForward } from "./hands.ts";

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const REGION = "us-east-1";
const PROGRAMS = ["aws-sdk", "electrodb", "dynamodb-toolbox", "dynamoose", "onetable"];
const PROGRAM_MILLIS = 240_000;

const GUESTS = {
  TableName: "Guests",
  AttributeDefinitions: [{ AttributeName: "guest", AttributeType: "S" as const }],
  KeySchema: [{ AttributeName: "guest", KeyType: "HASH" as const }],
  BillingMode: "PAY_PER_REQUEST" as const,
};

function sdk(endpoint: string, region = REGION): DynamoDBClient {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  return new DynamoDBClient({ endpoint, region, credentials, maxAttempts: 1 });
}

/** Opens an empty world and lets programs drive it. */
async function accept(page: Page): Promise<void> {
  await openPlace(page, "#/sandbox");
  await press(page, "Accept SDK traffic");
  await page.getByRole("switch", { name: /Let programs on this computer/ }).check();
  await expect(page.getByText(/accepts SDK traffic, 0/)).toBeVisible();
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await idle(page);
}

test("an SDK's requests are commands of the open world, and its answers come from there", async ({ page, baseURL }) => {
  await accept(page);
  await closeDialog(page);
  const client = sdk(baseURL as string);
  await client.send(new CreateTableCommand(GUESTS));
  await client.send(new PutItemCommand({ TableName: "Guests", Item: { guest: { S: "cleo" }, score: { N: "7" } } }));
  const { Item } = await client.send(new GetItemCommand({ TableName: "Guests", Key: { guest: { S: "cleo" } } }));
  expect(Item).toEqual({ guest: { S: "cleo" }, score: { N: "7" } });
  await idle(page);
  await expect(page.getByText(/accepts SDK traffic, 3/)).toBeVisible();
  await expect(chips(page, "cleo").first()).toBeVisible();
  const wrong = new PutItemCommand({
    TableName: "Guests",
    Item: { guest: { S: "cleo" } },
    ConditionExpression: "attribute_not_exists(guest)",
  });
  await expect(client.send(wrong)).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
  await expect(sdk(baseURL as string, "eu-west-1").send(new ListTablesCommand({}))).rejects.toMatchObject({
    message: expect.stringContaining("The world on the page has us-east-1"),
  });
});

test("a person may hold a request and step through it while its program waits", async ({ page, baseURL }) => {
  await accept(page);
  const client = sdk(baseURL as string);
  await client.send(new CreateTableCommand(GUESTS));
  await page.getByRole("button", { name: "wait for my steps" }).click();
  await closeDialog(page);
  let answered = false;
  const put = client
    .send(new PutItemCommand({ TableName: "Guests", Item: { guest: { S: "ivy" } } }))
    .then(() => (answered = true));
  await expect(page.getByText(/accepts SDK traffic, 2/)).toBeVisible();
  await stepForward(page, 3);
  expect(answered).toBe(false);
  await command(page, "Run until quiet");
  await put;
  await expect(chips(page, "ivy").first()).toBeVisible();
});

test("switched off, the page is left alone and the endpoint answers by itself", async ({ page, baseURL }) => {
  await accept(page);
  const client = sdk(baseURL as string);
  await client.send(new CreateTableCommand({ ...GUESTS, TableName: "OnThePage" }));
  await page.getByRole("switch", { name: /Let programs on this computer/ }).uncheck();
  await expect(page.getByText(/accepts SDK traffic, /)).toHaveCount(0);
  await expect(async () => {
    const { TableNames } = await client.send(new ListTablesCommand({}));
    expect(TableNames).not.toContain("OnThePage");
  }).toPass();
});

for (const program of PROGRAMS) {
  test(`${program} runs its whole program against the page`, async ({ page, baseURL }) => {
    test.setTimeout(PROGRAM_MILLIS);
    await accept(page);
    await closeDialog(page);
    const { lines, code } = await run(program, baseURL as string);
    expect(lines.filter((line) => line.startsWith("not ok"))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("ok")).length).toBeGreaterThan(3);
    expect(code).toBe(0);
    await idle(page);
    await expect(page.getByText(/accepts SDK traffic, [1-9]/)).toBeVisible();
  });
}

function run(program: string, url: string): Promise<{ lines: string[]; code: number | null }> {
  const file = path.join(import.meta.dirname, "clients", `${program}.mjs`);
  const child = spawn(process.execPath, ["--no-warnings", file, url, REGION], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ lines: text.split("\n"), code })));
}
