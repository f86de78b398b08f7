/** Learners' code: batches for functions, invocations, programs. */
import type { ActorId, Micros } from "../../sim/message.ts";
import type { ConsoleLine, RuntimeError } from "../function-runtime.ts";
import type { FactsOf } from "./about.ts";

export type FunctionEvent =
  | {
      readonly kind: "BatchPolled";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly functionName: string;
      readonly labels: readonly string[];
      readonly first: string;
      readonly last: string;
      readonly iteratorAgeMicros: Micros;
    }
  | {
      readonly kind: "FunctionInvoked";
      readonly region: string;
      readonly table: string;
      readonly functionName: string;
      readonly invocation: string;
      readonly shard: string;
      readonly labels: readonly string[];
      readonly attempt: number;
      readonly cold: boolean;
    }
  | {
      readonly kind: "FunctionReturned";
      readonly region: string;
      readonly table: string;
      readonly functionName: string;
      readonly invocation: string;
      readonly shard: string;
      readonly labels: readonly string[];
      readonly micros: Micros;
      readonly result: unknown;
    }
  | {
      readonly kind: "FunctionFailed";
      readonly region: string;
      readonly table: string;
      readonly functionName: string;
      readonly invocation: string;
      readonly shard: string;
      readonly labels: readonly string[];
      readonly micros: Micros;
      readonly error: RuntimeError;
    }
  | {
      readonly kind: "BatchCheckpointed";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly functionName: string;
      readonly labels: readonly string[];
      readonly upTo: string;
    }
  | {
      readonly kind: "BatchRetryScheduled";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly functionName: string;
      readonly attempt: number;
      readonly delayMicros: Micros;
      readonly labels: readonly string[];
    }
  | {
      readonly kind: "BatchGivenUp";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly functionName: string;
      readonly labels: readonly string[];
      readonly reason: "retries-exhausted" | "records-expired";
    }
  | { readonly kind: "ProgramStarted"; readonly region: string; readonly run: number; readonly entry: string }
  | { readonly kind: "ConsoleWritten"; readonly region: string; readonly program: ActorId; readonly line: ConsoleLine }
  | {
      readonly kind: "ProgramEnded";
      readonly region: string;
      readonly run: number;
      readonly error: RuntimeError | null;
      readonly stopped: boolean;
    }
  | { readonly kind: "FunctionDeployed"; readonly region: string; readonly functionName: string };

export const FUNCTION_FACTS: FactsOf<FunctionEvent> = {
  BatchPolled: { fidelity: "documented", source: "L-DDB: four polls a second" },
  FunctionInvoked: { fidelity: "documented", source: "L-DDB" },
  FunctionReturned: { fidelity: "documented", source: "L-DDB" },
  FunctionFailed: { fidelity: "documented", source: "L-DDB" },
  BatchCheckpointed: { fidelity: "documented", source: "L-DDB" },
  BatchRetryScheduled: { fidelity: "modelled", source: "L-DDB; the back-off is not published" },
  BatchGivenUp: { fidelity: "documented", source: "L-DDB" },
  ProgramStarted: { fidelity: "documented", source: "AWS SDK for JavaScript v3" },
  ConsoleWritten: { fidelity: "documented", source: "your code" },
  ProgramEnded: { fidelity: "documented", source: "your code" },
  FunctionDeployed: { fidelity: "documented", source: "AWS Lambda" },
};
