/** ListStreams: the streams of a Region, or of one table, a page at a time. [STA-2] */
import { operation } from "../operation.ts";
import { NAME_PATTERN } from "../shared-fields.ts";
import { limitField, streamArnOf } from "./stream-fields.ts";

const PAGE_MAX = 100;

export const listStreams = operation("ListStreams", {
  summary: "Lists the streams of a Region, or of one table.",
  kind: "stream",
  fields: [
    {
      name: "TableName",
      type: "string",
      min: 3,
      max: 255,
      pattern: NAME_PATTERN,
      doc: "Only the streams of this table.",
    },
    limitField(PAGE_MAX, "How many streams to return at most."),
    {
      name: "ExclusiveStartStreamArn",
      type: "string",
      min: 37,
      max: 1024,
      doc: "Where to go on: the LastEvaluatedStreamArn of the page before.",
    },
  ],
  parse: (input) => ({
    operation: "ListStreams",
    tableName: (input.fields.TableName as string | undefined) ?? null,
    limit: (input.fields.Limit as number | undefined) ?? PAGE_MAX,
    exclusiveStartStreamArn:
      input.fields.ExclusiveStartStreamArn === undefined ? null : streamArnOf(input, "ExclusiveStartStreamArn"),
  }),
});
