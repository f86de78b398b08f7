// Every screen and every fixed state of every panel, at three sizes and in both themes. The layout audit: no text over
// text, none cut off, none under 10 px, none below AA contrast, no page wider than its window. axe finds nothing either;
// it reads the document, so the widest size and, but for its rules about colours, one theme are enough.

import type { Page } from "@playwright/test";
import { violationsIn } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { auditLayout, type Measured } from "./layout-audit.ts";
import {
  galleryAddresses,
  inTheme,
  isPhone,
  SIZES,
  type Size,
  showSpecimen,
  THEMES,
  type Theme,
  WALKS,
} from "./screens.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** The gallery is shared out: a part for each worker, twice, so that none waits long for the last. */
const PARTS = [0, 1, 2, 3];

type ByTheme = Readonly<Record<Theme, Measured>>;
const byTheme = (): ByTheme => ({ dark: new Set(), light: new Set() });

for (const [sizeName, size] of Object.entries(SIZES)) {
  test.describe(sizeName, () => {
    test.use({ viewport: size });
    for (const [name, walk] of Object.entries(WALKS)) {
      test(`nothing is wrong in ${name}`, async ({ page }) => {
        test.setTimeout(240_000);
        const faults: string[] = [];
        await walk(page, async (screen) => {
          faults.push(...(await faultsOf(page, size)).map((fault) => `${screen}: ${fault}`));
        });
        expect(faults).toEqual([]);
      });
    }
  });
}

for (const part of PARTS) {
  test(`nothing is wrong in any state of the gallery, part ${part + 1} of ${PARTS.length}`, async ({ page }) => {
    test.setTimeout(300_000);
    const faults: string[] = [];
    const specimens = await galleryAddresses(page);
    expect(specimens.length).toBeGreaterThan(20);
    const wide = new Map<string, ByTheme>();
    for (const [sizeName, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      for (const { hash, title } of specimens.filter((_, i) => i % PARTS.length === part)) {
        await showSpecimen(page, hash);
        const measured = isPhone(size) ? byTheme() : (wide.get(hash) ?? byTheme());
        if (!isPhone(size)) wide.set(hash, measured);
        const found = await faultsOf(page, size, measured);
        faults.push(...found.map((fault) => `${title} (${hash}) ${sizeName}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });
}

/**
 * "dark CUT …", "light color-contrast, …" for each fault of the page as it is, in both themes.
 * @param measured lines that were seen in this state at another width of the same arrangement, by theme
 */
async function faultsOf(page: Page, size: Size, measured: ByTheme = byTheme()): Promise<string[]> {
  const faults: string[] = [];
  for (const theme of THEMES) {
    await inTheme(page, theme);
    const found = await auditLayout(page, measured[theme]);
    if (size === SIZES["1440x900"]) found.push(...(await violationsIn(page, theme === THEMES[0] ? "all" : "colours")));
    faults.push(...found.map((fault) => `${theme} ${fault}`));
  }
  return faults;
}
