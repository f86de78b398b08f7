/**
 * What a router hands to code that comes later: statements and transactions. (`statement-routes.ts` is what comes.)
 * [LATER-1, RT-9, RT-10]
 */
import { Later } from "../../base/later.ts";
import type {
  ParsedBatchExecuteStatement,
  ParsedExecuteStatement,
  ParsedExecuteTransaction,
  ParsedTransactGet,
  ParsedTransactWrite,
} from "../../dynamo/requests.ts";
import type { ActorId } from "../../sim/message.ts";
import type { ApiCall, Message } from "../messages.ts";
import type { Outcome, RouterContext, RouterState, SettledPart, Shape } from "./router-state.ts";

export type LaterRequest =
  | ParsedExecuteStatement
  | ParsedBatchExecuteStatement
  | ParsedExecuteTransaction
  | ParsedTransactWrite
  | ParsedTransactGet;

export interface LaterRoutes {
  accept(state: RouterState, call: ApiCall, request: LaterRequest, replyTo: ActorId, context: RouterContext): void;
  takeReply(
    state: RouterState,
    message: Extract<Message, { readonly type: "TransactionReply" }>,
    context: RouterContext,
  ): void;
  takeTimeout(
    state: RouterState,
    message: Extract<Message, { readonly type: "CoordinatorTimeout" }>,
    context: RouterContext,
  ): void;
  shapeAnswer(shape: StatementsShape, parts: readonly SettledPart[]): Outcome;
}

export type StatementsShape = Extract<Shape, { readonly name: "ExecuteStatement" | "BatchExecuteStatement" }>;

export const LATER_ROUTES = new Later<LaterRoutes>("the way of statements and transactions");
