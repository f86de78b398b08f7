/** Who leads a partition, and what a log loses by it. */
import type { ActorId, Micros } from "../../sim/message.ts";
import type { AboutGroup, FactsOf } from "./about.ts";

export type LeadershipEvent =
  | ({ readonly kind: "LeaderSuspected"; readonly zone: string; readonly leader: ActorId } & AboutGroup)
  | ({ readonly kind: "ElectionStarted"; readonly zone: string; readonly term: number } & AboutGroup)
  | ({
      readonly kind: "VoteCast";
      readonly zone: string;
      readonly term: number;
      readonly candidate: ActorId;
      readonly granted: boolean;
    } & AboutGroup)
  | ({
      readonly kind: "ElectionWon";
      readonly zone: string;
      readonly term: number;
      readonly waitsUntil: Micros;
    } & AboutGroup)
  | ({
      readonly kind: "LeaderElected";
      readonly zone: string;
      readonly term: number;
      readonly lsn: number;
    } & AboutGroup)
  | ({
      readonly kind: "LeaderSteppedDown";
      readonly zone: string;
      readonly term: number;
      readonly reason: "no-majority" | "newer-term" | "restart";
    } & AboutGroup)
  | ({
      readonly kind: "LogCut";
      readonly zone: string;
      readonly fromLsn: number;
      readonly entries: number;
    } & AboutGroup)
  | ({ readonly kind: "ReplicaCaughtUp"; readonly zone: string; readonly lsn: number } & AboutGroup);

export const LEADERSHIP_FACTS: FactsOf<LeadershipEvent> = {
  LeaderSuspected: { fidelity: "documented", source: "ATC22 §6.2: ask the peers first" },
  ElectionStarted: { fidelity: "documented", source: "ATC22 §3" },
  VoteCast: { fidelity: "modelled", source: "ATC22 names Multi-Paxos; the votes are drawn as Raft's" },
  ElectionWon: { fidelity: "documented", source: "ATC22 §6.2: wait for the old lease" },
  LeaderElected: { fidelity: "documented", source: "ATC22 §3" },
  LeaderSteppedDown: { fidelity: "documented", source: "ATC22 §3: leadership is a lease" },
  LogCut: { fidelity: "modelled", source: "an entry no majority held is replaced" },
  ReplicaCaughtUp: { fidelity: "documented", source: "ATC22 §5.1" },
};
