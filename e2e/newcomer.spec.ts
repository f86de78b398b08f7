// The way of somebody who opens the page for the first time: the course from its first prediction to its last check,
// and the first minute in the sandbox.

import type { Page } from "@playwright/test";
import { expect, idle, test } from "./fixtures.ts";
import { check, chips, command, narration, openPlace, press, showPanel, stepForward, stepUntilDone } from "./hands.ts";

test("a newcomer looks at the first lesson and finishes the second from the home page, pointing at the stage", async ({
  page,
}) => {
  await openPlace(page, "");
  await page.getByRole("link", { name: /^Start the course/ }).click();
  await idle(page);
  await expect(page.getByRole("heading", { name: "Key-value, really", level: 1 })).toBeVisible();
  await page.goBack();
  await page
    .getByRole("link", { name: /Where an item lives/ })
    .first()
    .click();
  await idle(page);
  await expect(page.getByRole("heading", { name: "Where an item lives", level: 1 })).toBeVisible();

  await press(page, "Read cleo");
  await stepUntilDone(page, "Read cleo and get its answer");
  await press(page, "Next step");

  // Pointing at the partition on the stage is the answer; the radio buttons of the column say the same.
  await pointAtPartition(page, "P2");
  await expect(page.getByRole("radio", { name: /P2/ })).toBeChecked();
  await expect(page.getByRole("button", { name: /^Step forward/ })).toBeDisabled();
  await press(page, "Lock it in");
  await expect(page.getByText(/^You said P2/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Your prediction and the answer" })).toContainText(/P[1-4] took it/);
  await press(page, "Next step");

  await page.keyboard.press("3");
  await expect(page.getByRole("radio", { name: /P3/ })).toBeChecked();
  await page.keyboard.press("Enter");
  await idle(page);
  await expect(page.getByText(/P[1-4] took it/)).toBeVisible();
  await press(page, "Next step");

  const share = "Write two items that lie in the same partition";
  await press(page, "Put fay");
  await press(page, "Hint 1 of 2");
  await press(page, "Hint 2 of 2");
  await expect(page.getByRole("list", { name: "Hints" })).toContainText("jon");
  await expect(check(page, share, "To do")).toBeVisible();
  await press(page, "Show solution");
  await expect(check(page, share, "Done")).toBeVisible();
  await press(page, "Next step");

  for (let i = 0; i < 6; i++) await press(page, "Read cleo");
  await command(page, "Run until quiet");
  await expect(check(page, "Have copies in two different zones answer for cleo", "Done")).toBeVisible();
  await expect(page.getByText("That was the lesson.")).toBeVisible();

  await page.getByRole("link", { name: /Glass Table/ }).click();
  await idle(page);
  await expect(page.getByRole("listitem").filter({ hasText: "2 Where an item lives" }).last()).toHaveClass(/done/);
  await expect(page.getByRole("link", { name: /course/ }).first()).toContainText("Key-value, really");
});

test("the second lesson: the learner predicts who answers, is surprised, and catches an old score", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openPlace(page, "#/lesson/consistency/after-a-200");
  await press(page, "Send it");
  await stepUntilDone(page, "Write cleo until two of three copies have it");
  await stepUntilDone(page, "Step until the client hears 200 OK");
  await press(page, "Next step");

  // The replica with the crown is pointed at on the stage, right of its chips. A strong read goes to the leader.
  const partition = (await chips(page, "cleo").first().getAttribute("data-at"))?.replace(/\/[^/]*$/, "");
  const leader = page.locator(`.stage-picture [data-kind="replica"][data-at^="${partition}/"][aria-label*=", leader"]`);
  const { width, height } = (await leader.boundingBox()) as { width: number; height: number };
  await leader.click({ position: { x: width - 4, y: height / 2 } });
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
  await press(page, "Lock it in");
  await expect(page.getByRole("region", { name: "Your prediction and the answer" })).toContainText(
    "answered, as you said",
  );
  await press(page, "Next step");

  await page.getByRole("radio", { name: /the new score, five times/ }).click();
  await press(page, "Lock it in");
  await expect(page.getByText(/^It was:/)).toBeVisible();
  await press(page, "Predict again");
  await expect(page.getByRole("button", { name: "Lock it in" })).toBeDisabled();
  await page.getByRole("radio", { name: /new, and then old again/ }).click();
  await press(page, "Lock it in");
  await expect(page.getByText(/^It was:/)).toBeVisible();
  await press(page, "Next step");

  await press(page, "Show solution");
  await expect(check(page, "Make a read return an old version of cleo", "Done")).toBeVisible();
  await press(page, "Next step");

  const caughtUp = "Without writing, have all three copies hold the newest version";
  await expect(check(page, caughtUp, "To do")).toBeVisible();
  await stepUntilDone(page, caughtUp);
  await expect(page.getByText("That was the lesson.")).toBeVisible();
});

test("the first minute in the sandbox: put, step, break, go back, and compare two runs", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openPlace(page, "");
  await page.getByRole("link", { name: /^Open the sandbox/ }).click();
  await idle(page);
  await press(page, "Put item");
  await expect(chips(page, "cleo")).toHaveCount(0);
  for (let i = 0; i < 40 && (await chips(page, "cleo").count()) < 3; i++) await stepForward(page);
  await expect(chips(page, "cleo")).toHaveCount(3);

  // The menu of the mark under the pointer offers to break it.
  const copy = chips(page, "cleo").first();
  await copy.click({ button: "right" });
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await press(page, "Break something");
  await page.getByRole("menuitem", { name: "Take az c offline" }).click();
  await idle(page);
  await stepForward(page);
  await expect(page.locator('.stage-picture [data-kind="replica"][aria-label*="offline"]')).toHaveCount(1);
  const broken = await narration(page);

  // Before the break, another thing is done: a second run begins, and the first is kept beside it.
  await press(page, "Step back");
  await press(page, "Step back");
  await expect(page.locator('.stage-picture [data-kind="replica"][aria-label*="offline"]')).toHaveCount(0);
  await page.getByRole("textbox", { name: "Value of player" }).fill("nia");
  await idle(page);
  await press(page, "Put item");
  for (let i = 0; i < 40 && (await chips(page, "nia").count()) < 3; i++) await stepForward(page);
  await expect(chips(page, "nia")).toHaveCount(3);

  await showPanel(page, "Past");
  await expect(page.locator(".past-runs > li")).toHaveCount(2);
  await press(page, "Compare");
  await expect(page.getByRole("tab", { name: "Compare" })).toBeVisible();
  await expect(page.locator(".stage-picture")).toHaveCount(2);
  expect(broken.step).toBeGreaterThan(0);
});

async function pointAtPartition(page: Page, name: string): Promise<void> {
  await page
    .locator('.stage-picture [data-kind="partition"]')
    .filter({ hasText: new RegExp(`^${name}`) })
    .first()
    .click({ position: { x: 12, y: 12 } });
  await idle(page);
}
