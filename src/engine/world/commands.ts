/**
 * What comes from outside a world: plain data, in the order it happened. A command acts at a virtual time, before any
 * delivery due at that time; two at the same time act in list order. Issuing one "now" therefore means one microsecond
 * after the last step, so that a replay from the list alone puts it in the same place. [WORLD-1]
 */

import type { Fault, Message } from "../service/messages.ts";
import { clientId, FAULTS_ID, functionId, programId } from "../service/places.ts";
import type { ActorId, Micros } from "../sim/message.ts";

interface Issued {
  /** Unique in a scenario, from 1; survives forks, so that a command can be recognised in another branch. */
  readonly id: number;
  readonly at: Micros;
}

export type Files = Readonly<Record<string, string>>;

export type CommandBody =
  | { readonly kind: "request"; readonly region: string; readonly operation: string; readonly input: unknown }
  | { readonly kind: "run"; readonly region: string; readonly entry: string; readonly files: Files }
  | { readonly kind: "stop"; readonly region: string; readonly run: number }
  | { readonly kind: "deploy"; readonly functionName: string; readonly entry: string; readonly files: Files }
  | { readonly kind: "fault"; readonly fault: Fault }
  | { readonly kind: "jump"; readonly micros: Micros };

export type Command = Issued & CommandBody;

/** Request id of a request command: "q7". */
export const requestIdOf = (command: Issued): string => `q${command.id}`;

/** The actor a command goes to, and the message it becomes. @param home the world's first Region */
export function messageOf(command: Command, home: string): { readonly to: ActorId; readonly message: Message } {
  switch (command.kind) {
    case "request": {
      const call = { request: requestIdOf(command), operation: command.operation, input: command.input };
      return { to: clientId(command.region), message: { type: "SubmitRequest", call } };
    }
    case "run":
      return {
        to: programId(command.region, command.id),
        message: { type: "RunProgram", run: command.id, entry: command.entry, files: command.files, environment: {} },
      };
    case "stop":
      return { to: programId(command.region, command.run), message: { type: "StopProgram" } };
    case "deploy":
      return {
        to: functionId(home, command.functionName),
        message: { type: "DeployFunction", entry: command.entry, files: command.files },
      };
    case "fault":
      return { to: FAULTS_ID, message: { type: "InjectFault", fault: command.fault } };
    case "jump":
      return { to: FAULTS_ID, message: { type: "JumpClock", micros: command.micros } };
  }
}
