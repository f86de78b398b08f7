// Every screen of the page, as walks that a person could do: each opens a place, does something, and says the name of
// what is on the screen now. Also the sizes and themes it is looked at in, and the gallery.

import type { Page } from "@playwright/test";
import { busyScenario, linkTo } from "./busy-world.ts";
import { expect, idle } from "./fixtures.ts";
import { command, key, openPlace, press, showPanel } from "./hands.ts";

export type Theme = "dark" | "light";
export const THEMES: readonly Theme[] = ["dark", "light"];

export type Size = { readonly width: number; readonly height: number };
export const SIZES = {
  "1440x900": { width: 1440, height: 900 },
  "1280x800": { width: 1280, height: 800 },
  "390x844": { width: 390, height: 844 },
} as const satisfies Readonly<Record<string, Size>>;

export const isPhone = (size: Size | null): boolean => (size?.width ?? 0) < 720;

/** Called with the name of the screen that is shown now. */
export type Look = (name: string) => Promise<void>;
export type Walk = (page: Page, look: Look) => Promise<void>;

export const WALKS: Readonly<Record<string, Walk>> = {
  "the course": theCourse,
  "the sandbox": theSandbox,
  "a busy world": aBusyWorld,
  "dialogs and menus": dialogsAndMenus,
  "what cannot be opened": whatCannotBeOpened,
};

async function theCourse(page: Page, look: Look): Promise<void> {
  await openPlace(page, "");
  await look("home, nothing done");
  await openPlace(page, "#/lesson/keys-and-partitions/where-an-item-lives");
  await showPanel(page, "Lesson");
  await look("lesson, a task");
  await press(page, "Hint 1 of 1");
  await press(page, "Show solution");
  await look("lesson, a task done with a hint");
  await press(page, "Next step");
  await look("lesson, a prediction");
  await page.getByRole("radio").nth(1).click();
  await look("lesson, a prediction pointed at");
  await press(page, "Lock it in");
  await look("lesson, the answer");
  await openPlace(page, "#/lesson/consistency/after-a-200");
  await showPanel(page, "Lesson");
  await press(page, "Skip");
  await look("lesson, a prediction of replicas");
  await press(page, "Skip");
  await look("lesson, a prediction in words");
  await openPlace(page, "#/lesson/keys-and-partitions/key-value-really");
  await showPanel(page, "Lesson");
  for (let step = 1; step <= 5; step++) {
    await press(page, "Show solution");
    if (step < 5) await press(page, "Next step");
  }
  await look("lesson, all done");
  await openPlace(page, "");
  await look("home, one lesson done");
}

/** Panels that stand beside each other on a wide screen: left, right, drawer. */
const TOGETHER = [
  ["Code", "Edit item", "Items"],
  ["PartiQL", "Streams", "Requests"],
  ["Past", "Inspector", "Timeline"],
  ["World", "Streams", "Events"],
  ["Operation", "Inspector", "Timeline"],
] as const;

/** Every panel of the workspace: three at a time where there is room, one after the other on a phone. */
async function panels(page: Page, look: Look, world: string): Promise<void> {
  const onPhone = isPhone(page.viewportSize());
  for (const together of TOGETHER) {
    for (const panel of together) {
      await showPanel(page, panel);
      if (onPhone) await look(`${world}, ${panel}`);
    }
    if (!onPhone) await look(`${world}, ${together.join(", ")}`);
  }
}

async function theSandbox(page: Page, look: Look): Promise<void> {
  await openPlace(page, "#/sandbox");
  await look("sandbox, empty");
  await panels(page, look, "sandbox, empty");
}

async function aBusyWorld(page: Page, look: Look): Promise<void> {
  await openPlace(page, linkTo(busyScenario()));
  await panels(page, look, "busy");
  for (const zoom of ["region", "partition", "item", "world"]) {
    await command(page, `Zoom to the ${zoom}`);
    await look(`busy, level ${zoom}`);
  }
  await page.getByRole("main").focus();
  await key(page, "t");
  await look("busy, as a table");
  await key(page, "t");
  await key(page, "b");
  await key(page, "ArrowRight");
  await showPanel(page, "Past");
  await look("busy, a second run");
  await press(page, "Compare");
  await look("busy, two runs compared");
}

async function dialogsAndMenus(page: Page, look: Look): Promise<void> {
  await openPlace(page, linkTo(busyScenario()));
  const dialog = page.getByRole("dialog");
  const shown = async (name: string) => {
    await expect(dialog.first()).toBeVisible();
    await idle(page);
    await look(name);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await idle(page);
  };
  await page.keyboard.press("ControlOrMeta+k");
  await shown("command palette");
  await page.keyboard.press("?");
  await shown("keyboard map");
  await page.keyboard.press("l");
  await shown("legend");
  await command(page, "Share this moment");
  await shown("share");
  await command(page, "Open a file");
  await shown("open a file");
  const onPhone = isPhone(page.viewportSize());
  if (onPhone) {
    await page.getByRole("button", { name: "Speed, jumps, pause, seed" }).click();
    await shown("clock sheet");
  } else {
    await page.getByRole("button", { name: /^Pause when/ }).click();
    await shown("pause when");
    await page.getByRole("button", { name: /^Seed/ }).click();
    await shown("seed");
    await page.getByRole("button", { name: "Break something" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await idle(page);
    await look("what can be broken");
    await page.keyboard.press("Escape");
  }
}

async function whatCannotBeOpened(page: Page, look: Look): Promise<void> {
  const whole = linkTo(busyScenario());
  await openPlace(page, "#/nowhere");
  await look("an address that does not exist");
  await openPlace(page, whole.slice(0, whole.length * 0.8));
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("a damaged link");
  await openPlace(page, "#2.AAAA");
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("a link from a newer version");
}

/** From the top of the page: what looked at it before may have scrolled it. */
export async function inTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((value) => {
    document.documentElement.setAttribute("data-theme", value);
    scrollTo(0, 0);
  }, theme);
  await idle(page);
}

/** Addresses of every fixed state in the gallery, with its title. */
export async function galleryAddresses(page: Page): Promise<{ hash: string; title: string }[]> {
  await openPlace(page, "#/gallery");
  return page
    .locator(".specimen-list a")
    .evaluateAll((links) =>
      links.map((link) => ({ hash: link.getAttribute("href") ?? "", title: link.textContent ?? "" })),
    );
}

/**
 * Goes to a fixed state without loading the page again. The page is at rest until it has heard of the new address: only
 * when the state itself is on the page does being at rest mean that it is drawn.
 */
export async function showSpecimen(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => location.assign(to), hash);
  await page.locator(`[data-specimen="${hash.slice(hash.lastIndexOf("/") + 1)}"]`).waitFor({ state: "attached" });
  await idle(page);
}
