/** Answers QuickJS's questions about imports: which module a specifier names, and what its text is. */
import type { QuickJSRuntime } from "quickjs-emscripten-core";
import { type CompiledFile, compileFile } from "./compile.ts";
import { guestModule } from "./guest-modules.ts";
import { type Problem, ProgramRefused } from "./problem.ts";
import { resolveSpecifier, TASK_ROOT, TRACKER } from "./specifiers.ts";

interface Linked {
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
  /** What was compiled before the run; a file that is only imported dynamically is compiled when it is asked for. */
  readonly compiled: ReadonlyMap<string, CompiledFile>;
}

export function linkModules(runtime: QuickJSRuntime, { entry, files, compiled }: Linked): void {
  const name = (base: string, specifier: string): string | { error: Error } => {
    if (base.startsWith("glass:")) return specifier.startsWith("./") ? `glass:sdk/${specifier.slice(2)}` : specifier;
    if (specifier === TRACKER) return specifier;
    const from = base.startsWith(TASK_ROOT) ? base.slice(TASK_ROOT.length) : entry;
    const found = resolveSpecifier(specifier, from, files);
    if (found.to === "refused") return { error: importError(found.problem) };
    return found.to === "file" ? TASK_ROOT + found.file : found.module;
  };

  const text = (module: string): string | { error: Error } => {
    if (!module.startsWith(TASK_ROOT)) return guestModule(module) ?? { error: new Error(`no module ${module}`) };
    const file = module.slice(TASK_ROOT.length);
    try {
      return (compiled.get(file) ?? compileFile(file, files)).code;
    } catch (thrown) {
      if (thrown instanceof ProgramRefused) return { error: importError(thrown.problem) };
      throw thrown;
    }
  };

  runtime.setModuleLoader(text, name);
}

/** Only name and message cross into the guest, so the advice travels in the message. */
function importError({ name, message, advice }: Omit<Problem, "source">): Error {
  return Object.assign(new Error(`${message}. ${advice}`), { name });
}
