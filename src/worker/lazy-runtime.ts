/**
 * What runs the learner's code is large and fetched when code is about to run for the first time (`fetched.ts`). The
 * engine is synchronous: whoever gives it code awaits `load` before.
 */
import { AssertionFailed, type FunctionRuntime } from "../engine/index.ts";

export class LazyRuntime implements FunctionRuntime {
  private loaded: FunctionRuntime | null = null;

  get isHere(): boolean {
    return this.loaded !== null;
  }

  async load(): Promise<void> {
    const { loadFunctionRuntime } = await import("../sandbox/function-runtime.ts");
    this.loaded ??= await loadFunctionRuntime();
  }

  run: FunctionRuntime["run"] = (program, inputs) => {
    if (this.loaded === null) throw new AssertionFailed("code runs only after its runtime was loaded");
    return this.loaded.run(program, inputs);
  };
}
