/** Entry of the bundle for the package of the same name. */
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { noteCallers } from "./caller.js";

// biome-ignore lint/performance/noReExportAll: the whole package is what the learner imports
export * from "@aws-sdk/lib-dynamodb";

noteCallers(DynamoDBDocumentClient);
