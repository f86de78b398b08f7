/** Entry of the bundle for the package of the same name. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { noteCallers } from "./caller.js";

// biome-ignore lint/performance/noReExportAll: the whole package is what the learner imports
export * from "@aws-sdk/client-dynamodb";

noteCallers(DynamoDBClient);
