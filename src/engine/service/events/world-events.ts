/** What is done to the world from outside: faults, jumps of the clock. */
import type { Micros } from "../../sim/message.ts";
import type { Fault } from "../messages.ts";
import type { FactsOf } from "./about.ts";

export type WorldEvent =
  | { readonly kind: "FaultInjected"; readonly fault: Fault }
  | { readonly kind: "ClockJumped"; readonly micros: Micros };

export const WORLD_FACTS: FactsOf<WorldEvent> = {
  FaultInjected: { fidelity: "modelled", source: "your fault" },
  ClockJumped: { fidelity: "modelled", source: "virtual time" },
};
