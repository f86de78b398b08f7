// axe-core in the open page. Asked for violations only, it does not describe all that it found well, which is most of
// its work: a screen costs a second instead of five.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** `colours`: the rules that look at colours, all that can differ between the themes. */
const OPTIONS: Record<"all" | "colours", RunOptions> = {
  all: { resultTypes: ["violations"] },
  colours: {
    resultTypes: ["violations"],
    runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
  },
};

type WithAxe = typeof globalThis & { axe?: { run(root: Document, options: RunOptions): Promise<AxeResults> } };

/** "aria-required-children: …" for each rule that is broken on the page as it is, with the first places. */
export async function violationsIn(page: Page, rules: keyof typeof OPTIONS): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(`{ ${SOURCE} }`);
  const { violations } = await page.evaluate(async (options) => {
    const { axe } = globalThis as WithAxe;
    if (axe === undefined) throw new Error("axe-core is not in the page");
    return axe.run(document, options);
  }, OPTIONS[rules]);
  return violations.flatMap(({ id, help, nodes }) => {
    // A menu that is open for a moment is part of the page's end, in no landmark; the pattern of a menu has it so.
    const own = nodes.filter(({ html }) => id !== "region" || !/^<div[^>]* role="menu"/.test(html));
    const places = own.slice(0, 3).map((node) => node.target.join(" "));
    return own.length > 0 ? [`${id}, ${help}: ${own.length} times, ${places.join("; ")}`] : [];
  });
}
