// What comes from a stranger, or from a mistake: links and files that are damaged or made to do harm, and code that
// misbehaves. Each gets a message that says what happened and what to do; the page goes on, and earlier work is there.

import { crc32, deflateRawSync, constants as zlib } from "node:zlib";
import type { Page } from "@playwright/test";
import { encodeFile, encodeLink } from "../src/engine/codec.ts";
import type { Scenario } from "../src/engine/index.ts";
import { busyScenario } from "./busy-world.ts";
import { expect, idle, test } from "./fixtures.ts";
import { narration, openPlace, press, showPanel, stageWords, stepForward, untilKept } from "./hands.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const whole = encodeLink(busyScenario());

/** The same scenario with one part that no scenario may have. */
function broken(change: (scenario: Record<string, unknown>) => void): Scenario {
  const scenario = JSON.parse(JSON.stringify(busyScenario())) as Record<string, unknown>;
  change(scenario);
  return scenario as unknown as Scenario;
}

function flipped(link: string, at: number): string {
  const old = link[at] as string;
  return `${link.slice(0, at)}${old === "A" ? "B" : "A"}${link.slice(at + 1)}`;
}

/** As much as fits into a megabyte of link: a block of zeros that deflate packs a thousandfold, over and over. */
function bomb(): string {
  const block = deflateRawSync(Buffer.alloc(8 << 20), { level: 9, finishFlush: zlib.Z_FULL_FLUSH });
  const blocks = Math.floor(750_000 / block.length);
  const payload = Buffer.concat([...Array.from({ length: blocks }, () => block), deflateRawSync(Buffer.alloc(1))]);
  const head = Buffer.alloc(7);
  head.writeUInt32BE(crc32(payload), 0);
  head.writeUIntBE(payload.length, 4, 3);
  return `1.${Buffer.concat([head, payload]).toString("base64url")}`;
}

const LINKS: readonly (readonly [title: string, link: () => string, says: RegExp])[] = [
  ["cut in the middle", () => whole.slice(0, whole.length / 2), /The last part is missing.*Ask for the link again/s],
  ["cut after a few characters", () => whole.slice(0, 12), /The last part is missing.*Ask for the link again/s],
  ["with one character changed near its beginning", () => flipped(whole, 30), /damaged|changed|cannot be read/],
  [
    "with one character changed near its end",
    () => flipped(whole, whole.length - 20),
    /damaged|changed|cannot be read/,
  ],
  [
    "that inflates to the most that deflate can do",
    bomb,
    /unfolds into far more than a scenario may hold.*Ask for a smaller/s,
  ],
  [
    "of a newer format",
    () => whole.replace(/^1\./, "7."),
    /newer version.*format 7; this page reads up to format 1.*Reload/s,
  ],
  ["with nothing in it", () => "1.", /cannot be read|missing/],
  ["that is not base64", () => `1.${"%%%".repeat(40)}`, /cannot be read|copied|damaged|missing/],
  ["with a seed that is no number", () => encodeLink(broken((s) => void (s.seed = "x"))), /seed/],
  [
    "with a million partitions",
    () => encodeLink(broken((s) => void (tableOf(s).partitions = 1_000_000))),
    /partitions/,
  ],
  [
    "without a Region",
    () => encodeLink(broken((s) => void ((s.config as Scenario["config"] & { regions: string[] }).regions = []))),
    /[Rr]egion/,
  ],
];

function tableOf(scenario: Record<string, unknown>): Record<string, unknown> {
  return (scenario.config as { tables: Record<string, unknown>[] }).tables[0] as Record<string, unknown>;
}

test("no link can do harm: each is explained, and the sandbox from before is still there", async ({ page }) => {
  test.setTimeout(120_000);
  const before = await someWork(page);
  for (const [title, link, says] of LINKS) {
    await test.step(`a link ${title}`, async () => {
      await page.evaluate((hash) => location.assign(hash), `#${link()}`);
      const dialog = page.getByRole("dialog");
      await expect(dialog).toBeVisible();
      await idle(page);
      expect(await dialog.innerText()).toMatch(says);
      await dialog.getByRole("button", { name: "Open the sandbox" }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByRole("heading", { level: 1, name: "Untitled world" })).toBeVisible();
      await idle(page);
      expect({ line: await narration(page), words: await stageWords(page) }).toEqual(before);
    });
  }
});

test("a damaged link is never a blank page, also when it is the first that is opened, and offers what was read", async ({
  page,
}) => {
  await openPlace(page, `#${whole.slice(0, whole.length * 0.85)}`);
  const dialog = page.getByRole("dialog", { name: "This link is damaged" });
  await expect(dialog).toContainText("1 of 8 commands could be read.");
  await dialog.getByRole("button", { name: "Open what was read" }).click();
  await expect(dialog).toHaveCount(0);
  await idle(page);
  await expect(page.getByRole("heading", { level: 1, name: "A busy table" })).toBeVisible();
  await press(page, "Step back");

  await openPlace(page, "#what-is-this");
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
  await page.getByRole("link", { name: "Go to the start" }).click();
  await expect(page.getByRole("link", { name: /^(Start|Continue|Go on with) the course/ })).toBeVisible();
});

