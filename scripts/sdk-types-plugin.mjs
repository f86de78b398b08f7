/**
 * Vite plugin: `virtual:sdk-types` is what the editor needs to know the AWS SDK v3 for DynamoDB: every declaration file
 * that its packages reach, as `{path: text}`, with the documentation cut to its first sentence. TypeScript itself finds
 * the files, by the same rules the editor will use. The text is kept in `.cache/`, keyed by the versions installed.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const PACKAGES = ["client-dynamodb", "client-dynamodb-streams", "lib-dynamodb", "util-dynamodb"].map((one) => `@aws-sdk/${one}`);
const ID = "virtual:sdk-types";
const RESOLVED = `\0${ID}`;
const DOC_LENGTH_MAX = 160;

/** The declaration files the packages reach, and the package.json files that lead to them. */
async function collect() {
  const entry = path.join(ROOT, "sdk-types-entry.ts");
  const text = PACKAGES.map((one) => `import "${one}";`).join("\n");
  const options = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    // The editor's TypeScript resolves packages the older way, without "exports".
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: "6.0",
    noLib: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (file, ...rest) => (file === entry ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022) : getSourceFile(file, ...rest));
  host.fileExists = (file) => file === entry || fileExists(file);
  const read = ts.createProgram([entry], options, host).getSourceFiles().filter(({ fileName }) => fileName.includes("/node_modules/"));
  if (read.length < 100) throw new Error(`Only ${read.length} declaration files of the AWS SDK were found: the editor would know nothing.`);
  const files = {};
  const packages = new Set();
  for (const { fileName, text: content } of read) {
    const name = fileName.slice(fileName.lastIndexOf("/node_modules/"));
    files[name] = withShortDocs(content);
    packages.add(name.split("/").slice(0, 4).join("/"));
  }
  for (const folder of packages) {
    const { name, version, types } = JSON.parse(await readFile(path.join(ROOT, folder, "package.json"), "utf8"));
    files[`${folder}/package.json`] = JSON.stringify({ name, version, types });
  }
  return files;
}

/** Each documentation comment cut to its first sentence, without HTML; examples and tags are left out. */
export function withShortDocs(text) {
  return text
    .replace(/\/\*\*([\s\S]*?)\*\//g, (_, body) => {
      const words = body.replace(/^\s*\* ?/gm, " ").split(/\s@\w/)[0].replace(/<[^>]*>/g, "").replace(/\{@link ([^}]*)\}/g, "$1").replace(/\s+/g, " ").trim();
      const sentence = (/^.*?[.](?=\s|$)/.exec(words)?.[0] ?? words).slice(0, DOC_LENGTH_MAX);
      return sentence === "" ? "" : `/** ${sentence} */`;
    })
    .replace(/^\s*\n/gm, "");
}

async function cacheKey() {
  const hash = createHash("sha256");
  for (const name of [...PACKAGES, "@smithy/types", "@smithy/core", "typescript"]) {
    hash.update(`${name}@${JSON.parse(await readFile(path.join(ROOT, "node_modules", name, "package.json"), "utf8")).version}\n`);
  }
  hash.update(await readFile(fileURLToPath(import.meta.url)));
  return hash.digest("hex").slice(0, 16);
}

/** The files as JSON text, from the cache when it is there. */
export async function sdkTypesJson() {
  const cached = path.join(ROOT, ".cache", `sdk-types-${await cacheKey()}.json`);
  try {
    return await readFile(cached, "utf8");
  } catch {
    const text = JSON.stringify(await collect());
    await mkdir(path.dirname(cached), { recursive: true });
    // Several processes may build at once: each writes its own file, the last rename wins.
    await writeFile(`${cached}.${process.pid}`, text);
    await rename(`${cached}.${process.pid}`, cached);
    return text;
  }
}

/** @returns {import("vite").Plugin} */
export function sdkTypesPlugin() {
  return {
    name: "sdk-types",
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    // JSON.parse of a text is read faster than a literal of that size.
    load: async (id) => (id === RESOLVED ? `export default JSON.parse(${JSON.stringify(await sdkTypesJson())});` : undefined),
  };
}
