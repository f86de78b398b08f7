import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { missingPackages } from "./dependencies.mjs";

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

function lock(file, packages) {
  writeFileSync(path.join(root, file), JSON.stringify({ packages }));
}

function install(packages) {
  for (const place of Object.keys(packages)) mkdirSync(path.join(root, place), { recursive: true });
  lock("node_modules/.package-lock.json", packages);
}
