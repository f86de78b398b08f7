// axe on every screen and in every fixed state of every panel, in both themes. Rules that look at colours run in both;
// the others see the same page twice and run once.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, idle, test } from "./fixtures.ts";
import { galleryAddresses, showSpecimen, WALKS } from "./screens.ts";

test.use({ contextOptions: { reducedMotion: "reduce" }, colorScheme: "dark" });

/** Half of the gallery for each of the two workers. */
const HALVES = [0, 1];

for (const [name, walk] of Object.entries(WALKS)) {
  test(`axe finds nothing in ${name}`, async ({ page }) => {
    test.setTimeout(300_000);
    const violations: string[] = [];
    await walk(page, async (screen) => {
      violations.push(...(await violationsIn(page)).map((violation) => `${screen}: ${violation}`));
    });
    expect(violations).toEqual([]);
  });
}

for (const half of HALVES) {
  test(`axe finds nothing in the gallery, half ${half + 1}`, async ({ page }) => {
    test.setTimeout(480_000);
    const violations: string[] = [];
    const specimens = await galleryAddresses(page);
    expect(specimens.length).toBeGreaterThan(20);
    for (const { hash, title } of specimens.filter((_, i) => i % HALVES.length === half)) {
      await showSpecimen(page, hash);
      violations.push(...(await violationsIn(page)).map((violation) => `${title} (${hash}): ${violation}`));
    }
    expect(violations).toEqual([]);
  });
}

/** "dark aria-required-children: …" for each rule that is broken, with the first places. */
async function violationsIn(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ["dark", "light"] as const) {
    await page.evaluate((value) => document.documentElement.setAttribute("data-theme", value), theme);
    await idle(page);
    // There are no frames to look into, so the page that joins their results is not needed.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (theme === "dark"
      ? axe
      : axe.withRules(["color-contrast", "link-in-text-block"])
    ).analyze();
    for (const { id, help, nodes } of violations) {
      // A menu that is open for a moment is part of the page's end, in no landmark; the pattern of a menu has it so.
      const own = nodes.filter(({ html }) => id !== "region" || !/^<div[^>]* role="menu"/.test(html));
      const places = own.slice(0, 3).map((node) => node.target.join(" "));
      if (own.length > 0) found.push(`${theme} ${id}, ${help}: ${own.length} times, ${places.join("; ")}`);
    }
  }
  return found;
}
