// Things that go wrong around the page: the engine's Worker dies or hangs, the browser keeps nothing, the network is
// gone, the page is loaded again in the middle of a run. Each is said, and nothing is lost.

import path from "node:path";
import type { Page } from "@playwright/test";
import { serveFolder } from "../scripts/static-server.mjs";
import { expect, idle, test } from "./fixtures.ts";
import { narration, openPlace, press, stageWords, stepForward, untilKept } from "./hands.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

async function aWrite(page: Page) {
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await stepForward(page, 6);
  await untilKept(page, "sandbox");
  return { line: await narration(page), words: await stageWords(page) };
}

async function onScreen(page: Page) {
  return { line: await narration(page), words: await stageWords(page) };
}

test("a Worker that is killed is started again at the same step", async ({ page }) => {
  const here = await aWrite(page);
  const [worker] = page.workers();
  // It goes without a word, as a Worker does that ran out of memory.
  await worker?.evaluate(() => close());
  await page.getByRole("button", { name: "Step forward" }).click();
  const dialog = page.getByRole("dialog", { name: "The engine stopped and was restarted" });
  await expect(dialog).toBeVisible({ timeout: 20_000 });
  await expect(dialog).toContainText("did not answer");
  await expect(dialog).toContainText(`back at step ${here.line.step}`);
  await expect(dialog).toContainText("nothing lost");
  await dialog.getByRole("button", { name: "Stay paused" }).click();
  await idle(page);
  expect(await onScreen(page)).toEqual(here);
  await stepForward(page);
  expect((await narration(page)).step).toBe(here.line.step + 1);
});

test("a Worker that hangs in the middle of playing is replaced, and the run goes on", async ({ page }) => {
  const here = await aWrite(page);
  const [worker] = page.workers();
  // An engine that never comes back from a step.
  void worker
    ?.evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await page.getByRole("button", { name: "Play" }).click();
  const dialog = page.getByRole("dialog", { name: "The engine stopped and was restarted" });
  await expect(dialog).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole("button", { name: `Continue from ${here.line.step}` }).click();
  await expect.poll(async () => (await narration(page)).step).toBeGreaterThan(here.line.step);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("an engine that cannot be loaded is not started for ever, and the work waits for it", async ({ page }) => {
  const here = await aWrite(page);
  await page.route("**/assets/host-*.js", (route) => route.abort());
  await page.reload();
  const dialog = page.getByRole("dialog", { name: "The engine does not start" });
  await expect(dialog).toContainText("is untouched");
  await page.unroute("**/assets/host-*.js");
  await dialog.getByRole("button", { name: "Load the page again" }).click();
  await expect(dialog).toBeHidden();
  await idle(page);
  expect(await onScreen(page)).toEqual(here);
});

test("kept work that cannot be opened is said, handed out, and replaced only when told to", async ({ page }) => {
  await aWrite(page);
  await page.evaluate(async () => {
    const request = indexedDB.open("glass-table");
    const db = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const store = db.transaction("work", "readwrite").objectStore("work");
    const reading = store.get("sandbox");
    await new Promise<void>((resolve) => {
      reading.onsuccess = () => {
        store.put({ ...reading.result, seed: "not a number" }, "sandbox").onsuccess = () => resolve();
      };
    });
  });
  await page.reload();
  const dialog = page.getByRole("dialog", { name: "Your saved work" });
  await expect(dialog).toBeVisible();
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download it" }).click();
  expect((await download).suggestedFilename()).toContain("saved-work");
  await dialog.getByRole("button", { name: "Begin anew" }).click();
  await expect(dialog).toBeHidden();
  await idle(page);
  expect((await narration(page)).step).toBe(0);
});

test("[LATER-3] a part of the engine that cannot be fetched is said, and had at the next try", async ({ page }) => {
  const here = await aWrite(page);
  await page
    .getByRole("combobox", { name: /^Operation: / })
    .first()
    .click();
  await page.getByPlaceholder("Find").fill("ListTables");
  await page.getByRole("option", { name: "ListTables" }).click();
  await page.route("**/assets/later-*.js", (route) => route.abort());
  await press(page, "List tables");
  await expect(page.getByText("A part of Glass Table could not be fetched. Nothing was lost.")).toBeVisible();
  expect(await onScreen(page)).toEqual(here);
  await page.unroute("**/assets/later-*.js");
  await press(page, "List tables");
  await expect.poll(async () => (await narration(page)).step).toBeGreaterThan(here.line.step);
});

test("a reload in the middle of a run comes back where the run was kept", async ({ page }) => {
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(async () => (await narration(page)).step).toBeGreaterThan(3);
  await page.reload();
  await idle(page);
  const { step } = await narration(page);
  expect(step).toBeGreaterThan(0);
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  await press(page, "Step back");
  expect((await narration(page)).step).toBe(step - 1);
});

test("a browser that keeps nothing is no hindrance, and is said", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("not allowed here", "SecurityError");
    };
  });
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await stepForward(page, 4);
  expect((await narration(page)).step).toBeGreaterThan(3);
  await expect(page.getByText("not kept: this browser allows no storage")).toBeVisible();

  await openPlace(page, "#/lesson/keys-and-partitions/where-an-item-lives");
  await press(page, "Show solution");
  await press(page, "Next step");
  await expect(page.getByText("Step 2 of 5")).toBeVisible();
  await press(page, "Hint 1 of 1");
});

test("a lesson opens and runs without the network, also one that was never opened before", async ({ browser }) => {
  const server = await serveFolder({ folder: path.resolve("dist"), port: 0, mount: "/x/y/" });
  const context = await browser.newContext({ reducedMotion: "reduce", serviceWorkers: "allow", baseURL: server.url });
  const page = await context.newPage();
  await page.goto(server.url);
  await idle(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await server.close();
  await page.goto(`${server.url}#/lesson/streams/order-per-item`);
  await page.reload();
  await idle(page);
  await page.locator(".offer button").first().click();
  await idle(page);
  await stepForward(page, 3);
  expect((await narration(page)).step).toBeGreaterThan(2);
  // The sandbox for code and the editor are there as well.
  await page.getByRole("tab", { name: "Code" }).click();
  await expect(page.locator(".monaco-editor").first()).toBeVisible();
  await context.close();
});
