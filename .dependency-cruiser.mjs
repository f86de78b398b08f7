// Who may import whom. Type imports count, because a type is knowledge too. Each rule has a case in
// scripts/boundaries.test.mjs that breaks it and must be caught.

const TESTS = "\\.test\\.tsx?$";
const ENGINE = "^src/engine/";
const ENGINE_DOOR = "^src/engine/(index|codec|later)\\.ts$";
const ENGINE_TESTING = "^src/engine/testing/";
const PANEL_VIEW = "^src/panels/[^/]+/view\\.ts$";
const PANEL_REGISTRY = "^src/panels/[^/]+\\.ts$";
// What the page may know of the Worker: how to call it, what is said, and how a saved scenario travels.
const WORKER_FACE = "^src/worker/(client|protocol|packed-apart)\\.ts$";

/** Files of one engine folder may import only the engine folders named. */
function layer(folder, allowed) {
  const own = [folder, ...allowed].join("|");
  return {
    name: `engine-${folder}`,
    comment: `src/engine/${folder} may import only ${[folder, ...allowed].join(", ")}.`,
    severity: "error",
    from: { path: `${ENGINE}${folder}/`, pathNot: TESTS },
    to: { path: "^src/", pathNot: `${ENGINE}(${own})/` },
  };
}

/** Files of one folder outside the engine may import only the places named. */
function folder(name, { comment, allowed = [] }) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: `^src/${name}/`, pathNot: TESTS },
    to: { path: "^src/", pathNot: [`^src/${name}/`, ...allowed] },
  };
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circle",
      comment: "Two files that need each other are one idea in two places: merge them, or move what both need out.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolves",
      comment: "The import leads nowhere.",
      severity: "error",
      from: {},
      // Vite and the sandbox make these up; the build fails on a wrong one.
      to: { couldNotResolve: true, pathNot: ["^(virtual|glass):", "\\?(url|raw|worker)$"] },
    },
    {
      name: "nothing-imports-tests",
      comment:
        "A test is nobody's dependency; what several tests share lives in src/engine/testing or e2e/fixtures.ts.",
      severity: "error",
      from: {},
      to: { path: "\\.(test\\.tsx?|test\\.mjs|spec\\.ts)$" },
    },

    layer("base", []),
    layer("sim", ["base"]),
    layer("dynamo", ["base"]),
    layer("wire", ["base", "dynamo"]),
    layer("service", ["base", "sim", "dynamo"]),
    layer("world", ["base", "sim", "dynamo", "service", "wire"]),
    {
      name: "engine-alone",
      comment: "The engine knows nothing of the page, the Worker or the sandbox; they come in through its ports.",
      severity: "error",
      from: { path: ENGINE },
      to: { path: "^(src|scripts|e2e)/", pathNot: ENGINE },
    },
    {
      name: "engine-testing-is-for-tests",
      comment: "src/engine/testing is imported by tests and by itself.",
      severity: "error",
      from: { path: "^src/", pathNot: [ENGINE_TESTING, TESTS] },
      to: { path: ENGINE_TESTING },
    },
    {
      name: "engine-door",
      comment:
        "Outsiders enter the engine through src/engine/index.ts, codec.ts and later.ts (their tests may also use src/engine/testing).",
      severity: "error",
      from: { path: "^(src|scripts|e2e)/", pathNot: ENGINE },
      to: { path: ENGINE, pathNot: [ENGINE_DOOR, ENGINE_TESTING] },
    },

    {
      name: "panels-apart",
      comment: "Panels learn about each other through a Command or the selection store, never by import.",
      severity: "error",
      from: { path: "^src/panels/([^/]+)/" },
      to: { path: "^src/panels/[^/]+/", pathNot: "^src/panels/$1/" },
    },
    {
      name: "views-stay-in-the-worker",
      comment: "A view runs in the Worker; the page may import only its type.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/worker/", PANEL_VIEW, PANEL_REGISTRY, TESTS] },
      to: { path: PANEL_VIEW, dependencyTypesNot: ["type-only"] },
    },

    folder("ui", { comment: "The kit knows nothing of DynamoDB, nor of anything else of ours." }),
    folder("state", {
      comment: "Stores talk to the Worker's client, know the engine's types, and tell the kit when they are busy.",
      allowed: [WORKER_FACE, ENGINE_DOOR, "^src/ui/idle\\.ts$"],
    }),
    {
      name: "state-knows-engine-types-only",
      comment: "The engine runs in the Worker; a store that imports its code would run it in the page.",
      severity: "error",
      from: { path: "^src/state/", pathNot: TESTS },
      to: { path: ENGINE, dependencyTypesNot: ["type-only"] },
    },
    folder("worker", {
      comment: "The Worker hosts the engine, the views and the sandbox; it draws nothing.",
      allowed: [ENGINE_DOOR, PANEL_VIEW, PANEL_REGISTRY, "^src/sandbox/"],
    }),
    folder("sandbox", {
      comment: "The sandbox stands behind the engine's function-runtime port and knows only that.",
      allowed: [ENGINE_DOOR],
    }),

    {
      name: "node-only-outside-the-page",
      comment: "Only src/server, scripts, e2e and tests run in Node.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/server/", TESTS] },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Without this, `import type` is invisible.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "module", "browser", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
