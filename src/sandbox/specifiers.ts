/** What an `import` in a learner's file means: another file of the program, an SDK package, or a refusal. [SBX-6] */
import { PACKAGES, packageModule } from "./guest-modules.ts";
import type { Problem } from "./problem.ts";

/** Where the learner's files live inside, as in Lambda. Stack traces show it; reports strip it. */
export const TASK_ROOT = "/var/task/";
/** The module that compiled async functions import; see async-functions.ts. */
export const TRACKER = "glass:track";

export type Resolution =
  | { readonly to: "file"; readonly file: string }
  | { readonly to: "package"; readonly module: string }
  | { readonly to: "refused"; readonly problem: Omit<Problem, "source"> };

const SUFFIXES = ["", ".ts", ".js", ".mts", ".mjs", "/index.ts", "/index.js"];
const NODE_MODULES = new Set(
  "assert async_hooks buffer child_process cluster console crypto dgram dns events fs http http2 https module net os path perf_hooks process querystring readline stream string_decoder timers tls tty url util v8 vm worker_threads zlib".split(
    " ",
  ),
);

/** @param from name of the importing file in `files` */
export function resolveSpecifier(specifier: string, from: string, files: Readonly<Record<string, string>>): Resolution {
  const path = filePath(specifier, from);
  if (path !== null) {
    const file = candidates(path).find((name) => Object.hasOwn(files, name));
    return file === undefined
      ? refuse("module", "ModuleNotFound", ...missingFile(specifier, from, files))
      : { to: "file", file };
  }
  const module = packageModule(specifier);
  return module === undefined ? refuse(...unknownPackage(specifier)) : { to: "package", module };
}

function filePath(specifier: string, from: string): string | null {
  if (specifier.startsWith(TASK_ROOT)) return specifier.slice(TASK_ROOT.length);
  if (!/^\.{1,2}\//.test(specifier)) return null;
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** TypeScript lets "./a.js" name a.ts. */
function candidates(path: string): string[] {
  const asTypeScript = path.replace(/\.(m?)js$/, ".$1ts");
  return [...SUFFIXES.map((suffix) => path + suffix), ...(asTypeScript === path ? [] : [asTypeScript])];
}

function missingFile(specifier: string, from: string, files: Readonly<Record<string, string>>): [string, string] {
  const others = Object.keys(files).filter((name) => name !== from);
  const advice =
    others.length === 0
      ? "This program has no other file yet. Add one, or put the code here."
      : `The program's other files are: ${others.join(", ")}. A relative import starts with "./".`;
  return [`There is no file "${specifier}" beside ${from}`, advice];
}

function unknownPackage(specifier: string): ["forbidden" | "module", string, string, string] {
  const available = `A program here can import its own files ("./name") and ${PACKAGES.join(", ")}.`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(specifier) || /^(data|blob):/i.test(specifier)) {
    return [
      "forbidden",
      "ForbiddenError",
      `Importing from the network is not possible here: "${specifier}"`,
      available,
    ];
  }
  if (specifier.startsWith("node:") || NODE_MODULES.has(specifier.split("/")[0] ?? "")) {
    const instead = specifier.endsWith("crypto")
      ? "crypto.randomUUID() and crypto.getRandomValues() exist without an import. "
      : "";
    return [
      "forbidden",
      "ForbiddenError",
      `Node's "${specifier}" is not available in this sandbox`,
      instead + available,
    ];
  }
  if (specifier === "aws-sdk" || specifier.startsWith("aws-sdk/")) {
    const advice = `This is version 2 of the SDK. Use version 3: import { DynamoDBClient } from "@aws-sdk/client-dynamodb". ${available}`;
    return ["module", "ModuleNotFound", `The package "${specifier}" is not available in this sandbox`, advice];
  }
  return ["module", "ModuleNotFound", `The package "${specifier}" is not available in this sandbox`, available];
}

function refuse(kind: Problem["kind"], name: string, message: string, advice: string): Resolution {
  return { to: "refused", problem: { kind, name, message, advice } };
}
