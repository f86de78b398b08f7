// The page without a mouse: a whole lesson, a request in the sandbox, every key that the keyboard map lists.

import type { Page } from "@playwright/test";
import { busyScenario, linkTo } from "./busy-world.ts";
import { expect, idle, test } from "./fixtures.ts";
import { check, chips, key, narration, openPlace, showPanel, stageWords, stepForward } from "./hands.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** What has the focus: its role and name, as a screen reader says it; null when it was lost. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const role = element.getAttribute("role") ?? element.tagName.toLowerCase();
    return `${role} ${element.getAttribute("aria-label") ?? (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60)}`;
  });
}

/** Presses Tab until the focus is on what fits, at most so often. */
async function tabTo(page: Page, name: RegExp, presses = 80): Promise<void> {
  const seen: (string | null)[] = [];
  for (let i = 0; i < presses; i++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (now !== null && name.test(now)) return;
    seen.push(now);
  }
  throw new Error(`Tab never came to ${name}; it came to ${seen.join(" | ")}`);
}

async function activate(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await key(page, "Enter");
}

test("a whole lesson is done with keys alone", async ({ page }) => {
  await openPlace(page, "");
  await activate(page, /^a Start the course/);
  await expect(page.getByRole("heading", { level: 1, name: "Key-value, really" })).toBeVisible();
  await openPlace(page, "#/lesson/keys-and-partitions/where-an-item-lives");
  await idle(page);

  const next = async () => {
    await activate(page, /^button Next step/);
    // The focus stays where something can be done.
    expect(await focused(page)).not.toBeNull();
  };
  await activate(page, /^button Read cleo/);
  const read = "Read cleo and get its answer";
  for (let i = 0; i < 30 && (await check(page, read, "Done").count()) === 0; i++) await key(page, "ArrowRight");
  await expect(check(page, read, "Done")).toBeVisible();
  await next();

  await key(page, "2");
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await key(page, "Enter");
  await expect(page.getByText(/P[1-4] took it/)).toBeVisible();
  await next();

  // Arrows inside the answers; Enter on an answer locks it.
  await tabTo(page, /^radio /);
  await key(page, "ArrowDown");
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await key(page, "Enter");
  await expect(page.getByText(/P[1-4] took it/)).toBeVisible();
  await next();

  await key(page, "h");
  await expect(page.getByRole("list", { name: "Hints" })).toBeVisible();
  await activate(page, /^button Show solution/);
  await expect(check(page, "Write two items that lie in the same partition", "Done")).toBeVisible();
  await next();
  await activate(page, /^button Show solution/);
  await expect(page.getByText("That was the lesson.")).toBeVisible();
});

test("a request is sent from the form and followed with keys alone", async ({ page }) => {
  await openPlace(page, "#/sandbox");
  await activate(page, /^button Put item/);
  expect((await narration(page)).step).toBeLessThan(3);
  for (let i = 0; i < 30 && (await chips(page, "cleo").count()) < 3; i++) await key(page, "ArrowRight");
  await expect(chips(page, "cleo")).toHaveCount(3);

  // One Tab stop for the stage; arrows go from mark to mark; Space selects; Enter opens; Esc goes back out.
  await page.getByRole("button", { name: "Legend" }).focus();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest(".stage-picture") !== null)).toBe(true);
  const marks = new Set<string | null>([await focused(page)]);
  for (const arrow of [
    "ArrowUp",
    "ArrowUp",
    "ArrowLeft",
    "ArrowLeft",
    "ArrowDown",
    "ArrowDown",
    "ArrowRight",
    "ArrowRight",
    "ArrowDown",
  ]) {
    await key(page, arrow);
    marks.add(await focused(page));
  }
  expect(marks.size).toBeGreaterThan(3);
  expect([...marks]).not.toContain(null);
  await expect(page.locator('.stage-picture [tabindex="0"]')).toHaveCount(1);
  await chips(page, "cleo").first().focus();
  await key(page, "Space");
  await expect(page.getByText("Following")).toBeVisible();
  await key(page, "Enter");
  await expect(
    page
      .getByRole("radio", { name: "Item" })
      .or(page.getByRole("button", { name: "Item", exact: true, pressed: true })),
  ).toBeVisible();
});

