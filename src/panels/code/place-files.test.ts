import { expect, test } from "vitest";
import { placeFiles } from "./place-files.ts";

const MINE = { "app.ts": "mine", "keys.ts": "export const a = 1;" };

test("a ready program comes in under its own names where they are free", () => {
  expect(placeFiles(MINE, { files: { "read.ts": "read" }, entry: "read.ts" })).toEqual({
    added: { "read.ts": "read" },
    entry: "read.ts",
  });
});

test("a file that is there already, word for word, is not added again", () => {
  const files = { "app.ts": "mine", "more.ts": "more" };
  expect(placeFiles(MINE, { files, entry: "app.ts" })).toEqual({ added: { "more.ts": "more" }, entry: "app.ts" });
});

test("the learner's file of that name stays, and imports follow the new name", () => {
  const files = {
    "app.ts": `import { a } from "./keys.ts";\nimport b from './keys-old';`,
    "keys.ts": "export const a = 2;",
  };
  expect(placeFiles({ ...MINE, "app-2.ts": "also mine" }, { files, entry: "app.ts" })).toEqual({
    added: {
      "app-3.ts": `import { a } from "./keys-2.ts";\nimport b from './keys-old';`,
      "keys-2.ts": "export const a = 2;",
    },
    entry: "app-3.ts",
  });
});
