/** Entry of the bundle for the package of the same name. */
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { noteCallers } from "./caller.js";

export * from "@aws-sdk/lib-dynamodb";

noteCallers(DynamoDBDocumentClient);
