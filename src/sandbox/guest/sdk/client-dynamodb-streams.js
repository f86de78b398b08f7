/** Entry of the bundle for the package of the same name. */
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { noteCallers } from "./caller.js";

export * from "@aws-sdk/client-dynamodb-streams";

noteCallers(DynamoDBStreamsClient);
