/** What AWS SDK for JavaScript v3 calls the operations where it does not call them by their own name. */

/** Commands of lib-dynamodb, which take plain values: operation by command. */
export const COMMAND_NAMES: Readonly<Record<string, string>> = {
  PutCommand: "PutItem",
  GetCommand: "GetItem",
  UpdateCommand: "UpdateItem",
  DeleteCommand: "DeleteItem",
  QueryCommand: "Query",
  ScanCommand: "Scan",
  BatchGetCommand: "BatchGetItem",
  BatchWriteCommand: "BatchWriteItem",
  TransactGetCommand: "TransactGetItems",
  TransactWriteCommand: "TransactWriteItems",
  ExecuteStatementCommand: "ExecuteStatement",
  BatchExecuteStatementCommand: "BatchExecuteStatement",
  ExecuteTransactionCommand: "ExecuteTransaction",
};

/** Commands of lib-dynamodb by operation. */
export const DOCUMENT_COMMANDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(COMMAND_NAMES).map(([command, operation]) => [operation, command]),
);

/** Methods of DynamoDBDocument: operation by method. */
export const METHOD_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(COMMAND_NAMES).map(([command, operation]) => [
    command.charAt(0).toLowerCase() + command.slice(1).replace(/Command$/, ""),
    operation,
  ]),
);
