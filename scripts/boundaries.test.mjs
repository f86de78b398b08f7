// Proves that the import rules catch what they forbid: for every rule a small tree that is legal except for one
// import, cruised for real.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import configuration from "../.dependency-cruiser.mjs";
import { checkBoundaries } from "./boundaries.mjs";
import { ROOT } from "./build.mjs";

const FIXTURES = path.join(ROOT, ".cache", "boundaries");

/** A legal tree: every import the rules allow, so that a rule that forbids too much fails here. */
const LEGAL = {
  "src/engine/base/order.ts": "export const one = 1;",
  "src/engine/sim/clock.ts": 'import { one } from "../base/order.ts"; export const two = one + 1;',
  "src/engine/dynamo/sizes.ts": 'import { one } from "../base/order.ts"; export const sizes = one;',
  "src/engine/wire/json.ts": 'import { sizes } from "../dynamo/sizes.ts"; export const json = sizes;',
  "src/engine/service/node.ts":
    'import { two } from "../sim/clock.ts"; import { sizes } from "../dynamo/sizes.ts"; export const node = two + sizes;',
  "src/engine/world/world.ts":
    'import { node } from "../service/node.ts"; import { json } from "../wire/json.ts"; export const world = node + json;',
  "src/engine/testing/fixtures.ts": 'import { world } from "../world/world.ts"; export const fixture = world;',
  "src/engine/index.ts": 'export { world } from "./world/world.ts"; export interface World { steps: number }',
  "src/engine/codec.ts": 'export { world as read } from "./world/world.ts";',
  "src/engine/base/order.test.ts": 'import { fixture } from "../testing/fixtures.ts"; fixture;',
  "src/sandbox/runtime.ts": 'import { world } from "../engine/index.ts"; export const runtime = world;',
  "src/panels/stage/view.ts":
    'import type { World } from "../../engine/index.ts"; export interface View { world: World } export const view = 1;',
  "src/panels/stage/layout.ts": 'import type { View } from "./view.ts"; export const layout = (view: View) => view;',
  "src/panels/stage/Stage.tsx":
    'import type { View } from "./view.ts"; import { layout } from "./layout.ts"; import { Button } from "../../ui/Button.tsx"; export const Stage = (view: View) => layout(view) && Button;',
  "src/panels/stage/stage.test.ts":
    'import { view } from "./view.ts"; import { fixture } from "../../engine/testing/fixtures.ts"; view + fixture;',
  "src/panels/items/view.ts": "export interface View { rows: number } export const view = 2;",
  "src/panels/items/Items.tsx": 'import type { View } from "./view.ts"; export const Items = (view: View) => view;',
  "src/panels/views.ts": 'import { view } from "./stage/view.ts"; export const views = [view];',
  "src/ui/Button.tsx": 'import { tokens } from "./tokens.ts"; export const Button = tokens;',
  "src/ui/tokens.ts": "export const tokens = {};",
  "src/worker/protocol.ts": "export const protocol = 1;",
  "src/worker/client.ts": 'import { protocol } from "./protocol.ts"; export const client = protocol;',
  "src/worker/host.ts":
    'import { world } from "../engine/index.ts"; import { views } from "../panels/views.ts"; import { view } from "../panels/items/view.ts"; import { runtime } from "../sandbox/runtime.ts"; export const host = [world, views, view, runtime, import("../engine/codec.ts")];',
  "src/state/session.ts":
    'import { client } from "../worker/client.ts"; import type { World } from "../engine/index.ts"; export const session = (world: World) => [client, world];',
  "src/server/main.ts": 'import { createServer } from "node:http"; createServer();',
  "src/app/main.tsx":
    'import { session } from "../state/session.ts"; import { Stage } from "../panels/stage/Stage.tsx"; export const app = [session, Stage];',
  "e2e/page.spec.ts": 'import { readFileSync } from "node:fs"; readFileSync;',
  "scripts/tool.mjs": 'import { readFileSync } from "node:fs"; readFileSync;',
};

