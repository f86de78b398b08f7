// Measures the built page in a browser: how much JavaScript the home page and the engine's Worker bring, and how soon
// a person can do something. What a page does not have is left undefined, never guessed.

import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { busyLink } from "./bench-engine.mjs";
import { measureRows } from "./bench-rows.mjs";
import { DIST } from "./build.mjs";

const RUNS = 3;
/** A laptop of the middle range beside a build machine. */
const SLOWED = 4;

/**
 * @param {{ browser: import("@playwright/test").Browser, url: string }} options
 * @returns {Promise<{ firstLoadKb: number, workerEntryKb: number, workerKb: number,
 *   workerParts: { place: string, parts: { name: string, kb: number }[] }[], firstInteractionMillis: number,
 *   lessonSwitchMillis?: number, largestFrameKb?: number, framesPerSecond?: number,
 *   million: Awaited<ReturnType<typeof measureRows>> }>} KB are 1,024 bytes after gzip
 */
export async function measurePage({ browser, url }) {
  const loads = [];
  for (let run = 0; run < RUNS; run++) loads.push(await loadHome({ browser, url }));
  const [first] = loads;
  const workers = await workerScripts({ browser, url });
  return {
    firstLoadKb: gzipKb(first.scripts),
    workerEntryKb: gzipKb(workers.entry),
    workerKb: Math.max(...workers.places.map(({ scripts }) => gzipKb(scripts))),
    workerParts: workers.places.map(({ place, scripts }) => ({
      place,
      parts: scripts.map((script) => ({ name: path.posix.basename(script), kb: gzipKb([script]) })),
    })),
    firstInteractionMillis: median(loads.map((load) => load.millis)),
    ...(await visitLessons({ browser, url })),
    framesPerSecond: await framesWhilePlaying({ browser, url }),
    million: await measureRows({ browser, url }),
  };
}

/** Goes from lesson to lesson the way a person does, and notes the time to rest and the largest frame. */
async function visitLessons({ browser, url }) {
  const { context, page } = await coldPage(browser);
  await page.addInitScript(noteFrameSizes);
  await page.goto(url);
  await atRest(page);
  const addresses = await page
    .locator('a[href^="#/lesson/"]')
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href")))]);
  const switches = [];
  for (const address of addresses) switches.push(await switchTo(page, address));
  const largestBytes = await page.evaluate(() => globalThis.largestFrameBytes);
  await context.close();
  return {
    // The first one also starts the Worker: that is an opening, not a switch.
    lessonSwitchMillis: switches.length > 1 ? median(switches.slice(1)) : undefined,
    largestFrameKb: largestBytes === undefined ? undefined : largestBytes / 1_024,
  };
}

/** Plays a world with 200 messages on their way and counts the frames the browser draws meanwhile. */
async function framesWhilePlaying({ browser, url }) {
  const { context, page } = await coldPage(browser);
  await page.goto(`${url}#${await busyLink()}`);
  await atRest(page);
  await page.locator("main").first().focus();
  await page.keyboard.press("Space");
  const rate = await page.evaluate(
    (millis) =>
      new Promise((resolve) => {
        const startedAt = performance.now();
        let frames = 0;
        const count = () => {
          frames++;
          const elapsed = performance.now() - startedAt;
          if (elapsed < millis) requestAnimationFrame(count);
          else
            resolve({
              perSecond: Math.round((frames * 1_000) / elapsed),
              moved: document.documentElement.dataset.idle === "false",
            });
        };
        requestAnimationFrame(count);
      }),
    3_000,
  );
  await context.close();
  // Nothing played: a rate of a still page would be a lie.
  return rate.moved ? rate.perSecond : undefined;
}

/** Runs in the page before its own code: each frame a Worker sends is measured as JSON text. */
function noteFrameSizes() {
  const NativeWorker = globalThis.Worker;
  globalThis.Worker = class extends NativeWorker {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if (data?.type !== "frame") return;
        const bytes = new Blob([JSON.stringify(data.frame)]).size;
        globalThis.largestFrameBytes = Math.max(globalThis.largestFrameBytes ?? 0, bytes);
      });
    }
  };
}

/** Milliseconds from the change of the address to the next time the page is at rest. */
function switchTo(page, address) {
  return page.evaluate(
    (hash) =>
      new Promise((resolve) => {
        const startedAt = performance.now();
        location.hash = hash;
        let frames = 0;
        const look = () => {
          frames++;
          // Two frames for the page to notice that it has something to do.
          const idle = frames > 2 && document.documentElement.dataset.idle === "true";
          if (idle) resolve(performance.now() - startedAt);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    address,
  );
}

function atRest(page) {
  return page.locator('html[data-idle="true"]').waitFor({ state: "attached" });
}

/** One cold load of the home page: the scripts it fetched, and the time until it was at rest and could be used. */
async function loadHome({ browser, url }) {
  const { context, page } = await coldPage(browser);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.goto(url, { waitUntil: "commit" });
  const millis = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const usable = () =>
          document.documentElement?.dataset.idle === "true" && document.querySelector("a[href], button");
        const look = () => (usable() ? resolve(performance.now()) : requestAnimationFrame(look));
        look();
      }),
  );
  // Without the Worker's scripts, which have a budget of their own.
  const workers = page.workers().flatMap((worker) => withStaticImports(worker.url()));
  const scripts = await page.evaluate(() => [
    ...new Set(
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => name.endsWith(".js")),
    ),
  ]);
  await context.close();
  return { millis, scripts: scripts.filter((script) => !workers.includes(script)) };
}

/**
 * Scripts of the engine's Worker: its entry with what that imports, and all that it has fetched when a place is open,
 * at rest, and can be used for the first time. A lesson without code: QuickJS and the SDK have a budget of their own.
 */
async function workerScripts({ browser, url }) {
  const places = [];
  let entry = [];
  for (const place of ["#/sandbox", "#/lesson/consistency/after-a-200"]) {
    const { context, page } = await coldPage(browser);
    await page.goto(`${url}${place}`);
    await atRest(page);
    const worker = page.workers().find((one) => /\/host-/.test(one.url()));
    if (worker === undefined) throw new Error(`no engine Worker at ${place}`);
    const fetched = await worker.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    await context.close();
    entry = withStaticImports(worker.url());
    const found = new Set();
    for (const one of [worker.url(), ...fetched]) if (one.endsWith(".js")) withStaticImports(one, found);
    places.push({ place, scripts: [...found] });
  }
  return { entry, places };
}

/** A script and everything it imports at once; what it imports later, when asked, is not part of its start. */
function withStaticImports(script, found = new Set()) {
  if (found.has(script)) return [];
  found.add(script);
  const text = readFileSync(fileOf(script), "utf8");
  for (const [, specifier] of text.matchAll(/(?:^|[;}\n])\s*import(?:[^"'()]*?from)?\s*["'](\.[^"']+)["']/g)) {
    withStaticImports(new URL(specifier, script).href, found);
  }
  return [...found];
}

async function coldPage(browser) {
  // The service worker fetches everything there is in the background, which is not what a first load waits for.
  const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
  return { context, page: await context.newPage() };
}

function gzipKb(scripts) {
  return scripts.reduce((sum, script) => sum + gzipSync(readFileSync(fileOf(script))).length, 0) / 1_024;
}

/** The built file behind an address of the page, which is served at the root. */
function fileOf(script) {
  return path.join(DIST, new URL(script).pathname);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
