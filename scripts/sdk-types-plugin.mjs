/**
 * Vite plugin: `virtual:sdk-types` is what the editor knows about the AWS SDK v3: the declaration files of the packages
 * a program may import and of everything these import, as one text: base64 of raw-deflated JSON `{path: text}`. Imports
 * between the files are made relative, so that no package.json is needed; documentation is cut to its first sentence,
 * without HTML. Kept in `.cache/`, keyed by the versions installed. Loaded with the editor only.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import ts from "typescript";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = path.join(ROOT, "node_modules");
const PACKAGES = ["client-dynamodb", "client-dynamodb-streams", "lib-dynamodb", "util-dynamodb"];
const ID = "virtual:sdk-types";
const RESOLVED = `\0${ID}`;
const OPTIONS = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
};
const DOC_LENGTH_MAX = 240;

/** Path below node_modules (`@aws-sdk/client-dynamodb/index.d.ts`) → text, for everything the packages reach. */
export function sdkTypes() {
  const host = ts.createCompilerHost(OPTIONS);
  const resolve = (specifier, from) => {
    const file = ts.resolveModuleName(specifier, from, OPTIONS, host).resolvedModule?.resolvedFileName;
    return file?.endsWith(".d.ts") ? file : undefined;
  };
  const entries = PACKAGES.map((name) => [name, resolve(`@aws-sdk/${name}`, path.join(ROOT, "src/index.ts"))]);
  const files = {};
  const todo = entries.map(([, file]) => file);
  const seen = new Set(todo);
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    const text = ts.sys.readFile(file) ?? "";
    let written = "";
    let end = 0;
    const imports = ts.preProcessFile(text, true, true).importedFiles.toSorted((a, b) => a.pos - b.pos);
    for (const { fileName, pos } of imports) {
      // Node's own modules stay unresolved: the sandbox has none of them.
      const target = resolve(fileName, file);
      if (target === undefined) continue;
      if (!seen.has(target)) {
        seen.add(target);
        todo.push(target);
      }
      const at = text.indexOf(fileName, pos);
      written += text.slice(end, at) + relative(file, target);
      end = at + fileName.length;
    }
    files[belowModules(file)] = withShortDocs(written + text.slice(end));
  }
  for (const [name, file] of entries) {
    const index = path.join(MODULES, "@aws-sdk", name, "index.d.ts");
    files[belowModules(index)] = `export * from "${relative(index, file)}";\n`;
  }
  return files;
}

/** Each documentation comment cut to its first sentence; examples and tags are left out. */
export function withShortDocs(text) {
  return text
    .replace(/\/\*\*([\s\S]*?)\*\//g, (_, body) => {
      const [prose] = body.replace(/^\s*\* ?/gm, " ").split(/\s@\w/);
      const words = prose
        .replace(/\{@link ([^}|]*)[^}]*\}/g, "$1")
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .replace(/ ([.,;:])/g, "$1")
        .trim();
      const sentence = (/^.*?[.](?=\s|$)/.exec(words)?.[0] ?? words).slice(0, DOC_LENGTH_MAX);
      return sentence === "" ? "" : `/** ${sentence} */`;
    })
    .replace(/^\s*\n/gm, "");
}

function belowModules(file) {
  return path.relative(MODULES, file).split(path.sep).join("/");
}

function relative(from, to) {
  const way = path
    .relative(path.dirname(from), to)
    .split(path.sep)
    .join("/")
    .replace(/\.d\.ts$/, "");
  return way.startsWith(".") ? way : `./${way}`;
}

async function cacheKey() {
  const hash = createHash("sha256");
  for (const name of [...PACKAGES.map((one) => `@aws-sdk/${one}`), "@aws-sdk/types", "@smithy/core", "@smithy/types"]) {
    const manifest = JSON.parse(await readFile(path.join(MODULES, name, "package.json"), "utf8"));
    hash.update(`${name}@${manifest.version}\n`);
  }
  hash.update(await readFile(fileURLToPath(import.meta.url)));
  return hash.digest("hex").slice(0, 16);
}

/** The packed text, from the cache when it is there. */
export async function packedSdkTypes() {
  const cached = path.join(ROOT, ".cache", `sdk-types-${await cacheKey()}.txt`);
  try {
    return await readFile(cached, "utf8");
  } catch {
    const packed = deflateRawSync(JSON.stringify(sdkTypes()), { level: 9 }).toString("base64");
    await mkdir(path.dirname(cached), { recursive: true });
    // Several processes may make it at once: each writes its own file, the last rename wins.
    await writeFile(`${cached}.${process.pid}`, packed);
    await rename(`${cached}.${process.pid}`, cached);
    return packed;
  }
}

/** @returns {import("vite").Plugin} */
export function sdkTypesPlugin() {
  return {
    name: "sdk-types",
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    load: async (id) => (id === RESOLVED ? `export default "${await packedSdkTypes()}";` : undefined),
  };
}
