// `npm run screenshot`: the README's picture, taken from the built page as a newcomer would see it.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { BROWSER_ARGS, findBrowser } from "./browser.mjs";
import { buildIfNeeded, DIST, ROOT } from "./build.mjs";
import { serveFolder } from "./static-server.mjs";

await buildIfNeeded();
const server = await serveFolder({ folder: DIST, port: 0 });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "dark" });
  const idle = () => page.locator('html[data-idle="true"]').waitFor({ state: "attached" });
  await page.goto(`${server.url}#/lesson/consistency/after-a-200`);
  await idle();
  await page.getByRole("button", { name: "Send it" }).click();
  await idle();
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press("ArrowRight");
    await idle();
  }
  mkdirSync(join(ROOT, "docs"), { recursive: true });
  await page.screenshot({ path: join(ROOT, "docs/screenshot.png") });
} finally {
  await browser.close();
  await server.close();
}
