// axe-core in the open page. Asked for violations only, it does not describe all that it found well, which is most of
// its work: a screen costs a second instead of five.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { idle } from "./fixtures.ts";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Rules that look at colours: all that can differ between the themes. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

type WithAxe = typeof globalThis & { axe?: { run(root: Document, options: RunOptions): Promise<AxeResults> } };

/** "dark aria-required-children: …" for each rule that is broken, with the first places. */
export async function violationsIn(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ["dark", "light"] as const) {
    await page.evaluate((value) => document.documentElement.setAttribute("data-theme", value), theme);
    await idle(page);
    if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(`{ ${SOURCE} }`);
    const options: RunOptions = {
      resultTypes: ["violations"],
      ...(theme === "dark" ? {} : { runOnly: { type: "rule", values: COLOUR_RULES } }),
    };
    const { violations } = await page.evaluate(async (asked) => {
      const { axe } = globalThis as WithAxe;
      if (axe === undefined) throw new Error("axe-core is not in the page");
      return axe.run(document, asked);
    }, options);
    for (const { id, help, nodes } of violations) {
      // A menu that is open for a moment is part of the page's end, in no landmark; the pattern of a menu has it so.
      const own = nodes.filter(({ html }) => id !== "region" || !/^<div[^>]* role="menu"/.test(html));
      const places = own.slice(0, 3).map((node) => node.target.join(" "));
      if (own.length > 0) found.push(`${theme} ${id}, ${help}: ${own.length} times, ${places.join("; ")}`);
    }
  }
  return found;
}
