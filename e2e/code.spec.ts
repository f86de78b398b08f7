// The Code tab, as a person who programs uses it: completion out of the SDK's types, several files, a run that is
// stepped and stopped, what it wrote and came to, and a line that shows what it caused.

import type { Page } from "@playwright/test";
import { playersScenario } from "../src/parts/example-worlds.ts";
import { linkTo } from "./busy-world.ts";
import { expect, idle, test } from "./fixtures.ts";
import { narration, openPlace, press, showPanel } from "./hands.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const TWO_REQUESTS = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { gold } from "./leagues";
const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
async function main() {
  const { Item } = await ddb.send(new GetCommand({ TableName: "Players", Key: { player: "cleo" } }));
  console.log("cleo has", Item.score);
  const { Items } = await ddb.send(new ScanCommand({ TableName: "Players" }));
  return Items.filter(gold);
}
main();`;

const FOR_EVER = `console.log("waits for ever");
while (true) await new Promise((done) => setTimeout(done, 1000));`;

const editor = (page: Page) => page.locator(".monaco-editor textarea, .monaco-editor .native-edit-context").first();

async function write(page: Page, text: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
  await idle(page);
}

test("the SDK is completed, files run request by request, and an endless program is stopped", async ({ page }) => {
  test.slow();
  await openPlace(page, linkTo(playersScenario()));
  await showPanel(page, "Code");

  await test.step("completion offers what the SDK has, with its type beside it", async () => {
    await write(page, 'import {  } from "@aws-sdk/lib-dynamodb";');
    await page.keyboard.press("ControlOrMeta+Home");
    for (let i = 0; i < "import { ".length; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.type("PutC");
    const offered = page.locator(".suggest-widget .monaco-list-row", { hasText: /^PutCommandclass PutCommand/ });
    await expect(async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+Space");
      await expect(offered).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await page.keyboard.press("Enter");
    await expect(page.locator(".view-lines")).toContainText("import { PutCommand");
  });

  await test.step("two files run request by request; what comes out, and what a line caused, is shown", async () => {
    await write(page, TWO_REQUESTS);
    await page.getByRole("button", { name: "New file" }).click();
    await page.getByRole("textbox", { name: /^New name of/ }).fill("leagues.ts");
    await page.keyboard.press("Enter");
    await write(page, 'export const gold = ({ league }) => league === "gold";');
    await page.getByRole("tab", { name: /^app\.ts/ }).click();

    const status = page.locator(".code-run-text");
    const { step } = await narration(page);
    await press(page, "Step request");
    await expect(status).toHaveText("Line 6 was answered.");
    expect((await narration(page)).step).toBeGreaterThan(step);
    await press(page, "Step request");
    await expect(status).toHaveText("Line 8 was answered.");
    const console_ = page.getByRole("log", { name: "Console" });
    await expect(console_).toContainText("cleo has 8610");
    await press(page, "Step request");
    await expect(status).toHaveText("Done, 2 requests.");

    await expect(console_.getByRole("columnheader", { name: "player" })).toBeVisible();
    await expect(console_.locator("tbody tr")).toHaveCount(6);
    await page.getByRole("tab", { name: "Requests 2" }).click();
    await expect(page.getByRole("button", { name: /^6 GetItem cleo 200/ })).toBeVisible();

    const lit = page.locator(".tl-lit");
    await expect(lit).toHaveCount(0);
    await page.locator(".view-line", { hasText: "GetCommand({" }).hover();
    await expect(lit.first()).toBeVisible();
    await page.locator(".narration").hover();
    await expect(lit).toHaveCount(0);
  });

  await test.step("a program that would go on for ever is stopped by its button", async () => {
    await write(page, FOR_EVER);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await idle(page);
    await expect(page.locator(".code-run-text")).toHaveText("Stopped.");
    await page.getByRole("tab", { name: "Console" }).click();
    await expect(page.getByRole("log", { name: "Console" })).toContainText("waits for ever");
    await expect(page.getByRole("button", { name: "Run", exact: true })).toBeEnabled();
  });
});
