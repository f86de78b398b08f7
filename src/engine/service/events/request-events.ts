/** Requests: sent, routed, answered. */
import type { ActorId, Micros } from "../../sim/message.ts";
import type { SourcePlace } from "../function-runtime.ts";
import type { RequestId } from "../messages.ts";
import type { FactsOf } from "./about.ts";

export type RequestEvent =
  | {
      readonly kind: "RequestSent";
      readonly request: RequestId;
      readonly operation: string;
      readonly table: string | null;
      readonly label: string | null;
      readonly region: string;
      readonly input: unknown;
      readonly source: SourcePlace | null;
      readonly program: ActorId | null;
    }
  | {
      readonly kind: "RequestRouted";
      readonly request: RequestId;
      readonly table: string;
      readonly label: string | null;
      readonly index: string | null;
      readonly hash: number | null;
      readonly partition: string;
      readonly replica: ActorId;
      readonly strong: boolean;
    }
  | { readonly kind: "RequestRejected"; readonly request: RequestId; readonly error: string; readonly message: string }
  | {
      readonly kind: "RequestRetried";
      readonly request: RequestId;
      readonly attempt: number;
      readonly reason: "not-leader" | "timeout" | "no-leader";
    }
  | {
      readonly kind: "ResponseReceived";
      readonly request: RequestId;
      readonly operation: string;
      readonly table: string | null;
      readonly label: string | null;
      readonly status: number;
      readonly error: string | null;
      readonly message: string | null;
      readonly micros: Micros;
      readonly replica: ActorId | null;
      readonly leader: boolean;
      readonly items: readonly { readonly label: string; readonly version: number | null }[];
      readonly readUnits: number;
      readonly writeUnits: number;
      readonly indexUnits: Readonly<Record<string, number>>;
      readonly body: unknown;
    };

export const REQUEST_FACTS: FactsOf<RequestEvent> = {
  RequestSent: { fidelity: "documented", source: "API" },
  RequestRouted: { fidelity: "documented", source: "ATC22 §3; the hash function is ours (MD5)" },
  RequestRejected: { fidelity: "documented", source: "API" },
  RequestRetried: { fidelity: "modelled", source: "ATC22 §6.6: a wrong node makes the router look up again" },
  ResponseReceived: { fidelity: "documented", source: "API" },
};
