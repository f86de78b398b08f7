import { describe, expect, test } from "vitest";
import { sdkTypes, withShortDocs } from "./sdk-types-plugin.mjs";

describe("sdkTypes", () => {
  test("every import leads to a file of the set, except Node's own modules", () => {
    const files = sdkTypes();
    expect(Object.keys(files).length).toBeGreaterThan(300);
    const lost = [];
    for (const [name, text] of Object.entries(files)) {
      for (const [, specifier] of text.matchAll(/^(?:import|export)\b[^"';]*?from "([^"]+)";/gm)) {
        const target = new URL(`${specifier}.d.ts`, `file:///${name}`).pathname.slice(1);
        if (!specifier.startsWith("node:") && !Object.hasOwn(files, target)) lost.push(`${name}: ${specifier}`);
      }
    }
    expect(lost).toEqual([]);
    expect(files["@aws-sdk/lib-dynamodb/index.d.ts"]).toContain("export *");
  });
});

test("documentation is cut to its first sentence, without HTML, tags or examples", () => {
  const text = `/**\n * <p>Adds the <code>units</code> used. See {@link Other | more}.</p>\n * @example\n * x\n */\nexport type A = 1;\n/**\n * @public\n */\nexport type B = 2;\n`;
  expect(withShortDocs(text)).toBe("/** Adds the units used. */\nexport type A = 1;\nexport type B = 2;\n");
});
