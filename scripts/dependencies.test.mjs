import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROOT } from "./build.mjs";
import { missingPackages } from "./dependencies.mjs";
import { absentPlatforms } from "./lock-platforms.mjs";

let root;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "glass-table-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("missing packages", () => {
  test("[INSTALL-1] a fresh clone lacks everything that is not optional", () => {
    lock("package-lock.json", {
      "": {},
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "1.0.0", optional: true },
    });
    expect(missingPackages(root)).toEqual(["node_modules/a"]);
  });

  test("[INSTALL-2] nothing is missing when what is locked is there", () => {
    lock("package-lock.json", { "": {}, "node_modules/a": { version: "1.0.0" } });
    install({ "node_modules/a": { version: "1.0.0" } });
    expect(missingPackages(root)).toEqual([]);
  });

  test("[INSTALL-3] a lock that moved on makes the old version missing, optional or not", () => {
    lock("package-lock.json", {
      "node_modules/a": { version: "2.0.0" },
      "node_modules/b": { version: "2.0.0", optional: true },
    });
    install({ "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.0.0" } });
    expect(missingPackages(root)).toEqual(["node_modules/a", "node_modules/b"]);
  });

  test("[INSTALL-4] a folder somebody deleted is missing although npm once wrote it down", () => {
    lock("package-lock.json", { "node_modules/a": { version: "1.0.0" } });
    install({ "node_modules/a": { version: "1.0.0" } });
    rmSync(path.join(root, "node_modules/a"), { recursive: true });
    expect(missingPackages(root)).toEqual(["node_modules/a"]);
  });
});

describe("package-lock.json", () => {
  test("[INSTALL-5] holds every platform's packages, or `npm ci` refuses it (node scripts/lock-platforms.mjs adds them)", () => {
    const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8"));
    expect(absentPlatforms(packages)).toEqual([]);
  });

  test("[INSTALL-6] an optional package is looked for from the inside out", () => {
    const parent = { optionalDependencies: { "a-linux-x64": "1.0.0" } };
    const found = { version: "1.0.0" };
    expect(absentPlatforms({ "node_modules/a": parent, "node_modules/a/node_modules/a-linux-x64": found })).toEqual([]);
    expect(absentPlatforms({ "node_modules/b/node_modules/a": parent, "node_modules/a-linux-x64": found })).toEqual([]);
    expect(absentPlatforms({ "node_modules/a": parent, "node_modules/b/node_modules/a-linux-x64": found })).toEqual([
      { name: "a-linux-x64", version: "1.0.0", dev: false, license: undefined },
    ]);
  });
});

function lock(file, packages) {
  writeFileSync(path.join(root, file), JSON.stringify({ packages }));
}

function install(packages) {
  for (const place of Object.keys(packages)) mkdirSync(path.join(root, place), { recursive: true });
  lock("node_modules/.package-lock.json", packages);
}
