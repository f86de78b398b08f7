// The request fuzz: spoiled requests of every operation, each answered or refused by name. Part of `npm run fuzz`:
// `npm run fuzz -- --requests N` runs N requests of --seed S (default 1), again the same every time.
// The engine's part is src/engine/testing/request-fuzz.ts.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./build.mjs";

const SOURCE = path.join(ROOT, "src", "engine", "testing", "request-fuzz.ts");
const BUNDLE = path.join(ROOT, ".cache", "request-fuzz.mjs");
/** A run in which fewer are carried out, or fewer refused, has lost its samples. */
const SHARE_MIN = 0.02;

/** @param bundle makes one module of a source file. Resolves to the exit code. */
export async function runRequests(count, seed, bundle) {
  await bundle(SOURCE, BUNDLE);
  const { fuzzRequests } = await import(pathToFileURL(BUNDLE).href);
  const startedAt = performance.now();
  const { requests, answers, violations } = fuzzRequests({ seed, requests: count, clock: () => performance.now() });
  for (const violation of violations) console.error(`\n${violation}`);
  const refused = answers.ValidationException ?? 0;
  const done = answers["carried out"] ?? 0;
  console.log(
    `${requests.toLocaleString("en")} requests of seed ${seed}, ${done.toLocaleString("en")} carried out, ` +
      `${violations.length} violations, ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`,
  );
  if (count >= 1000 && Math.min(refused, done) < SHARE_MIN * count) {
    console.error(`The samples are not what they were: ${JSON.stringify(answers)}`);
    return 1;
  }
  return violations.length === 0 ? 0 : 1;
}
