// Every lesson of the course in the browser, as somebody goes through it who is shown all of it: each prediction is
// locked in, each solution is shown, and the lesson ends. One page, the lessons one after the other without loading it
// again; virtual time is jumped over, not waited for. The screens are measured where a picture stands beside words:
// at the first answer to a prediction, and at the end. That the solutions are right on every seed is told by
// src/lessons/lessons.test.ts.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, idle, test } from "./fixtures.ts";
import { narration, openPlace, press, untilKept } from "./hands.ts";
import { auditLayout, auditPlaces } from "./layout-audit.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const FOLDER = path.join(import.meta.dirname, "..", "src", "lessons");

interface Listed {
  readonly slug: string;
  readonly title: string;
  readonly number: number;
}

/** The folders of the course; adding a lesson adds it here. */
const LESSONS: readonly Listed[] = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "about.json")
  .map((file) => ({
    slug: path.dirname(file).split(path.sep).join("/"),
    ...(JSON.parse(readFileSync(path.join(FOLDER, file), "utf8")) as { title: string; number: number }),
  }));

/** A half for each worker. */
const HALVES = [0, 1];

for (const half of HALVES) {
  test(`every lesson can be walked to its end, half ${half + 1}`, async ({ page }) => {
    test.setTimeout(120_000);
    const lessons = LESSONS.filter((_, i) => i % HALVES.length === half);
    expect(lessons.length).toBeGreaterThan(3);
    await openPlace(page, "");
    const faults: string[] = [];
    for (const lesson of lessons)
      await test.step(lesson.slug, async () => {
        const found = await walk(page, lesson);
        faults.push(...found.map((fault) => `${lesson.slug}, ${fault}`));
      });
    expect(faults).toEqual([]);
    await test.step("the last world goes on in the sandbox, and home shows what is done", async () => {
      const before = await narration(page);
      await press(page, "Open in the sandbox");
      await expect(page.getByText("Sandbox", { exact: true }).first()).toBeVisible();
      expect(await narration(page)).toEqual(before);
      await untilKept(page, "sandbox");
      await openPlace(page, "");
      for (const { title, number } of lessons)
        await expect(
          page
            .getByRole("listitem")
            .filter({ hasText: `${number} ${title}` })
            .last(),
        ).toHaveClass(/done/);
    });
  });
}

/** Walks one lesson from its first step to its end. Looks in its column only: by role, the stage's marks cost most. */
async function walk(page: Page, { slug, title }: Listed): Promise<string[]> {
  await page.evaluate((hash) => location.assign(hash), `#/lesson/${slug}`);
  const column = page.locator(".lesson-column");
  const button = (name: string) => column.getByRole("button", { name, exact: true });
  const pressHere = async (name: string) => {
    await button(name).click();
    await idle(page);
  };
  await expect(column.getByRole("heading", { name: title })).toBeVisible();
  await expect(column.getByText(/^Step 1 of \d+$/)).toBeVisible();
  await idle(page);
  const faults: string[] = [];
  let revealed = false;
  for (let step = 1; ; step++) {
    if ((await column.locator(".predict").count()) > 0) {
      await column.getByRole("radio").last().click();
      await pressHere("Lock it in");
      await expect(column.locator(".tempting")).toBeVisible();
      if (!revealed) faults.push(...(await auditPlaces(page)).map((fault) => `step ${step}, the answer: ${fault}`));
      revealed = true;
    }
    if ((await button("Show solution").count()) > 0) await pressHere("Show solution");
    if ((await button("Next step").count()) === 0) break;
    await expect(button("Next step"), `${slug}: step ${step} is done`).toBeEnabled();
    await pressHere("Next step");
  }
  expect(revealed, `${slug} asks for a prediction`).toBe(true);
  await expect(column.getByText("That was the lesson.")).toBeVisible();
  faults.push(...(await auditLayout(page)).map((fault) => `the end: ${fault}`));
  return faults;
}
