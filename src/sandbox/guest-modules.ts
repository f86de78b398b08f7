/** The text of everything that runs inside QuickJS besides the learner's files: our guest modules and the AWS SDK. */
/// <reference path="./virtual-sdk.d.ts" />
import sdk from "virtual:sandbox-sdk";

const texts = import.meta.glob<string>("./guest/*.js", { query: "?raw", import: "default", eager: true });

const modules = new Map<string, string>();
for (const [path, text] of Object.entries(texts))
  modules.set(`glass:${path.slice("./guest/".length, -".js".length)}`, text);
for (const [file, text] of Object.entries(sdk.files)) modules.set(`glass:sdk/${file}`, text);

/** Text of a `glass:` module, or undefined. */
export function guestModule(name: string): string | undefined {
  return modules.get(name);
}

/** The guest module that stands for an npm package, or undefined when the sandbox does not have that package. */
export function packageModule(name: string): string | undefined {
  return Object.hasOwn(sdk.entries, name) ? `glass:sdk/${sdk.entries[name]}` : undefined;
}

/** The packages a program may import. */
export const PACKAGES: readonly string[] = Object.keys(sdk.entries);
