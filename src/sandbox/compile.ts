/**
 * A learner's file, made ready for QuickJS: types stripped (sucrase keeps every line where it was), parsed (acorn says
 * where a mistake is), imports checked, async functions tracked. Throws ProgramRefused; runs nothing.
 */
import { type ImportDeclaration, type Node, type Program, parse } from "acorn";
import { transform } from "sucrase";
import { trackAsyncFunctions } from "./async-functions.ts";
import type { ProgramSource, SourcePlace } from "./port.ts";
import { ProgramRefused } from "./problem.ts";
import { resolveSpecifier } from "./specifiers.ts";

export interface CompiledFile {
  readonly code: string;
  /** Names imported from other modules, to find the line when a name turns out not to be exported. */
  readonly imports: readonly { readonly name: string; readonly line: number }[];
  /** Files of the program that this one imports statically. */
  readonly needs: readonly string[];
}

type Files = Readonly<Record<string, string>>;

/**
 * Compiles the entry and every file it imports statically, however deep.
 * @param kind what a program's last line comes to is shown, not what a handler's does
 * @throws {ProgramRefused}
 */
export function compileProgram({
  entry,
  files,
  kind,
}: Pick<ProgramSource, "entry" | "files" | "kind">): Map<string, CompiledFile> {
  const compiled = new Map<string, CompiledFile>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (compiled.has(file)) continue;
    const done = compileFile(file, files, kind === "program" && file === entry);
    compiled.set(file, done);
    waiting.push(...done.needs);
  }
  return compiled;
}

/** @throws {ProgramRefused} of kind "syntax", "module" or "forbidden" */
export function compileFile(file: string, files: Files, isProgram = false): CompiledFile {
  const text = files[file];
  if (text === undefined) {
    throw new ProgramRefused({
      kind: "module",
      name: "ModuleNotFound",
      message: `The program has no file "${file}"`,
      advice: `Its files are: ${Object.keys(files).join(", ") || "none"}.`,
      source: null,
    });
  }
  const script = stripTypes(file, text);
  const comments: { start: number; end: number }[] = [];
  const tree = parseModule(file, script, comments);
  const imports: { name: string; line: number }[] = [];
  const needs: string[] = [];
  for (const node of tree.body) {
    const specifier = "source" in node ? node.source : null;
    if (!specifier) continue;
    const line = lineOf(node);
    const found = resolveSpecifier(String(specifier.value), file, files);
    if (found.to === "refused") throw new ProgramRefused({ ...found.problem, source: { file, line } });
    if (found.to === "file") needs.push(found.file);
    if (node.type === "ImportDeclaration") imports.push(...importedNames(node));
  }
  return { code: trackAsyncFunctions(file, script, tree, { comments, isProgram }), imports, needs };
}

function stripTypes(file: string, text: string): string {
  if (!/\.m?ts$/.test(file)) return text;
  try {
    return transform(text, { transforms: ["typescript"], disableESTransforms: true, filePath: file }).code;
  } catch (thrown) {
    throw syntaxRefusal(file, thrown);
  }
}

function parseModule(file: string, script: string, comments: { start: number; end: number }[]): Program {
  try {
    return parse(script, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowAwaitOutsideFunction: true,
      locations: true,
      onComment: (_block, _text, start, end) => void comments.push({ start, end }),
    });
  } catch (thrown) {
    throw syntaxRefusal(file, thrown);
  }
}

function syntaxRefusal(file: string, thrown: unknown): ProgramRefused {
  const raw = thrown instanceof Error ? thrown.message : String(thrown);
  const isTooDeep = thrown instanceof RangeError;
  const line = /\((\d+):\d+\)/.exec(raw)?.[1];
  const source: SourcePlace | null = line === undefined ? null : { file, line: Number(line) };
  const message = isTooDeep
    ? "The code is nested too deeply to read"
    : raw.replace(/^Error transforming [^:]*: /, "").replace(/\s*\(\d+:\d+\)$/, "");
  return new ProgramRefused({
    kind: "syntax",
    name: "SyntaxError",
    message,
    advice: `${file} could not be read as ${/\.m?ts$/.test(file) ? "TypeScript" : "JavaScript"}${source ? `: look at line ${source.line}, or the end of the line before it` : ""}. Nothing was run.`,
    source,
  });
}

function importedNames(node: ImportDeclaration): { name: string; line: number }[] {
  return node.specifiers.flatMap((one) => {
    if (one.type === "ImportNamespaceSpecifier") return [];
    const name =
      one.type === "ImportDefaultSpecifier"
        ? "default"
        : one.imported.type === "Identifier"
          ? one.imported.name
          : String(one.imported.value);
    return [{ name, line: lineOf(one) }];
  });
}

function lineOf(node: Node): number {
  return node.loc?.start.line ?? 1;
}
