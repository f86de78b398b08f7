// End-to-end tests run against the built page, served the way any static host would serve it.

import { defineConfig, devices } from "@playwright/test";
import { BROWSER_ARGS, findBrowser } from "./scripts/browser.mjs";

// Another port lets two checkouts on one machine run the suite at the same time.
const PORT = Number(process.env.GLASS_TABLE_E2E_PORT ?? 4181);
const executablePath = await findBrowser();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // One more try in CI, where a busy machine may stall a browser; the run names what needed it.
  retries: process.env.CI ? 1 : 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".cache/playwright.json" }]],
  use: {
    // The page keeps itself for offline use on its first visit; that is 16 MB for each test, and one spec's matter.
    serviceWorkers: "block",
    baseURL: `http://127.0.0.1:${PORT}/`,
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: { args: BROWSER_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } } }],
  webServer: {
    command: `node scripts/start.mjs --port ${PORT} --strict-port`,
    url: `http://127.0.0.1:${PORT}/`,
    timeout: 180_000,
    reuseExistingServer: !process.env.CI,
  },
});