const FILES: readonly (readonly [title: string, name: string, content: () => Buffer | string, says: RegExp])[] = [
  [
    "of random bytes",
    "noise.json",
    () => Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919 + (i >> 3) * 31) & 255)),
    /was not opened/,
  ],
  ["larger than any scenario", "huge.json", () => Buffer.alloc(21 << 20, 0x20), /larger than 20 MB.*smaller/s],
  [
    "that is a web page",
    "page.html",
    () => "<!doctype html><title>x</title><p>hello",
    /was not opened.*Download file|was not opened/s,
  ],
  ["that is JSON of something else", "other.json", () => '{"hello": [1, 2, 3]}', /was not opened.*Download file/s],
  [
    "that was cut",
    "cut.json",
    () => encodeFile(busyScenario()).slice(0, 900),
    /was not opened|could not|missing comma|Not read/,
  ],
  [
    "with a broken schema",
    "broken.json",
    () => encodeFile(broken((s) => void (tableOf(s).partitions = -1))),
    /partitions|was not opened/,
  ],
  [
    "nested ten thousand deep",
    "deep.json",
    () => `{"format":"glass-table-scenario","a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
    /was not opened/,
  ],
  ["with nothing in it", "empty.json", () => "", /was not opened/],
];

test("no file can do harm: each is explained where it was chosen, and the open world stays", async ({ page }) => {
  test.setTimeout(120_000);
  const before = await someWork(page);
  for (const [title, name, content, says] of FILES) {
    await test.step(`a file ${title}`, async () => {
      await page.keyboard.press("ControlOrMeta+k");
      await page.getByRole("combobox", { name: /search|command/i }).fill("Open a file");
      await page.getByRole("option", { name: "Open a file" }).click();
      await page
        .getByLabel("Scenario file")
        .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content()) });
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByRole("alert")).toContainText("was not opened");
      await idle(page);
      expect(await dialog.innerText()).toMatch(says);
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      expect({ line: await narration(page), words: await stageWords(page) }).toEqual(before);
    });
  }
  await stepForward(page);
});

const CODE: readonly (readonly [title: string, code: string, says: RegExp])[] = [
  ["an endless loop", "let n = 0;\nwhile (true) n++;", /this loop never ends.*Look for a loop/s],
  ["a loop of promises", "while (true) await null;", /this loop never ends.*Look for a loop/s],
  [
    "a memory bomb",
    'const held: string[] = [];\nfor (;;) held.push("x".repeat(100_000) + held.length);',
    /out of memory.*grows in a loop/s,
  ],
  ["a throw", 'throw new Error("enough of this");', /enough of this.*thrown at line 1/s],
  ["a rejected promise", 'Promise.reject(new Error("left alone"));', /left alone.*rejected.*(await|\.catch)/s],
  ["a fetch", 'await fetch("https://example.com/");', /fetch.*no network/s],
  ["a postMessage", 'postMessage("hello");', /postMessage.*cannot talk to the page.*console\.log/s],
  ["an import from the network", 'await import("https://example.com/evil.js");', /example\.com/],
];

test("learner code that misbehaves is stopped with its cause, and the next run works", async ({ page }) => {
  test.setTimeout(180_000);
  const outside: string[] = [];
  await someWork(page);
  const origin = new URL("/", page.url()).href;
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url())) outside.push(request.url());
  });
  await showPanel(page, "Code");
  const editor = page.getByRole("textbox", { name: /editor content|app\.ts/i }).first();
  const run = async (code: string) => {
    await editor.click({ force: true });
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(code);
    await page.keyboard.press("ControlOrMeta+Enter");
    await idle(page);
  };
  for (const [title, code, says] of CODE) {
    await test.step(title, async () => {
      await run(code);
      const card = page.locator(".code-panel .code-stopped").first();
      await expect(card).toBeVisible({ timeout: 30_000 });
      await idle(page);
      expect(await card.innerText()).toMatch(says);
      await expect(page.getByRole("dialog")).toHaveCount(0);
    });
  }
  await run('console.log("all is", 6 * 7);');
  await page.getByRole("tab", { name: "Console" }).click();
  await expect(page.getByRole("log", { name: "Console" })).toContainText("all is 42");
  await expect(page.locator(".code-panel .code-stopped")).toHaveCount(0);
  expect(outside).toEqual([]);
});

/** A sandbox with an item in it, kept by the browser. */
async function someWork(page: Page) {
  await openPlace(page, "#/sandbox");
  await press(page, "Put item");
  await stepForward(page, 5);
  await untilKept(page, "sandbox");
  return { line: await narration(page), words: await stageWords(page) };
}
