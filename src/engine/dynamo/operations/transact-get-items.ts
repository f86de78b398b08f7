/** TransactGetItems: up to a hundred items as of one moment. [TX-1, TX-11] */
import { operation } from "./operation.ts";
import { RETURN_CONSUMED_CAPACITY, returnConsumedCapacity } from "./shared-fields.ts";
import { parseGetAction, TRANSACT_GETS, transactItemsOf } from "./transact-fields.ts";

export const transactGetItems = operation("TransactGetItems", {
  summary: "Reads several items, of one or several tables, as of one moment.",
  kind: "transaction",
  fields: [TRANSACT_GETS, RETURN_CONSUMED_CAPACITY],
  parse: (input) => ({
    operation: "TransactGetItems",
    gets: transactItemsOf(input).map(parseGetAction),
    returnConsumedCapacity: returnConsumedCapacity(input),
  }),
});
