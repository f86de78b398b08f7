// What every end-to-end spec shares: a test that fails when the page writes an error to the console or throws,
// and waiting for the page to be at rest. Never waits for time.

import { test as base, expect, type Page } from "@playwright/test";

export { expect };

export interface PageFaults {
  /** Lets a spec that provokes an error on purpose name it; any other error still fails the test. */
  allow(pattern: RegExp): void;
}

export const test = base.extend<{ faults: PageFaults }>({
  faults: [
    async ({ context }, use) => {
      const seen: string[] = [];
      const allowed: RegExp[] = [];
      const watch = (page: Page) => {
        page.on("pageerror", (error) => seen.push(`uncaught: ${error.stack ?? error.message}`));
        page.on("console", (message) => {
          if (message.type() === "error") seen.push(`console: ${message.text()} (${message.location().url})`);
        });
      };
      context.pages().forEach(watch);
      context.on("page", watch);
      await use({ allow: (pattern) => void allowed.push(pattern) });
      const unexpected = seen.filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
      expect(unexpected, "errors the page reported").toEqual([]);
    },
    { auto: true },
  ],
});

/** Waits until nothing moves: no step running, no animation, no frame under way. The app keeps the attribute true. */
export async function idle(page: Page): Promise<void> {
  await page.locator('html[data-idle="true"]').waitFor({ state: "attached" });
}
