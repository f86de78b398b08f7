// Checks who imports whom by the rules of .dependency-cruiser.mjs. A cruiser that cannot read TypeScript sees no
// module and finds no fault, so this also compares what it saw with the files that are there.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import configuration from "../.dependency-cruiser.mjs";
import { filesUnder, ROOT } from "./build.mjs";

const FOLDERS = ["src", "scripts", "e2e"];
const SOURCE = /\.(tsx?|mjs)$/;

/**
 * @param {string} root folder that holds src/, scripts/ and e2e/ (any may be missing)
 * @returns {Promise<{ violations: { rule: string, from: string, to: string, comment: string }[],
 *   modulesSeen: number, modulesMissed: string[], importsSeen: number }>} paths are relative to root, with slashes
 */
export async function checkBoundaries(root) {
  const files = FOLDERS.flatMap((folder) => filesUnder(path.join(root, folder)))
    .map((file) => path.relative(root, file).split(path.sep).join("/"))
    .filter((file) => SOURCE.test(file) && !file.endsWith(".d.ts"));
  const present = FOLDERS.filter((folder) => files.some((file) => file.startsWith(`${folder}/`)));
  const { output } = await cruise(present, {
    ...configuration.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden },
  });
  if (typeof output === "string") throw new Error("dependency-cruiser gave text instead of a result.");
  const seen = new Set(output.modules.map((module) => module.source));
  const ours = output.modules.filter((module) => SOURCE.test(module.source) && !module.source.includes("node_modules"));
  const comments = new Map(configuration.forbidden.map((rule) => [rule.name, rule.comment ?? ""]));
  return {
    violations: output.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: comments.get(rule.name) ?? "",
    })),
    modulesSeen: ours.length,
    modulesMissed: files.filter((file) => !seen.has(file)),
    importsSeen: ours.reduce((sum, module) => sum + module.dependencies.length, 0),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { violations, modulesSeen, modulesMissed, importsSeen } = await checkBoundaries(ROOT);
  for (const { rule, from, to, comment } of violations) console.error(`${from} → ${to}\n  ${rule}: ${comment}`);
  for (const file of modulesMissed) console.error(`${file} was not seen by the cruiser: the check is blind to it.`);
  if (importsSeen === 0) console.error("The cruiser saw no import at all: it cannot read TypeScript.");
  console.log(`${modulesSeen} modules, ${importsSeen} imports, ${violations.length} violations.`);
  process.exit(violations.length || modulesMissed.length || importsSeen === 0 ? 1 : 0);
}
