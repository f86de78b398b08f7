// A million items in the built page: how long they take to make and to open, whether the page draws on meanwhile, what
// the tab's process holds, and how the Items panel scrolls through them.

import { readFileSync } from "node:fs";

const ITEMS = 1_000_000;
const ITEM_BYTES = 200;
const SCROLL_MILLIS = 3_000;
/** A busy machine takes its time; the table says how long. */
const PATIENCE_MILLIS = 300_000;

/**
 * @param {{ browser: import("@playwright/test").Browser, url: string, items?: number }} options
 * @returns {Promise<{ makeMillis: number, openMillis: number, openFramesPerSecond: number,
 *   openLongestFrameMillis: number, tabMegabytes?: number, scrollFramesPerSecond: number,
 *   scrollLongestFrameMillis: number }>}
 */
export async function measureRows({ browser, url, items = ITEMS }) {
  const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(countFrames);
  await page.goto(`${url}#/gallery/items-empty`);
  await page.locator('html[data-idle="true"]').waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("menuitem", { name: "Import…" }).click();
  await page.getByLabel("How many").fill(String(items));
  await page.getByLabel("Bytes each").fill(String(ITEM_BYTES));
  const madeAt = performance.now();
  await page.getByRole("button", { name: "Make them" }).click();
  const putIn = page.getByRole("button", { name: /^Put in / });
  await putIn.waitFor({ timeout: PATIENCE_MILLIS });
  const openedAt = performance.now();
  await page.evaluate(() => globalThis.frames60.start());
  await putIn.click();
  await page.getByRole("dialog").waitFor({ state: "detached", timeout: PATIENCE_MILLIS });
  await page.locator('html[data-idle="true"]').waitFor({ state: "attached" });
  const shownAt = performance.now();
  const opening = await page.evaluate(() => globalThis.frames60.stop());
  const tabMegabytes = await largestRendererMegabytes(browser);
  // The hardest way: the whole table in a few seconds, as with the scroll bar held.
  const scrolling = await page.evaluate(scroll, SCROLL_MILLIS);
  await page.locator('html[data-idle="true"]').waitFor({ state: "attached" });
  const lastRow = page.getByRole("row").and(page.locator(`[aria-rowindex="${items + 1}"]`));
  if ((await lastRow.count()) !== 1) throw new Error("the last of the rows was not reached");
  await context.close();
  return {
    makeMillis: openedAt - madeAt,
    openMillis: shownAt - openedAt,
    openFramesPerSecond: opening.perSecond,
    openLongestFrameMillis: opening.longest,
    tabMegabytes,
    scrollFramesPerSecond: scrolling.perSecond,
    scrollLongestFrameMillis: scrolling.longest,
  };
}

/** Runs in the page before its own code. */
function countFrames() {
  let frames = 0;
  let longest = 0;
  let startedAt = null;
  let last = 0;
  const tick = () => {
    if (startedAt === null) return;
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    frames++;
    requestAnimationFrame(tick);
  };
  globalThis.frames60 = {
    start() {
      frames = 0;
      longest = 0;
      startedAt = last = performance.now();
      requestAnimationFrame(tick);
    },
    stop() {
      const perSecond = Math.round((frames * 1_000) / (performance.now() - startedAt));
      startedAt = null;
      return { perSecond, longest };
    },
  };
}

/** Runs in the page: down the whole table at an even pace. */
function scroll(millis) {
  const area = document.querySelector(".items .list-scroll");
  const way = area.scrollHeight - area.clientHeight;
  return new Promise((resolve) => {
    const startedAt = performance.now();
    globalThis.frames60.start();
    const move = () => {
      const share = (performance.now() - startedAt) / millis;
      area.scrollTop = way * Math.min(1, share);
      if (share < 1) requestAnimationFrame(move);
      else resolve(globalThis.frames60.stop());
    };
    requestAnimationFrame(move);
  });
}

/** Resident memory of the largest renderer: the page with its Workers. undefined where the system does not say. */
async function largestRendererMegabytes(browser) {
  try {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    await session.detach();
    const sizes = processInfo
      .filter(({ type }) => type === "renderer")
      .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1_024);
    return sizes.length === 0 ? undefined : Math.max(...sizes);
  } catch {
    return undefined;
  }
}
