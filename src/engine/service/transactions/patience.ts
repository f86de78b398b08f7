/** How long the machines of a transaction wait for each other, whatever the profile's clock (figures are ours). [TX-8] */
import type { Micros } from "../../sim/message.ts";
import type { LatencyProfile } from "../../sim/network.ts";
import { writeRoundTripMicros } from "../copy-delivery.ts";

export interface Patience {
  /** A coordinator asks a leader again after this. */
  readonly stepMicros: Micros;
  /** A coordinator gives a phase up after this: long enough for an election. */
  readonly phaseMicros: Micros;
  /** A transaction that makes no progress for this long is handed to another coordinator (about five seconds: API). */
  readonly stallMicros: Micros;
  /** A router asks another coordinator after this. */
  readonly coordinatorMicros: Micros;
  /** A router answers with a 500 after this. */
  readonly deadlineMicros: Micros;
}

export function patienceOf(profile: LatencyProfile): Patience {
  const stepMicros = Math.max(250_000, 2 * writeRoundTripMicros(profile, profile.inRegion));
  const phaseMicros = Math.max(4_000_000, 3 * stepMicros);
  return {
    stepMicros,
    phaseMicros,
    stallMicros: phaseMicros + Math.max(1_000_000, stepMicros),
    coordinatorMicros: Math.max(1_000_000, 4 * stepMicros),
    deadlineMicros: Math.max(12_000_000, 4 * phaseMicros),
  };
}
