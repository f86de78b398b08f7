/** PutResourcePolicy, GetResourcePolicy and DeleteResourcePolicy: a policy document kept with a table or stream. [POL-1] */
import { policyDocument } from "../policy-rules.ts";
import { requireArn } from "../tag-rules.ts";
import { type CheckedInput, type Field, operation } from "./operation.ts";

const RESOURCE_ARN: Field = {
  name: "ResourceArn",
  type: "string",
  required: true,
  min: 1,
  max: 1283,
  doc: "ARN of the table or the stream.",
};

const EXPECTED_REVISION: Field = {
  name: "ExpectedRevisionId",
  type: "string",
  min: 1,
  max: 255,
  doc: "Only if this is the policy's revision; NO_POLICY: only if there is none.",
};

const arnOf = ({ fields }: CheckedInput) => requireArn(fields.ResourceArn as string);
const expectedOf = ({ fields }: CheckedInput) => (fields.ExpectedRevisionId as string | undefined) ?? null;

export const putResourcePolicy = operation("PutResourcePolicy", {
  summary: "Keeps a policy document with a table or stream.",
  kind: "control",
  fields: [
    RESOURCE_ARN,
    { name: "Policy", type: "string", required: true, doc: "The document, JSON of 20 KB at most." },
    EXPECTED_REVISION,
    { name: "ConfirmRemoveSelfResourceAccess", type: "boolean", doc: "Accept to lock yourself out." },
  ],
  parse: (input) => ({
    operation: "PutResourcePolicy",
    arn: arnOf(input),
    policy: policyDocument(input.fields.Policy as string),
    expectedRevision: expectedOf(input),
  }),
});

export const getResourcePolicy = operation("GetResourcePolicy", {
  summary: "Gives back the policy document of a table or stream.",
  kind: "control",
  fields: [RESOURCE_ARN],
  parse: (input) => ({ operation: "GetResourcePolicy", arn: arnOf(input) }),
});

export const deleteResourcePolicy = operation("DeleteResourcePolicy", {
  summary: "Removes the policy document of a table or stream.",
  kind: "control",
  fields: [RESOURCE_ARN, EXPECTED_REVISION],
  parse: (input) => ({
    operation: "DeleteResourcePolicy",
    arn: arnOf(input),
    expectedRevision: expectedOf(input),
  }),
});
