// A moment travels: by link into another browser, by file, through a reload, and between two tabs of one browser.

import { readFileSync } from "node:fs";
import { decodeFile } from "../src/engine/codec.ts";
import golden from "../src/engine/testing/golden-links.json" with { type: "json" };
import { busyScenario, linkTo } from "./busy-world.ts";
import { expect, idle, test } from "./fixtures.ts";
import {
  chips,
  copiedLink,
  key,
  narration,
  openPlace,
  otherBrowser,
  press,
  scenarioOf,
  stageWords,
  stepForward,
  untilKept,
} from "./hands.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("a shared link opens in another browser at the same step, with the same picture and the same world", async ({
  page,
}) => {
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await stepForward(page, 11);
  await chips(page, "cleo").first().click();
  await idle(page);
  await expect(page.getByText("Following")).toBeVisible();
  const here = { line: await narration(page), words: await stageWords(page) };
  const link = await copiedLink(page);
  expect(link.length).toBeLessThan(2_000);

  const other = await otherBrowser(page);
  await other.page.goto(link);
  await idle(other.page);
  expect({ line: await narration(other.page), words: await stageWords(other.page) }).toEqual(here);
  await expect(other.page.getByText("Following")).toBeVisible();
  const back = scenarioOf(await copiedLink(other.page));
  expect(back.hash).toMatch(/^[0-9a-f]{16,}$/);
  expect({ hash: back.hash, step: back.step, view: back.view }).toEqual({
    hash: scenarioOf(link).hash,
    step: here.line.step,
    view: scenarioOf(link).view,
  });

  // The other person goes on from there; what is shared is a copy.
  await stepForward(other.page);
  expect((await narration(other.page)).step).toBe(here.line.step + 1);
  expect((await narration(page)).step).toBe(here.line.step);
  await other.context.close();
});

test("a scenario file is downloaded, and opens when it is chosen or dropped", async ({ page }) => {
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await stepForward(page, 6);
  const here = { line: await narration(page), words: await stageWords(page) };
  const downloading = page.waitForEvent("download");
  await press(page, "Export");
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/\.json$/);
  const text = readFileSync(await file.path(), "utf8");
  expect(decodeFile(text)).toMatchObject({ ok: true, scenario: { step: here.line.step } });

  const other = await otherBrowser(page);
  await openPlace(other.page, "");
  await other.page.getByRole("button", { name: /^Open a file/ }).click();
  await other.page
    .getByLabel("Scenario file")
    .setInputFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(other.page.getByRole("dialog")).toContainText("Open mine.json");
  await press(other.page, "Open");
  await expect(other.page.locator(".narration")).toBeVisible();
  await idle(other.page);
  expect({ line: await narration(other.page), words: await stageWords(other.page) }).toEqual(here);
  await other.context.close();

  // Dropped onto the open world: nothing is replaced before the person says so.
  await stepForward(page, 2);
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], "dropped.json", { type: "application/json" }));
    return transfer;
  }, text);
  await page.locator("body").dispatchEvent("dragover", { dataTransfer: dropped });
  await page.locator("body").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.getByRole("dialog")).toContainText("Open dropped.json");
  expect((await narration(page)).step).toBe(here.line.step + 2);
  await press(page, "Open");
  await expect(page.locator(".narration-step")).toHaveText(new RegExp(`${here.line.step}$`));

  // What stood in the sandbox is not gone.
  await press(page, "Bring it back");
  await expect(page.locator(".narration-step")).toHaveText(new RegExp(`${here.line.step + 2}$`));
});

test("a reload comes back to the same moment", async ({ page }) => {
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await stepForward(page, 7);
  const here = { line: await narration(page), words: await stageWords(page) };
  await untilKept(page, "sandbox");
  await page.reload();
  await idle(page);
  expect({ line: await narration(page), words: await stageWords(page) }).toEqual(here);
  await key(page, "ArrowLeft");
  expect((await narration(page)).step).toBe(here.line.step - 1);
});

test("work on a shared link survives a reload, and two links in two tabs stay apart", async ({ page, context }) => {
  await openPlace(page, linkTo(busyScenario()));
  const opened = await narration(page);
  await stepForward(page, 3);
  const here = await narration(page);
  const text = new URL(page.url()).hash.slice(1);
  await untilKept(page, `link:${text.slice(0, 40)}:${text.length}`);
  const second = await context.newPage();
  await second.goto(`/${linkTo({ ...busyScenario(), name: "Another table" })}`);
  await idle(second);
  await expect(second.getByText("This world is also open in another tab.")).toBeHidden();
  await page.reload();
  await idle(page);
  expect(await narration(page)).toEqual(here);
  expect(await narration(second)).toEqual(opened);

  // Opened anew, and not loaded again, it is the moment that was shared.
  const third = await context.newPage();
  await third.goto(page.url());
  await idle(third);
  expect(await narration(third)).toEqual(opened);
});

test("leaving a place at once neither loses its last step nor carries it elsewhere", async ({ page }) => {
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await stepForward(page, 3);
  const here = await narration(page);
  await page.evaluate(() => location.assign("#/lesson/consistency/after-a-200"));
  await expect(page.getByRole("heading", { level: 1, name: "After a 200, who knows?" })).toBeVisible();
  await idle(page);
  expect((await narration(page)).step).toBe(0);
  await page.evaluate(() => location.assign("#/sandbox"));
  await expect(page.getByRole("heading", { level: 1, name: "Untitled world" })).toBeVisible();
  await idle(page);
  expect(await narration(page)).toEqual(here);
});

test("a second tab follows the first, and each can take the pen", async ({ page, context }) => {
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await stepForward(page, 2);
  await untilKept(page, "sandbox");

  const second = await context.newPage();
  await second.goto(page.url());
  await idle(second);
  const banner = "This world is also open in another tab.";
  await expect(second.getByText(banner)).toBeVisible();
  await expect(page.getByText(banner)).toBeHidden();
  expect(await narration(second)).toEqual(await narration(page));

  await stepForward(page, 2);
  const ahead = await narration(page);
  await expect.poll(() => narration(second)).toEqual(ahead);

  await press(second, "Write here");
  await expect(second.getByText(banner)).toBeHidden();
  await expect(page.getByText(banner)).toBeVisible();
  await stepForward(second);
  const further = await narration(second);
  expect(further.step).toBe(ahead.step + 1);
  await expect.poll(() => narration(page)).toEqual(further);

  await press(page, "Write here");
  await expect(page.getByText(banner)).toBeHidden();
  await expect(second.getByText(banner)).toBeVisible();
  await stepForward(page);
  await expect.poll(() => narration(second)).toEqual(await narration(page));
});

for (const { name, link, scenario } of golden as {
  name: string;
  link: string;
  scenario: { name: string; step: number };
}[]) {
  test(`an old link still opens: ${name}`, async ({ page }) => {
    await openPlace(page, `#${link}`);
    // A world that comes out differently than it was recorded is said to be so, and opens then.
    const differs = page.getByRole("dialog", { name: "Made with an older engine" });
    if ((await differs.count()) > 0) await differs.getByRole("button", { name: /^Rerun/ }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1, name: scenario.name })).toBeVisible();
    const { step } = await narration(page);
    // A step past the end of the run opens at its end.
    if (step !== scenario.step) await expect(page.getByRole("button", { name: "Step forward" })).toBeDisabled();
    expect(step).toBeLessThanOrEqual(scenario.step);
  });
}
