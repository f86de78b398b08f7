/**
 * Machines whose code comes later. They stand in every world, or come into it, and their kinds are known from the start;
 * what they do is asked for when the first message reaches one of them. Which worlds come so far: `needs-later.ts`.
 * [LATER-1, LATER-2]
 */
import { present } from "../base/assert.ts";
import { Later } from "../base/later.ts";
import type { Event } from "../service/events.ts";
import type { newFunctionState } from "../service/function.ts";
import type { FunctionRuntime } from "../service/function-runtime.ts";
import type { Message } from "../service/messages.ts";
import type { newProgramState } from "../service/program.ts";
import type { ActorKind } from "../sim/actor.ts";

type Kind = ActorKind<never, Message, Event>;

export interface LaterMachines {
  /** @param runtime runs learners' code; null: there is none */
  readonly kinds: (runtime: FunctionRuntime | null) => readonly Kind[];
  readonly newFunctionState: typeof newFunctionState;
  readonly newProgramState: typeof newProgramState;
}

export const LATER_MACHINES = new Later<LaterMachines>("a machine's code");

const KINDS = [
  "control-plane",
  "backfill",
  "sweeper",
  "trigger",
  "transaction-coordinator",
  "transaction-ledger",
  "function",
  "program",
] as const;

/** One of each kind, which becomes what it stands for when it is first needed. */
export function laterKinds(runtime: FunctionRuntime | null): readonly Kind[] {
  let brought: ReadonlyMap<string, Kind> | null = null;
  const find = (kind: string): Kind => {
    brought ??= new Map(LATER_MACHINES.here.kinds(runtime).map((each) => [each.kind, each]));
    return present(brought.get(kind), `a machine of the kind ${kind}`);
  };
  return KINDS.map((kind) => {
    let found: Kind | null = null;
    return {
      kind,
      handle(state, message, context) {
        found ??= find(kind);
        found.handle(state, message, context);
      },
    };
  });
}
