/**
 * Code that the Worker starts without: the engine's later parts, and what runs learners' code. The engine is synchronous,
 * so both are fetched before it is given a world or a call that may need them. [LATER-3]
 */
import {
  type CommandBody,
  commandNeedsLater,
  operationNeedsLater,
  type Scenario,
  STATEMENT_OPERATIONS,
  scenarioNeedsLater,
} from "../engine/index.ts";
import { LazyRuntime } from "./lazy-runtime.ts";
import type { Call } from "./protocol.ts";

/** The connection is gone, or what was to be fetched. It may be there the next time. */
export class NotFetched extends Error {
  override name = "NotFetched";
}

/** @throws {NotFetched} by the promise, whatever it was that stood in the way */
export function orNotFetched<T>(coming: Promise<T>): Promise<T> {
  return coming.catch((thrown: unknown) => {
    throw new NotFetched(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  });
}

export class Fetched {
  readonly runtime = new LazyRuntime();
  private laterIsHere = false;

  /** What must come before the call can be carried out; null: nothing. @throws {NotFetched} by the promise */
  before(call: Call): Promise<unknown> | null {
    switch (call.type) {
      case "issue":
        return this.parts(commandNeedsLater(call.body), isCode(call.body));
      case "serve":
        return this.parts(operationNeedsLater(call.request.operation), false);
      // Their world is hashed.
      case "export":
      case "hash":
        return this.parts(true, false);
      default:
        return null;
    }
  }

  beforeWorld(scenario: Scenario): Promise<unknown> | null {
    return this.parts(
      scenarioNeedsLater(scenario),
      scenario.config.functions.length > 0 || scenario.commands.some(isCode),
    );
  }

  /** Beside its own code, which is fetched by its name. */
  beforeView(name: string, params: unknown): Promise<unknown> | null {
    const { operation } = (params ?? {}) as { readonly operation?: string };
    const speaksPartiQL =
      (name === "requestCheck" && operation !== undefined && STATEMENT_OPERATIONS.has(operation)) ||
      (name === "partiqlOfRequest" && params !== null);
    return this.parts(speaksPartiQL, false);
  }

  private parts(later: boolean, code: boolean): Promise<unknown> | null {
    const wanted = [
      ...(later && !this.laterIsHere ? [this.fetchLater()] : []),
      ...(code && !this.runtime.isHere ? [this.runtime.load()] : []),
    ];
    return wanted.length === 0 ? null : orNotFetched(Promise.all(wanted));
  }

  private async fetchLater(): Promise<void> {
    await import("../engine/later.ts");
    this.laterIsHere = true;
  }
}

function isCode({ kind }: CommandBody): boolean {
  return kind === "run" || kind === "deploy";
}
