/** The table that a request names, by its name or by its ARN. [CP-7, RT-1] */
import { type DynamoError, dynamoError, WORDING } from "../../dynamo/errors.ts";
import { bareTableName } from "../../dynamo/operations/shared-fields.ts";
import { arnFault } from "../../dynamo/table-arn.ts";
import type { TablePlacement } from "../placement.ts";
import type { RouterState } from "./router-state.ts";

export function namedTable(
  { region, catalogue }: Pick<RouterState, "region" | "catalogue">,
  nameOrArn: string,
): { readonly placement: TablePlacement } | { readonly error: DynamoError } {
  const placement = catalogue.get(bareTableName(nameOrArn));
  const fault = nameOrArn.startsWith("arn:") ? arnFault(nameOrArn, region) : null;
  if (fault !== null) return { error: fault };
  return placement === undefined
    ? { error: dynamoError("ResourceNotFoundException", WORDING.tableNotFound) }
    : { placement };
}
