// What our source files must look like beyond what the linter knows: bans that name the replacement, and a ratchet on
// the longest files. Reads the syntax tree, so a word in a comment or a string is no offence.

import path from "node:path";
import ts from "typescript";

/** No file is longer. A file that has to be, for now, is listed with its length; the list may only shrink. */
export const LONGEST_LINES = 400;
/** @type {Record<string, number>} */
export const LONGER_FILES = {};

/** Numbers in, the same number out in every browser: the standard leaves all other Math functions to the machine. */
const EXACT_MATH = new Set(["abs", "ceil", "clz32", "floor", "imul", "max", "min", "round", "sign", "trunc"]);

/** Globals the engine must not touch, with what to use instead. */
const ENGINE_GLOBALS = {
  Date: "virtual time from the context (integer microseconds)",
  Promise: "a synchronous answer, or a message to come back later",
  setTimeout: "a timer from the context",
  setInterval: "a timer from the context",
  queueMicrotask: "a message",
  performance: "virtual time from the context",
  Intl: "plain formatting in the page; the engine compares by base/utf8.ts compareUtf8",
  crypto: "ids and randomness from the context, hashes from base/",
  globalThis: "an argument",
  WeakRef: "state that does not depend on garbage collection",
  FinalizationRegistry: "state that does not depend on garbage collection",
};

const ENGINE_MEMBERS = {
  localeCompare: "base/utf8.ts compareUtf8",
  toLocaleString: "formatting in the page",
  toLocaleDateString: "formatting in the page",
  toLocaleTimeString: "formatting in the page",
  toLocaleLowerCase: "toLowerCase",
  toLocaleUpperCase: "toUpperCase",
};

const FORBIDDEN_NAMES = /(^|-)(manager|helpers?|utils?|misc|common|data|info)(-|\.|$)/;
/** A .tsx file of several small marks is a kebab-case noun too ("glyphs.tsx"). */
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(tsx?|mjs)$/;
const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*\.tsx$/;

/**
 * Everything untidy in one file, as lines "file:line what, instead what".
 * @param {string} file path from the project folder, with slashes; decides which rules apply
 * @param {string} text its content
 * @returns {string[]}
 */
export function untidiness(file, text) {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const isEngine = file.startsWith("src/engine/") && !/\.test\.tsx?$/.test(file);
  const complaints = [...nameComplaints(file), ...commentComplaints(file, text)];
  if (isEngine && !/^\s*(\/\/|\/\*)/.test(text)) complaints.push(`${file}:1 opens without saying what it is`);
  const complain = (node, what) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
    complaints.push(`${file}:${line + 1} ${what}`);
  };
  const visit = (node) => {
    visitAnywhere(node, complain);
    if (isEngine) visitEngine(node, complain);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return complaints;
}

/**
 * Whether the file is longer than it may be, or shorter than the exception it was given says.
 * @param {string} file
 * @param {string} text
 * @param {Record<string, number>} [exceptions] lengths in lines, by file
 * @returns {string[]}
 */
export function lengthComplaints(file, text, exceptions = LONGER_FILES) {
  const lines = text.replace(/\n$/, "").split("\n").length;
  const exception = exceptions[file];
  if (lines > (exception ?? LONGEST_LINES)) {
    return [`${file} has ${lines} lines, at most ${exception ?? LONGEST_LINES}: ask which second idea moved in`];
  }
  if (exception !== undefined && lines < exception) {
    return [
      `${file} has shrunk to ${lines} lines: lower its entry in scripts/tidy.mjs (or remove it under ${LONGEST_LINES})`,
    ];
  }
  return [];
}

function visitAnywhere(node, complain) {
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && !node.exportClause) {
    complain(node, "export * hides what is public, instead name the exports");
  }
  const specifier = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier;
  if (
    specifier &&
    ts.isStringLiteral(specifier) &&
    /^\.\.?\//.test(specifier.text) &&
    !/\.[a-z0-9]+(\?.*)?$/.test(specifier.text)
  ) {
    complain(specifier, `import "${specifier.text}" without an extension, instead write it`);
  }
}

function visitEngine(node, complain) {
  if (ts.isForInStatement(node)) complain(node, "for…in, instead iterate a list in an order that is stated");
  if (ts.isAwaitExpression(node)) complain(node, "await, instead a synchronous answer or a message");
  if (node.kind === ts.SyntaxKind.AsyncKeyword) complain(node, "async, instead a synchronous answer or a message");
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken) {
    if (![node.left, node.right].some(ts.isBigIntLiteral)) {
      complain(node, "** of numbers differs between browsers, instead multiply or use BigInt");
    }
  }
  if (ts.isIdentifier(node) && ENGINE_GLOBALS[node.text] && isFreeName(node)) {
    complain(node, `${node.text}, instead ${ENGINE_GLOBALS[node.text]}`);
  }
  if (!ts.isPropertyAccessExpression(node)) return;
  const member = node.name.text;
  if (Object.hasOwn(ENGINE_MEMBERS, member)) complain(node, `${member}, instead ${ENGINE_MEMBERS[member]}`);
  if (ts.isIdentifier(node.expression) && node.expression.text === "Math" && !EXACT_MATH.has(member)) {
    const instead = member === "random" ? "a named stream from the context (base/random.ts)" : "integers and tables";
    complain(node, `Math.${member}, instead ${instead}`);
  }
  if (["sort", "toSorted"].includes(member) && ts.isCallExpression(node.parent) && node.parent.arguments.length === 0) {
    if (node.parent.expression === node)
      complain(node, `${member}() without an order, instead give base/utf8.ts compareUtf8 or a comparison`);
  }
}

/** Whether the identifier reads a global or local name, rather than being a member's or a property's own name. */
function isFreeName(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return !(
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isEnumMember(parent)) &&
    parent.name === node
  );
}

function nameComplaints(file) {
  const name = path.posix.basename(file);
  if (file.startsWith("e2e/") && name.endsWith(".spec.ts")) return [];
  const stem = name.replace(/\.test(?=\.)/, "");
  const fits = KEBAB_CASE.test(stem) || PASCAL_CASE.test(stem);
  const complaints = fits ? [] : [`${file} is neither a kebab-case noun nor a PascalCase component (.tsx)`];
  if (FORBIDDEN_NAMES.test(name.toLowerCase()))
    complaints.push(`${file} has a name that says nothing, instead its one idea`);
  return complaints;
}

function commentComplaints(file, text) {
  // Spelled in two parts, or this file would complain about itself.
  const marker = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X"].join("|")})\\b`);
  return text.split("\n").flatMap((line, index) => {
    return marker.test(line)
      ? [`${file}:${index + 1} a note to do something later, instead do it or file an issue`]
      : [];
  });
}