test("Tab goes round the whole workspace and back, without a trap and without losing the focus", async ({ page }) => {
  await openPlace(page, linkTo(busyScenario()));
  await page.keyboard.press("Tab");
  expect(await focused(page)).toMatch(/^a Skip to the stage/);
  const stops: (string | null)[] = [];
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    stops.push(now);
    // Past the last stop the focus leaves the page, and comes in again at its top.
    if (now === null || /^a Skip to the stage/.test(now)) break;
  }
  const last = stops.pop() ?? null;
  expect(last === null || /^a Skip/.test(last), `ended at ${last}`).toBe(true);
  expect(stops).not.toContain(null);
  for (const place of [
    /Search or run a command/,
    /^tab Operation/,
    /^button Put item/,
    /^button (Item .*, version|Replica az|Partition P|Region )/,
    /^tab Timeline/,
    /^button Step forward|^button Play/,
    /^tab Inspector/,
  ]) {
    expect(
      stops.some((stop) => stop !== null && place.test(stop)),
      `${place} among ${stops.join(" | ")}`,
    ).toBe(true);
  }
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).not.toBeNull();
});

test("tabs are one stop each, and arrows, Home and End go along them", async ({ page }) => {
  await openPlace(page, "#/sandbox");
  for (const [first, second, last] of [
    ["Operation", "Code", "World"],
    ["Timeline", "Items", "Events"],
  ] as const) {
    await page.getByRole("tab", { name: first, exact: true }).focus();
    await key(page, "ArrowRight");
    await expect(page.getByRole("tab", { name: second, exact: true })).toBeFocused();
    await key(page, "End");
    await expect(page.getByRole("tab", { name: last, exact: true })).toBeFocused();
    await key(page, "Home");
    await expect(page.getByRole("tab", { name: first, exact: true })).toBeFocused();
    await key(page, "Enter");
    await expect(page.getByRole("tab", { name: first, exact: true })).toHaveAttribute("aria-selected", "true");
  }
});

for (const [name, open, title] of [
  ["command palette", "ControlOrMeta+k", /.*/],
  ["keyboard map", "?", /Keyboard/],
  ["legend", "l", /Legend|mean/],
] as const) {
  test(`the ${name} opens by its key, keeps the focus, and gives it back when Esc closes it`, async ({ page }) => {
    await openPlace(page, "#/sandbox");
    const from = page.getByRole("button", { name: "Share", exact: true });
    await from.focus();
    await page.keyboard.press(open);
    const dialog = page.getByRole("dialog", { name: title });
    await expect(dialog).toBeVisible();
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      expect(
        await dialog.evaluate(
          (element) =>
            element.contains(document.activeElement) ||
            document.activeElement?.closest("[data-base-ui-focus-guard]") !== null,
        ),
      ).toBe(true);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(from).toBeFocused();
  });
}

