// axe on every screen and in every fixed state of every panel, in both themes. Rules that look at colours run in both;
// the others see the same page twice and run once.

import { violationsIn } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { galleryAddresses, showSpecimen, WALKS } from "./screens.ts";

test.use({ contextOptions: { reducedMotion: "reduce" }, colorScheme: "dark" });

/** Half of the gallery for each of the two workers. */
const HALVES = [0, 1];

for (const [name, walk] of Object.entries(WALKS)) {
  test(`axe finds nothing in ${name}`, async ({ page }) => {
    test.setTimeout(120_000);
    const violations: string[] = [];
    await walk(page, async (screen) => {
      violations.push(...(await violationsIn(page)).map((violation) => `${screen}: ${violation}`));
    });
    expect(violations).toEqual([]);
  });
}

for (const half of HALVES) {
  test(`axe finds nothing in the gallery, half ${half + 1}`, async ({ page }) => {
    test.setTimeout(240_000);
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
