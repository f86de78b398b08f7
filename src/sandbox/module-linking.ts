/** Answers QuickJS's questions about imports: which module a specifier names, and what its text is. */
import type { QuickJSRuntime } from "quickjs-emscripten-core";
import { type CompiledFile, compileFile } from "./compile.ts";
import { guestModule } from "./guest-modules.ts";
import { type Problem, ProgramRefused } from "./problem.ts";
import { resolveSpecifier, TASK_ROOT, TRACKER } from "./specifiers.ts";

const REFUSED = "refused:";

type Refusal = Omit<Problem, "source">;

interface Linked {
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
  /** What was compiled before the run; a file that is only imported dynamically is compiled when it is asked for. */
  readonly compiled: ReadonlyMap<string, CompiledFile>;
}

/** @returns the refusals given so far, by the message the program sees: only a message crosses into QuickJS */
export function linkModules(runtime: QuickJSRuntime, { entry, files, compiled }: Linked): ReadonlyMap<string, Refusal> {
  const refusals = new Map<string, Refusal>();
  const refusedNames = new Map<string, Refusal>();
  const refuse = (problem: Refusal): { error: Error } => {
    refusals.set(problem.message, problem);
    return { error: new Error(problem.message) };
  };

  const name = (base: string, specifier: string): string => {
    if (base.startsWith("glass:")) return specifier.startsWith("./") ? `glass:sdk/${specifier.slice(2)}` : specifier;
    if (specifier === TRACKER) return specifier;
    const from = base.startsWith(TASK_ROOT) ? base.slice(TASK_ROOT.length) : entry;
    const found = resolveSpecifier(specifier, from, files);
    if (found.to === "refused") {
      // A naming function cannot refuse; the loader does when it is asked for this name.
      refusedNames.set(REFUSED + specifier, found.problem);
      return REFUSED + specifier;
    }
    return found.to === "file" ? TASK_ROOT + found.file : found.module;
  };

  const text = (module: string): string | { error: Error } => {
    const refused = refusedNames.get(module);
    if (refused !== undefined) return refuse(refused);
    if (!module.startsWith(TASK_ROOT)) return guestModule(module) ?? { error: new Error(`no module ${module}`) };
    const file = module.slice(TASK_ROOT.length);
    try {
      return (compiled.get(file) ?? compileFile(file, files)).code;
    } catch (thrown) {
      if (thrown instanceof ProgramRefused) return refuse(thrown.problem);
      throw thrown;
    }
  };

  runtime.setModuleLoader(text, name);
  return refusals;
}
