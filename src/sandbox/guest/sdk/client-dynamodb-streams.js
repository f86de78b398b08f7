/** Entry of the bundle for the package of the same name. */
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { noteCallers } from "./caller.js";

// biome-ignore lint/performance/noReExportAll: the whole package is what the learner imports
export * from "@aws-sdk/client-dynamodb-streams";

noteCallers(DynamoDBStreamsClient);
