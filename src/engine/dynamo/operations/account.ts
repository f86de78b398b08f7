/** DescribeLimits and DescribeEndpoints: what the account may have, and where its Region answers. [CP-8] */
import { operation } from "./operation.ts";

export const describeLimits = operation("DescribeLimits", {
  summary: "Says how much provisioned capacity the account may have.",
  kind: "control",
  fields: [],
  parse: () => ({ operation: "DescribeLimits" }),
});

export const describeEndpoints = operation("DescribeEndpoints", {
  summary: "Says where the Region's DynamoDB answers.",
  kind: "control",
  fields: [],
  parse: () => ({ operation: "DescribeEndpoints" }),
});
