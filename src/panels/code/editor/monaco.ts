// Monaco with what this page needs of it, and no more: TypeScript, completion, search. Megabytes, so this file is only
// ever imported when an editor is shown. It knows the SDK's types and the sandbox's globals; drawing is MonacoEditor's.

import "monaco-editor/features/bracketMatching/register.js";
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/codicon/register.js";
import "monaco-editor/features/comment/register.js";
import "monaco-editor/features/cursorUndo/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/format/register.js";
import "monaco-editor/features/hover/register.js";
import "monaco-editor/features/indentation/register.js";
import "monaco-editor/features/linesOperations/register.js";
import "monaco-editor/features/multicursor/register.js";
import "monaco-editor/features/parameterHints/register.js";
import "monaco-editor/features/rename/register.js";
import "monaco-editor/features/snippet/register.js";
// Services that features above ask for and nothing else registers.
import "monaco-editor/editor/contrib/codelens/browser/codeLensCache.js";
import "monaco-editor/editor/common/services/treeViewsDndService.js";
// The feature of that name brings only the inline kind.
import "monaco-editor/editor/contrib/suggest/browser/suggestController.js";
import "monaco-editor/features/wordOperations/register.js";
import packedTypes from "virtual:sdk-types";
import { inflateSync, strFromU8 } from "fflate";
import * as monaco from "monaco-editor/editor/editor.api.js";
import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";
import { conf, language } from "monaco-editor/languages/definitions/typescript/typescript.js";
import { type ModuleResolutionKind, typescriptDefaults } from "monaco-editor/languages/features/typescript/register.js";
import TypeScriptWorker from "monaco-editor/languages/features/typescript/ts.worker.js?worker";
import sandboxGlobals from "./sandbox-globals.txt?raw";

export { monaco };

(globalThis as { MonacoEnvironment?: unknown }).MonacoEnvironment = {
  getWorker: (_module: string, label: string) =>
    label === "typescript" || label === "javascript" ? new TypeScriptWorker() : new EditorWorker(),
};

/** TypeScript's own numbers; the register's enums stop short of them. */
const ES_NEXT = 99;
const RESOLVE_AS_BUNDLER = 100;
const EVERY_FILE_IS_A_MODULE = 3;
/** "await at the top level needs a module": it always is one here. */
const KNOWN_NOISE = [1375, 1378, 80001, 80005, 80006, 80007];

const SDK_CLASS: monaco.languages.IMonarchLanguageRule = [
  /(DynamoDB[\w$]*|[A-Z][\w$]*(Client|Command|Exception))(?![\w$])/,
  "type.identifier",
];

typescriptDefaults.setCompilerOptions({
  target: ES_NEXT,
  module: ES_NEXT,
  moduleResolution: RESOLVE_AS_BUNDLER as ModuleResolutionKind,
  moduleDetection: EVERY_FILE_IS_A_MODULE,
  lib: ["lib.es2023.d.ts"],
  types: [],
  allowJs: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
});
typescriptDefaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true, diagnosticCodesToIgnore: KNOWN_NOISE });
typescriptDefaults.setEagerModelSync(true);
typescriptDefaults.setExtraLibs([
  { filePath: "file:///sandbox-globals.d.ts", content: sandboxGlobals },
  ...Object.entries(sdkTypes()).map(([path, content]) => ({ filePath: `file:///node_modules/${path}`, content })),
]);

monaco.languages.register({ id: "typescript", extensions: [".ts", ".mts", ".js", ".mjs"] });
monaco.languages.setLanguageConfiguration("typescript", conf);
monaco.languages.setMonarchTokensProvider("typescript", {
  ...language,
  tokenizer: {
    ...language.tokenizer,
    // Only the SDK's classes are bold (VISUAL §6); as it comes, every capitalised name is, TableName too.
    common: (language.tokenizer.common ?? []).flatMap((rule) =>
      Array.isArray(rule) && rule[1] === "type.identifier" ? [SDK_CLASS, [/[A-Z][\w$]*/, "identifier"]] : [rule],
    ),
  },
});

function sdkTypes(): Record<string, string> {
  const packed = Uint8Array.from(atob(packedTypes), (one) => one.charCodeAt(0));
  return JSON.parse(strFromU8(inflateSync(packed))) as Record<string, string>;
}

/** The model of a file, made when it is not there; its text is brought to `text`. */
export function modelOf(name: string, text: string): monaco.editor.ITextModel {
  const uri = monaco.Uri.parse(`file:///${name}`);
  const known = monaco.editor.getModel(uri);
  if (known === null) {
    const made = monaco.editor.createModel(text, name.endsWith(".json") ? "plaintext" : "typescript", uri);
    // Colour means an item or a state, never a bracket.
    made.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    return made;
  }
  if (known.getValue() !== text) known.setValue(text);
  return known;
}

/** Models of files that are no more are dropped, those of the others brought up to date. */
export function syncModels(files: Readonly<Record<string, string>>): void {
  for (const model of monaco.editor.getModels()) {
    if (!Object.hasOwn(files, model.uri.path.slice(1))) model.dispose();
  }
  for (const [name, text] of Object.entries(files)) modelOf(name, text);
}
