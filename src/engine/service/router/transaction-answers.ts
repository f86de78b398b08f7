/** How the outcome of a transaction becomes an answer, by the name of its shape. [TX-10..12] */
import type { BoundAction } from "../../dynamo/bind-transaction.ts";
import { type DynamoError, validationError, WORDING } from "../../dynamo/errors.ts";
import { TRANSACTION_BYTES_MAX } from "../../dynamo/operations/transact-fields.ts";
import { type StatementShape, statementError, statementResponses } from "../../dynamo/partiql/answer.ts";
import type { BoundGet } from "../../dynamo/requests.ts";
import { itemBytes } from "../../dynamo/sizes.ts";
import {
  type ActionCharge,
  readCharge,
  repeatCharge,
  transactionCancelled,
  transactionCapacity,
  transactionCollections,
  transactResponses,
  writeCharge,
} from "../../dynamo/transaction-answer.ts";
import type { ActionResult } from "../../dynamo/transaction-write.ts";
import type { Item } from "../../dynamo/values.ts";
import type { Json } from "../function-runtime.ts";
import type { Served } from "../messages.ts";
import type { TransactionOutcome } from "../transactions/transaction-messages.ts";
import type { Outcome, TransactionShape } from "./router-state.ts";

export function shapeTransaction(
  shape: TransactionShape,
  bounds: readonly BoundAction[],
  outcome: TransactionOutcome,
  served: Served | null,
): Outcome {
  const { detail } = shape;
  switch (outcome.kind) {
    case "committed": {
      const charges = chargesOf(bounds, outcome.results, writeCharge);
      const ConsumedCapacity = transactionCapacity(detail, "WriteCapacityUnits", charges);
      return done({ ConsumedCapacity, ItemCollectionMetrics: transactionCollections(bounds, outcome.results) }, served);
    }
    case "repeated": {
      const charges = chargesOf(bounds, outcome.results, repeatCharge);
      return done({ ConsumedCapacity: transactionCapacity(detail, "ReadCapacityUnits", charges) }, served);
    }
    case "read": {
      const { items } = outcome;
      if (items.reduce((bytes, item) => bytes + (item === null ? 0 : itemBytes(item)), 0) > TRANSACTION_BYTES_MAX)
        return refused({ kind: "failed", error: validationError(WORDING.transactionTooLarge) }, served);
      const charges = bounds.map(({ tableName }, i) => readCharge(tableName, items[i] as Item | null));
      const Responses =
        shape.name === "ExecuteTransaction"
          ? statementResponses(shape.statements, items)
          : transactResponses(bounds as readonly BoundGet[], items);
      return done({ Responses, ConsumedCapacity: transactionCapacity(detail, "ReadCapacityUnits", charges) }, served);
    }
    case "cancelled":
      return refused({ kind: "cancelled", faults: faultsOf(shape, outcome.faults) }, served);
    default:
      return refused(outcome, served);
  }
}

/** The same faults, in PartiQL's words where statements met them. */
function faultsOf(shape: TransactionShape, faults: readonly (DynamoError | null)[]): readonly (DynamoError | null)[] {
  if (shape.name !== "ExecuteTransaction") return faults;
  return faults.map((fault, i) => fault && statementError(shape.statements[i] as StatementShape, fault));
}

function chargesOf(
  bounds: readonly BoundAction[],
  results: readonly ActionResult[],
  charge: (tableName: string, result: ActionResult) => ActionCharge,
): ActionCharge[] {
  return bounds.map(({ tableName }, i) => charge(tableName, results[i] as ActionResult));
}

function done(members: Readonly<Record<string, unknown>>, served: Served | null): Outcome {
  const body = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  return { status: 200, body: body as Json, error: null, served };
}

function refused(
  outcome: TransactionOutcome & { readonly kind: "cancelled" | "failed" },
  served: Served | null,
): Outcome {
  const error = outcome.kind === "cancelled" ? transactionCancelled(outcome.faults) : outcome.error;
  return { status: error.status, body: null, error, served };
}
