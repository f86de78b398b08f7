/** Entry of the bundle for the package of the same name. */
export * from "@aws-sdk/util-dynamodb";