test("every key on the keyboard map does something", async ({ page }) => {
  await openPlace(page, linkTo(busyScenario()));
  await page.keyboard.press("?");
  const map = page.getByRole("dialog", { name: "Keyboard" });
  await expect(map.locator("dt").first()).toBeVisible();
  const listed = await map.locator("dt").allInnerTexts();
  expect(listed.length).toBeGreaterThan(15);
  await page.keyboard.press("Escape");
  await expect(map).toHaveCount(0);

  const step = async () => (await narration(page)).step;
  const at = await step();
  const overlay = async (name: RegExp) => {
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  /** For each label of the map: press it, and see what it did. */
  const does: Readonly<Record<string, () => Promise<void>>> = {
    "Step forward": async () => {
      await key(page, "ArrowRight");
      expect(await step()).toBe(at + 1);
    },
    "Step back": async () => {
      await key(page, "ArrowLeft");
      expect(await step()).toBe(at);
    },
    "Play, pause": async () => {
      await page.keyboard.press("Space");
      await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
      await page.keyboard.press("Space");
      await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
      await idle(page);
    },
    Start: async () => {
      await key(page, "Home");
      expect(await step()).toBe(0);
    },
    Latest: async () => {
      await key(page, "End");
      expect(await step()).toBeGreaterThanOrEqual(at);
    },
    "Zoom in": async () => {
      const before = await stageWords(page);
      await key(page, "+");
      expect(await stageWords(page)).not.toEqual(before);
    },
    "Zoom out": async () => {
      const before = await stageWords(page);
      await key(page, "-");
      expect(await stageWords(page)).not.toEqual(before);
    },
    "Follow the item": async () => {
      await chips(page, "ana").first().click();
      await idle(page);
      await expect(page.getByText("Following")).toBeVisible();
      await key(page, "f");
      await expect(page.getByText("Following")).toBeHidden();
      await key(page, "f");
      await expect(page.getByText("Following")).toBeVisible();
    },
    "Previous event of this item": async () => {
      const before = await step();
      await key(page, "Shift+ArrowLeft");
      expect(await step()).toBeLessThan(before);
    },
    "Next event of this item": async () => {
      const before = await step();
      await key(page, "Shift+ArrowRight");
      expect(await step()).toBeGreaterThan(before);
    },
    Legend: async () => {
      await page.keyboard.press("l");
      await overlay(/.*/);
    },
    "Table instead of picture": async () => {
      await key(page, "t");
      await expect(page.locator(".stage-picture")).toHaveCount(0);
      await key(page, "t");
      await expect(page.locator(".stage-picture").first()).toBeVisible();
    },
    "Nearest mark": async () => {
      await chips(page, "ana").first().focus();
      const before = await focused(page);
      await key(page, "ArrowUp");
      expect(await focused(page)).not.toBe(before);
    },
    "Fork from here": async () => {
      await key(page, "Home");
      await stepForward(page, 3);
      await showPanel(page, "Past");
      await page.getByRole("main").focus();
      await key(page, "b");
      await expect(page.getByText("from step 3").first()).toBeVisible();
    },
    "Pause when…": async () => {
      await page.keyboard.press("p");
      await overlay(/Pause when/);
    },
    "Compare with another run": async () => {
      await key(page, "a");
      await expect(page.getByRole("tab", { name: "Compare" })).toBeVisible();
      await key(page, "a");
      await expect(page.getByRole("tab", { name: "Compare" })).toHaveCount(0);
    },
    "Untick this command": async () => {
      await key(page, "u");
      await expect(page.getByText("This run goes without the last command")).toBeVisible();
      await expect(page.getByText(/^without \d+$/).first()).toBeVisible();
    },
    "Command palette": async () => {
      await page.keyboard.press("ControlOrMeta+k");
      await overlay(/.*/);
    },
    Inspector: async () => {
      await page.getByRole("tab", { name: "Streams" }).click();
      await page.getByRole("main").focus();
      await key(page, "i");
      await expect(page.getByRole("tab", { name: "Inspector" })).toHaveAttribute("aria-selected", "true");
    },
    "Stage, timeline, panels": async () => {
      await page.getByRole("main").focus();
      await page.keyboard.press("Tab");
      expect(await focused(page)).not.toBeNull();
    },
    "Back out one level": async () => {
      await key(page, "+");
      const before = await stageWords(page);
      await key(page, "Escape");
      expect(await stageWords(page)).not.toEqual(before);
    },
    "All keys": async () => {
      await page.keyboard.press("?");
      await overlay(/Keyboard/);
    },
    // Only while a prediction is open: a lesson shows them.
    "Pick a candidate": async () => undefined,
    "Lock it in": async () => undefined,
    Hint: async () => undefined,
  };
  for (const label of ["Step forward", "Step back", ...Object.keys(does)]) {
    if (!listed.includes(label)) continue;
    await test.step(label, async () => {
      await page
        .locator("main")
        .first()
        .evaluate((element) => (element as HTMLElement).focus());
      await does[label]?.();
    });
  }
  expect(
    listed.filter((label) => does[label] === undefined),
    "keys on the map that nobody has tried",
  ).toEqual([]);
});
