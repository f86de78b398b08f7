// A ready request is taken into the form and changed before it is sent; a past one is sent again; a program of a lesson
// is opened beside the learner's own files.

import type { Page } from "@playwright/test";
import { expect, idle, test } from "./fixtures.ts";
import { openPlace, press, showPanel } from "./hands.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Goes on in the lesson until its step offers this. */
async function toOffer(page: Page, label: string): Promise<void> {
  const offer = page.getByRole("button", { name: label, exact: true });
  for (let steps = 0; steps < 8 && !(await offer.isVisible()); steps++) await press(page, "Skip");
  await expect(offer).toBeVisible();
}

test("a lesson's request is edited in the form, sent, and taken up once more from the list", async ({ page }) => {
  await openPlace(page, "#/lesson/keys-and-partitions/key-value-really");
  await toOffer(page, "Send the read");
  await showPanel(page, "Requests");
  const rows = page.getByRole("table", { name: "Requests" }).locator("tbody tr");
  const before = await rows.count();
  await press(page, 'Edit "Send the read" first');
  const form = page.getByRole("region", { name: "Operation", exact: true });
  await expect(form).toBeFocused();
  await expect(form.getByRole("combobox", { name: "Operation: GetItem" })).toBeVisible();
  await form.getByRole("textbox", { name: "Value of day" }).fill("repaired");
  await idle(page);
  await page.keyboard.press("ControlOrMeta+Enter");
  await idle(page);
  await expect(rows).toHaveCount(before + 1);
  await rows.first().click();
  await idle(page);
  await press(page, "Send again");
  await expect(rows).toHaveCount(before + 2);
  await showPanel(page, "Lesson");
  await press(page, "Edit");
  await expect(form).toBeFocused();
  await expect(form.getByRole("textbox", { name: "Value of day" })).toHaveValue("repaired");
});

test("a lesson's program is opened in the editor beside the learner's own file of that name", async ({ page }) => {
  test.slow();
  await openPlace(page, "#/lesson/reading-well/pages");
  await toOffer(page, "Run the paginator");
  await press(page, 'Edit "Run the paginator" first');
  const files = page.getByRole("tablist", { name: "Files" });
  await expect(files.getByRole("tab", { selected: true })).toHaveText(/^pages\.ts/);
  await page.locator(".monaco-editor textarea, .monaco-editor .native-edit-context").first().focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.insertText("// mine ");
  await showPanel(page, "Lesson");
  await press(page, 'Edit "Run the paginator" first');
  await expect(files.getByRole("tab", { selected: true })).toHaveText(/^pages-2\.ts/);
  await expect(page.getByText("Your pages.ts stays as it is.")).toBeVisible();
  await files.getByRole("tab", { name: /^pages\.ts/ }).click();
  await expect(page.locator(".view-lines")).toContainText("mine");
});

test("the same request is shown as PartiQL, and a statement fills the form", async ({ page }) => {
  await openPlace(page, "#/gallery/operation-one");
  const same = page.getByRole("region", { name: "The same request" });
  await same.getByRole("button", { name: "PartiQL" }).click();
  await idle(page);
  const code = same.getByRole("textbox");
  await expect(code).toHaveValue(/^INSERT INTO "Players" VALUE \{'player': /);
  await expect(same.getByRole("status")).toContainText("INSERT refuses an item that is there already");
  await code.fill(`DELETE FROM "Players" WHERE "player" = 'cleo'`);
  await idle(page);
  await expect(page.getByRole("combobox", { name: "Operation: ExecuteStatement" })).toBeVisible();
  await press(page, "Execute statement");
  await expect(page.getByRole("region", { name: "Last answer" })).toContainText("ExecuteStatement");
});
