/** Entry of the bundle for the package of the same name. */
// biome-ignore lint/performance/noReExportAll: the whole package is what the learner imports
export * from "@aws-sdk/util-dynamodb";
