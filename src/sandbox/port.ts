/** The engine's side of the port, as the sandbox sees it: the one place in this folder that names the engine. */
export type {
  ConsoleLine,
  FunctionRuntime,
  Json,
  ProgramSource,
  RuntimeError,
  RuntimeErrorKind,
  RuntimeFinish,
  RuntimeInput,
  RuntimeLimits,
  RuntimeOutput,
  RuntimeRequest,
  RuntimeTimer,
  SourcePlace,
} from "../engine/index.ts";
