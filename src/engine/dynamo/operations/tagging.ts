/** TagResource, UntagResource and ListTagsOfResource: labels on a table, by its ARN. [TAG-1] */
import { requireArn, type SentTag, tagKeysOf, tagsOf } from "../tag-rules.ts";
import { type Field, operation } from "./operation.ts";
import { TAGS } from "./option-fields.ts";

const RESOURCE_ARN: Field = {
  name: "ResourceArn",
  type: "string",
  required: true,
  min: 1,
  max: 1283,
  doc: "The table's ARN.",
};

export const tagResource = operation("TagResource", {
  summary: "Puts tags on a table.",
  kind: "control",
  fields: [RESOURCE_ARN, { ...TAGS, required: true }],
  parse: ({ fields }) => ({
    operation: "TagResource",
    arn: requireArn(fields.ResourceArn as string),
    tags: tagsOf(fields.Tags as readonly SentTag[]),
  }),
});

export const untagResource = operation("UntagResource", {
  summary: "Takes tags off a table.",
  kind: "control",
  fields: [
    RESOURCE_ARN,
    {
      name: "TagKeys",
      type: "list",
      required: true,
      doc: "Names of the tags.",
      element: { name: "TagKey", type: "string", min: 1, max: 128, doc: "A tag's name." },
    },
  ],
  parse: ({ fields }) => ({
    operation: "UntagResource",
    arn: requireArn(fields.ResourceArn as string),
    keys: tagKeysOf(fields.TagKeys as readonly string[]),
  }),
});

export const listTagsOfResource = operation("ListTagsOfResource", {
  summary: "Lists the tags of a table.",
  kind: "control",
  fields: [RESOURCE_ARN, { name: "NextToken", type: "string", doc: "Means nothing: one answer has all tags. [TAG-6]" }],
  parse: ({ fields }) => ({ operation: "ListTagsOfResource", arn: requireArn(fields.ResourceArn as string) }),
});
