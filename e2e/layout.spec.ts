// The layout audit: on every screen and in every fixed state of every panel, at three sizes and in both themes, no text
// over text, none cut off, none under 10 px, none below AA contrast, no page wider than its window.

import { expect, test } from "./fixtures.ts";
import { auditLayout, SIZES } from "./layout-audit.ts";
import { galleryAddresses, showSpecimen, WALKS } from "./screens.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const size of SIZES) {
  const [width = 0, height = 0] = size.split("x").map(Number);
  test.describe(size, () => {
    test.use({ viewport: { width, height } });

    for (const [name, walk] of Object.entries(WALKS)) {
      test(`nothing is out of place in ${name}`, async ({ page }) => {
        test.setTimeout(120_000);
        const faults: string[] = [];
        await walk(page, async (screen) => {
          faults.push(...(await auditLayout(page)).map((fault) => `${screen}: ${fault}`));
        });
        expect(faults).toEqual([]);
      });
    }

    test("nothing is out of place in any state of the gallery", async ({ page }) => {
      test.setTimeout(480_000);
      const faults: string[] = [];
      const specimens = await galleryAddresses(page);
      expect(specimens.length).toBeGreaterThan(20);
      for (const { hash, title } of specimens) {
        await showSpecimen(page, hash);
        faults.push(...(await auditLayout(page)).map((fault) => `${title} (${hash}): ${fault}`));
      }
      expect(faults).toEqual([]);
    });
  });
}
