/**
 * The part of a router that comes later: which statement or transaction begins where, and where its replies go.
 * [RT-9, RT-10, PQL-1, TX-3]
 */
import type { ActorId } from "../../sim/message.ts";
import type { ApiCall } from "../messages.ts";
import type { LaterRequest, LaterRoutes } from "./later-routes.ts";
import type { RouterContext, RouterState } from "./router-state.ts";
import { batchStatementAnswer, statementAnswer } from "./statement-answers.ts";
import { startStatement, startStatements, startStatementTransaction } from "./statements.ts";
import { onCoordinatorTimeout, onTransactionReply, startTransaction } from "./transactions.ts";

export const statementRoutes: LaterRoutes = {
  accept,
  takeReply(state, { transaction, outcome, served }, context) {
    onTransactionReply(state, transaction, outcome, served, context);
  },
  takeTimeout(state, { transaction, attempt }, context) {
    onCoordinatorTimeout(state, transaction, attempt, context);
  },
  shapeAnswer: (shape, parts) =>
    shape.name === "ExecuteStatement"
      ? statementAnswer(shape.statement, parts)
      : batchStatementAnswer(shape.statements, parts),
};

function accept(
  state: RouterState,
  call: ApiCall,
  request: LaterRequest,
  replyTo: ActorId,
  context: RouterContext,
): void {
  switch (request.operation) {
    case "ExecuteStatement":
      startStatement(state, call, request, replyTo, context);
      return;
    case "BatchExecuteStatement":
      startStatements(state, call, request, replyTo, context);
      return;
    case "ExecuteTransaction":
      startStatementTransaction(state, call, request, replyTo, context);
      return;
    default: {
      const shape = { name: request.operation, detail: request.returnConsumedCapacity } as const;
      const [actions, token] =
        request.operation === "TransactWriteItems" ? [request.actions, request.token] : [request.gets, null];
      startTransaction(state, { call, replyTo, actions, token, shape }, context);
    }
  }
}
