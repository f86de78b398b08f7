/** Names of files, and what a function's file needs beside it. */
import { describe, expect, test } from "vitest";
import { filesNeededBy, freeName, nameFault } from "./file-names.ts";

describe("nameFault", () => {
  test.each(["app.ts", "lib/keys.ts", "on-score.mjs", "data.json", "a.b.js"])("%s is a name", (name) => {
    expect(nameFault(name, [])).toBeNull();
  });
  test.each([
    "",
    "app",
    "../app.ts",
    "/app.ts",
    "./app.ts",
    "a b.ts",
    "app.tsx",
    `${"a".repeat(80)}.ts`,
    ".ts",
    "a//b.ts",
  ])("%s is none", (name) => {
    expect(nameFault(name, [])).not.toBeNull();
  });
  test("a name that is taken says so", () => {
    expect(nameFault("app.ts", ["app.ts"])).toContain("app.ts");
    expect(freeName(["app.ts"])).toBe("file.ts");
    expect(freeName(["file.ts", "file2.ts"])).toBe("file3.ts");
  });
});

test("a function is deployed with the files it imports, and no others", () => {
  const files = {
    "app.ts": `import "./keys.ts";`,
    "on-score.mjs": `import { keyOf } from "./lib/keys.js";\nimport { DynamoDBClient } from "@aws-sdk/client-dynamodb";`,
    "lib/keys.ts": `import words from "../words.json"; export * from './more';`,
    "lib/more.ts": `import { keyOf } from "./keys.ts";`,
    "words.json": "{}",
    "keys.ts": "",
  };
  expect(Object.keys(filesNeededBy("on-score.mjs", files)).sort()).toEqual([
    "lib/keys.ts",
    "lib/more.ts",
    "on-score.mjs",
    "words.json",
  ]);
  expect(filesNeededBy("gone.ts", files)).toEqual({});
});
