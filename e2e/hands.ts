// What a person does on the page, in one line each: open a place, send, step, look at a panel. Every act ends when the
// page is at rest again. Also what a test may look at beside the screen: what the browser has kept, and what a link says.

import type { BrowserContext, Locator, Page } from "@playwright/test";
import { decodeLink } from "../src/engine/codec.ts";
import type { Scenario } from "../src/engine/index.ts";
import { expect, idle } from "./fixtures.ts";

export const LESSONS = [
  "keys-and-partitions/where-an-item-lives",
  "consistency/after-a-200",
  "streams/order-per-item",
] as const;

export async function openPlace(page: Page, hash: string): Promise<void> {
  await page.goto(`./${hash}`);
  await idle(page);
}

/** Presses a button by its whole name and waits until the page is at rest. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name, exact: true }).first().click();
  await idle(page);
}

/** Presses a key and waits until the page is at rest. */
export async function key(page: Page, name: string): Promise<void> {
  await page.keyboard.press(name);
  await idle(page);
}

export async function stepForward(page: Page, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await press(page, "Step forward");
}

/** What the line under the stage says: the number of the step and the sentence. */
export async function narration(page: Page): Promise<{ step: number; text: string }> {
  const line = page.locator(".narration");
  const step = await line.locator(".narration-step").innerText();
  return { step: Number(step.replace(/\D/g, "")), text: await line.locator("p").innerText() };
}

/** Shows a panel of the workspace, wherever its tab is at this width. */
export async function showPanel(page: Page, label: string): Promise<void> {
  const tab = page.getByRole("tab", { name: label, exact: true });
  if ((await tab.count()) > 0) await tab.first().click();
  else {
    await page.getByRole("button", { name: "More panels" }).click();
    await page.getByRole("menuitem", { name: label, exact: true }).click();
  }
  await idle(page);
}

/** Chips of an item on the shelves of the stage, one for each copy that holds it. */
export function chips(page: Page, label: string): Locator {
  return page.locator(`.stage-picture [data-kind="item"][data-label="${label}"]`);
}

/** Names of all that is drawn on the stage, in order: the same world gives the same list. */
export async function stageWords(page: Page): Promise<string[]> {
  return page
    .locator(".stage-picture [data-kind]")
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("aria-label") ?? ""));
}

/** The link that Share offers for this moment, taken from the clipboard after Copy. Closes the dialog. */
export async function copiedLink(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await press(page, "Share");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText(/^Link copied/)).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Escape");
  await idle(page);
  return text;
}

/** What a link carries; throws when it cannot be read. */
export function scenarioOf(link: string): Scenario {
  const decoded = decodeLink(new URL(link).hash.replace(/^#/, ""));
  if (!decoded.ok) throw new Error(decoded.refusal.message);
  return decoded.scenario;
}

/** What this browser has kept of a place, or null. */
export function keptWork(page: Page, place: string): Promise<Scenario | null> {
  return page.evaluate(
    (key) =>
      new Promise<Scenario | null>((resolve, reject) => {
        const opening = indexedDB.open("glass-table");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains("work")) return resolve(null);
          const reading = database.transaction("work").objectStore("work").get(key);
          reading.onsuccess = () => resolve((reading.result as Scenario | undefined) ?? null);
          reading.onerror = () => reject(reading.error);
          database.close();
        };
      }),
    place,
  );
}

/** Waits until the browser has kept the moment that is on the screen. */
export async function untilKept(page: Page, place: string): Promise<Scenario> {
  const { step } = await narration(page);
  await expect.poll(async () => (await keptWork(page, place))?.step).toBe(step);
  return (await keptWork(page, place)) as Scenario;
}

/** A second person, or a second browser: nothing shared with the first. */
export async function otherBrowser(page: Page): Promise<{ page: Page; context: BrowserContext }> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("the page belongs to no browser");
  const context = await browser.newContext({
    reducedMotion: "reduce",
    serviceWorkers: "block",
    baseURL: new URL("/", page.url()).href,
  });
  return { context, page: await context.newPage() };
}

/** Runs a command of the palette, found by its name. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("dialog").getByRole("combobox").fill(name);
  await page.getByRole("option", { name }).first().click();
  await idle(page);
}

/** The line of a lesson's check while it is to do, and once it is done. */
export function check(page: Page, label: string, state: "To do" | "Done"): Locator {
  return page
    .getByRole("region", { name: "Checks" })
    .getByRole("listitem")
    .filter({ hasText: `${state}: ${label}` });
}

/** Steps until a lesson's check is done, at most so often. */
export async function stepUntilDone(page: Page, label: string, stepsMax = 40): Promise<void> {
  for (let i = 0; i < stepsMax && (await check(page, label, "Done").count()) === 0; i++) await stepForward(page);
  await expect(check(page, label, "Done")).toBeVisible();
}
