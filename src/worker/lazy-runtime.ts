/**
 * What runs the learner's code is large and fetched when code is about to run for the first time. The engine is
 * synchronous: whoever gives it code awaits `load` before.
 */
import { AssertionFailed, type CommandBody, type FunctionRuntime } from "../engine/index.ts";

export class LazyRuntime implements FunctionRuntime {
  private loaded: FunctionRuntime | null = null;

  async load(): Promise<void> {
    if (this.loaded !== null) return;
    const { loadFunctionRuntime } = await import("../sandbox/function-runtime.ts");
    this.loaded = await loadFunctionRuntime();
  }

  async loadFor(body: CommandBody): Promise<void> {
    if (body.kind === "run" || body.kind === "deploy") await this.load();
  }

  run: FunctionRuntime["run"] = (program, inputs) => {
    if (this.loaded === null) throw new AssertionFailed("code runs only after its runtime was loaded");
    return this.loaded.run(program, inputs);
  };
}
