/** The editor's files: where they begin, what survives a reload, what another scenario replaces. */
import { beforeEach, describe, expect, test, vi } from "vitest";

const kept = new Map<string, string>();

/** The module as a freshly loaded page has it. */
async function page() {
  vi.resetModules();
  return import("./files.ts");
}

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

const STARTER = { files: { "app.ts": "starter" }, entry: "app.ts" };
const OTHER = { files: { "main.ts": "other" }, entry: "main.ts" };

describe("files", () => {
  test("begin with the scenario's, and an edit survives a reload", async () => {
    const first = await page();
    first.meetFiles("sandbox", {}, STARTER);
    expect(first.useFiles.getState()).toMatchObject({ ...STARTER, open: "app.ts" });
    first.editFile("app.ts", "mine");
    first.addFile("keys.ts", "");
    const second = await page();
    second.meetFiles("sandbox", {}, STARTER);
    expect(second.useFiles.getState()).toMatchObject({ files: { "app.ts": "mine", "keys.ts": "" }, open: "keys.ts" });
  });

  test("another scenario in the same place begins with its own, and the first comes back as it was left", async () => {
    const { meetFiles, editFile, useFiles } = await page();
    meetFiles("sandbox", {}, STARTER);
    editFile("app.ts", "mine");
    meetFiles("sandbox", OTHER.files, OTHER);
    expect(useFiles.getState()).toMatchObject({ ...OTHER, open: "main.ts" });
    meetFiles("sandbox", {}, STARTER);
    expect(useFiles.getState().files).toEqual({ "app.ts": "mine" });
  });

  test("a run makes them the scenario's: meeting it again changes nothing, edits after it stay", async () => {
    const { meetFiles, editFile, filesAreRun, useFiles } = await page();
    meetFiles("sandbox", {}, STARTER);
    editFile("app.ts", "one");
    filesAreRun();
    editFile("app.ts", "two");
    meetFiles("sandbox", { "app.ts": "one" }, { files: { "app.ts": "one" }, entry: "app.ts" });
    expect(useFiles.getState().files).toEqual({ "app.ts": "two" });
    const reloaded = await page();
    reloaded.meetFiles("sandbox", { "app.ts": "one" }, { files: { "app.ts": "one" }, entry: "app.ts" });
    expect(reloaded.useFiles.getState().files).toEqual({ "app.ts": "two" });
  });

  test("are renamed in place and deleted, but not the one a run begins with", async () => {
    const { meetFiles, addFile, renameFile, deleteFile, startWith, useFiles } = await page();
    meetFiles(null, {}, STARTER);
    addFile("keys.ts", "k");
    renameFile("app.ts", "main.ts");
    expect(Object.keys(useFiles.getState().files)).toEqual(["main.ts", "keys.ts"]);
    deleteFile("main.ts");
    startWith("keys.ts");
    deleteFile("main.ts");
    expect(useFiles.getState()).toMatchObject({ files: { "keys.ts": "k" }, entry: "keys.ts", open: "keys.ts" });
    expect(kept.size).toBe(0);
  });

  test("broken storage is no storage", async () => {
    kept.set("glass-table:files:sandbox", '[{"base": 7}, "x"');
    const { meetFiles, editFile, useFiles } = await page();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: () => {
        throw new Error("full");
      },
    });
    meetFiles("sandbox", {}, STARTER);
    editFile("app.ts", "mine");
    expect(useFiles.getState().files).toEqual({ "app.ts": "mine" });
  });
});