/** One forbidden import each: the file it is added to, the import, the rule that must name it. */
const VIOLATIONS = [
  ["no-circle", "src/ui/tokens.ts", 'import { Button } from "./Button.tsx"; Button;'],
  ["no-circle", "src/engine/base/order.ts", 'import type { Two } from "./two.ts"; export type One = Two;'],
  ["resolves", "src/ui/tokens.ts", 'import { gone } from "./gone.ts"; gone;'],
  ["nothing-imports-tests", "src/panels/stage/layout.ts", 'import "./stage.test.ts";'],
  ["engine-base", "src/engine/base/order.ts", 'import { free } from "../sim/free.ts"; free;'],
  ["engine-sim", "src/engine/sim/clock.ts", 'import { sizes } from "../dynamo/sizes.ts"; sizes;'],
  ["engine-dynamo", "src/engine/dynamo/sizes.ts", 'import { two } from "../sim/clock.ts"; two;'],
  ["engine-dynamo", "src/engine/dynamo/sizes.ts", 'import type { two } from "../sim/clock.ts"; type T = typeof two;'],
  ["engine-wire", "src/engine/wire/json.ts", 'import { node } from "../service/node.ts"; node;'],
  ["engine-service", "src/engine/service/node.ts", 'import { json } from "../wire/json.ts"; json;'],
  ["engine-service", "src/engine/service/node.ts", 'import { free } from "../world/free.ts"; free;'],
  ["engine-world", "src/engine/world/world.ts", 'import { tokens } from "../../ui/tokens.ts"; tokens;'],
  ["engine-alone", "src/engine/index.ts", 'import { tokens } from "../ui/tokens.ts"; tokens;'],
  [
    "engine-testing-is-for-tests",
    "src/app/main.tsx",
    'import { fixture } from "../engine/testing/fixtures.ts"; fixture;',
  ],
  ["engine-testing-is-for-tests", "src/engine/index.ts", 'export { free } from "./testing/free.ts";'],
  ["engine-door", "src/app/main.tsx", 'import { one } from "../engine/base/order.ts"; one;'],
  ["engine-door", "src/state/session.ts", 'import type { one } from "../engine/base/order.ts"; type T = typeof one;'],
  ["panels-apart", "src/panels/stage/Stage.tsx", 'import { Items } from "../items/Items.tsx"; Items;'],
  [
    "panels-apart",
    "src/panels/stage/view.ts",
    'import type { View as Items } from "../items/view.ts"; type T = Items;',
  ],
  ["views-stay-in-the-worker", "src/panels/stage/Stage.tsx", 'import { view } from "./view.ts"; view;'],
  ["views-stay-in-the-worker", "src/panels/stage/layout.ts", 'import { view } from "./view.ts"; view;'],
  ["views-stay-in-the-worker", "src/app/main.tsx", 'import { view } from "../panels/stage/view.ts"; view;'],
  ["ui", "src/ui/tokens.ts", 'import type { client } from "../worker/client.ts"; type T = typeof client;'],
  ["state", "src/state/session.ts", 'import { tokens } from "../ui/tokens.ts"; tokens;'],
  ["state", "src/state/session.ts", 'import { host } from "../worker/host.ts"; host;'],
  ["state-knows-engine-types-only", "src/state/session.ts", 'import { world } from "../engine/index.ts"; world;'],
  ["worker", "src/worker/host.ts", 'import { Items } from "../panels/items/Items.tsx"; Items;'],
  ["worker", "src/worker/client.ts", 'import { tokens } from "../ui/tokens.ts"; tokens;'],
  ["sandbox", "src/sandbox/runtime.ts", 'import { protocol } from "../worker/protocol.ts"; protocol;'],
  [
    "node-only-outside-the-page",
    "src/engine/sim/clock.ts",
    'import { performance } from "node:perf_hooks"; performance;',
  ],
  ["node-only-outside-the-page", "src/app/main.tsx", 'import { readFileSync } from "fs"; readFileSync;'],
];

/** Files that only a forbidden import reaches, so that the import makes no circle with the legal tree. */
const TARGETS = {
  "src/engine/base/two.ts": 'import type { One } from "./order.ts"; export type Two = One;',
  "src/engine/sim/free.ts": "export const free = 1;",
  "src/engine/world/free.ts": "export const free = 1;",
  "src/engine/testing/free.ts": "export const free = 1;",
};

beforeAll(() => rmSync(FIXTURES, { recursive: true, force: true }));
afterAll(() => rmSync(FIXTURES, { recursive: true, force: true }));

describe("import boundaries", () => {
  test("[BOUNDARY-1] a tree that keeps the rules has no violation", async () => {
    const tree = writeTree("legal", LEGAL);
    const { violations, modulesMissed } = await checkBoundaries(tree);
    expect({ violations, modulesMissed }).toEqual({ violations: [], modulesMissed: [] });
  });

  test.each(VIOLATIONS.map(([rule, file, line], number) => ({ rule, file, line, number })))(
    "[BOUNDARY-2] $rule catches $line in $file",
    async ({ rule, file, line, number }) => {
      const tree = writeTree(`violation-${number}`, { ...LEGAL, ...TARGETS, [file]: `${line}\n${LEGAL[file]}` });
      const { violations } = await checkBoundaries(tree);
      expect(violations.map((violation) => violation.rule)).toContain(rule);
    },
  );

  test("[BOUNDARY-3] every rule has an injected violation", () => {
    const covered = [...new Set(VIOLATIONS.map(([rule]) => rule))].sort();
    expect(covered).toEqual(configuration.forbidden.map((rule) => rule.name).sort());
  });

  test("[BOUNDARY-4] the real run sees every source file, and imports in them", async () => {
    const { modulesSeen, modulesMissed, importsSeen } = await checkBoundaries(ROOT);
    expect(modulesMissed).toEqual([]);
    expect(modulesSeen).toBeGreaterThan(10);
    expect(importsSeen).toBeGreaterThan(modulesSeen / 2);
  });
});

/** Writes the files under a fresh folder and returns it. */
function writeTree(name, files) {
  const tree = path.join(FIXTURES, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), `${text}\n`);
  }
  return tree;
}
