/** Worlds that come with the page are opened unchecked, because every one of them is checked here. */
import { expect, test } from "vitest";
import { parseScenario } from "../engine/codec.ts";
import type { Scenario } from "../engine/index.ts";
import { LESSONS, loadLessonScenario } from "../lessons/index.ts";
import { HERO_SCENARIO } from "../panels/stage/hero-run.ts";
import { PANEL_WORLDS } from "./panel-gallery.tsx";
import { emptySandbox } from "./places.ts";

const OWN: readonly { readonly name: string; readonly load: () => Promise<Scenario> }[] = [
  { name: "the empty sandbox", load: async () => emptySandbox() },
  { name: "the home page", load: async () => HERO_SCENARIO },
  ...LESSONS.map(({ slug }) => ({ name: slug, load: () => loadLessonScenario(slug) })),
  ...PANEL_WORLDS.map(({ id, scenario }) => ({ name: `gallery ${id}`, load: async () => scenario })),
];

test.each(OWN)("[LNK-1] $name passes the gate for scenarios as it is", async ({ load }) => {
  const scenario = await load();
  expect(parseScenario(scenario)).toEqual({ ok: true, scenario });
});
