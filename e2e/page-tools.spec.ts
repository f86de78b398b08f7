// The tools of the page that work on requests and items: code into the form and back, PartiQL, files in and out.

import { readFile } from "node:fs/promises";
import { expect, idle, test } from "./fixtures.ts";
import { openPlace, press } from "./hands.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("code of any language fills the form, and what cannot be read loses nothing", async ({ page }) => {
  await openPlace(page, "#/gallery/operation-one");
  const code = page.getByRole("region", { name: "The same request" }).getByRole("textbox");
  await code.fill(
    'table.update_item(Key={"player": "cleo"}, UpdateExpression="SET score = :s", ExpressionAttributeValues={":s": 7})',
  );
  await idle(page);
  await expect(
    page
      .getByRole("button", { name: "Operation: UpdateItem" })
      .or(page.getByRole("combobox", { name: "Operation: UpdateItem" })),
  ).toBeVisible();
  await expect(page.getByLabel("Change")).toHaveValue("SET score = :s");
  await code.fill('new UpdateCommand({ TableName: "Players", Key: { player: now() } })');
  await idle(page);
  await expect(page.getByText(/now\(\) would have to be run/)).toBeVisible();
  await expect(page.getByLabel("Change")).toHaveValue("SET score = :s");
  await press(page, "Discard");
  await expect(code).toHaveValue(/new UpdateCommand/);
  await press(page, "Update item");
  await expect(page.getByRole("region", { name: "Last answer" })).toContainText("UpdateItem cleo");
});

test("every operation can be found and drawn as a form", async ({ page }) => {
  await openPlace(page, "#/gallery/operation-one");
  const picker = page
    .getByRole("combobox", { name: /^Operation: / })
    .or(page.getByRole("button", { name: /^Operation: / }));
  await picker.first().click();
  await page.getByPlaceholder("Find").fill("TransactWrite");
  await page.getByRole("option", { name: "TransactWriteItems" }).click();
  await idle(page);
  await expect(page.getByRole("group", { name: "Actions, all or none" })).toBeVisible();
  await press(page, "Transact write items");
});

test("a statement runs, pages, and is refused at its place", async ({ page }) => {
  await openPlace(page, "#/gallery/partiql-start");
  const statement = page.getByRole("textbox", { name: "Statement" });
  await statement.fill('SELECT * FROM "Players"');
  await page.getByLabel("At most").fill("2");
  await idle(page);
  await press(page, "Run");
  const rows = page.getByRole("region", { name: "Items of the answer" }).locator("tbody tr");
  await expect(rows).toHaveCount(2);
  const first = await rows.first().innerText();
  await press(page, "Next page");
  await expect(rows.first()).not.toHaveText(first);
  await statement.fill("SELEKT 1");
  await idle(page);
  await expect(page.locator("#partiql-error")).toContainText("ValidationException");
});

test("a file of items goes in, its bad rows are listed, and the table comes out again", async ({ page }) => {
  await openPlace(page, "#/gallery/items-empty");
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("menuitem", { name: "Import…" }).click();
  await page.getByLabel("File of items").setInputFiles({
    name: "players.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"Item":{"player":{"S":"ana"}}}\n{oops\n{"player":{"S":"bo"},"score":{"N":"2"}}\n'),
  });
  await expect(page.getByRole("region", { name: "Left out" })).toContainText("Line 2 Not JSON");
  await page.getByRole("button", { name: "Put in 2 items" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await idle(page);
  await expect(page.getByRole("row", { name: /\bana\b/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /\bbo\b/ })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("menuitem", { name: "Export as DynamoDB JSON" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .sort((a, b) => (a.Item.player.S < b.Item.player.S ? -1 : 1)),
  ).toEqual([{ Item: { player: { S: "ana" } } }, { Item: { player: { S: "bo" }, score: { N: "2" } } }]);
});
