/** Entry of the bundle for the package of the same name. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { noteCallers } from "./caller.js";

export * from "@aws-sdk/client-dynamodb";

noteCallers(DynamoDBClient);
