import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./build.mjs";

const HTML = readFileSync(path.join(ROOT, "index.html"), "utf8");
const POLICY = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(HTML)?.[1] ?? "";

describe("index.html", () => {
  test("[POLICY-1] allows this origin only, no inline script, and of eval only WebAssembly", () => {
    const directives = Object.fromEntries(
      POLICY.split(";").map((part) => {
        const [name, ...sources] = part.trim().split(/\s+/);
        return [name, sources.join(" ")];
      }),
    );
    expect(directives).toEqual({
      "default-src": "'none'",
      "script-src": "'self' 'wasm-unsafe-eval'",
      "worker-src": "'self'",
      "style-src": "'self' 'unsafe-inline'",
      "img-src": "'self' data: blob:",
      "font-src": "'self' data:",
      "connect-src": "'self'",
      "manifest-src": "'self'",
      "base-uri": "'none'",
      "form-action": "'none'",
    });
  });

  test("[POLICY-2] the policy comes before anything it governs", () => {
    expect(HTML.indexOf("Content-Security-Policy")).toBeGreaterThan(0);
    expect(HTML.indexOf("Content-Security-Policy")).toBeLessThan(HTML.search(/<(script|link|style|img)/));
  });

  test("[POLICY-3] every script is a file of ours, and every address relative, so that a sub-path works", () => {
    const scripts = [...HTML.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, text] of scripts) {
      expect(attributes).toMatch(/src="\.\//);
      expect(text.trim()).toBe("");
    }
    const addresses = [...HTML.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
    expect(addresses.filter((address) => !address.startsWith("./"))).toEqual([]);
  });
});
