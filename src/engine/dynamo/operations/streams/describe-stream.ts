/** DescribeStream: a stream and its shards, a page of them at a time. [STA-3] */
import { operation } from "../operation.ts";
import { limitField, STREAM_ARN, streamArnOf } from "./stream-fields.ts";

const PAGE_MAX = 100;

const SHARD_ID = { type: "string", min: 28, max: 65 } as const;

export const describeStream = operation("DescribeStream", {
  summary: "Describes a stream: its state, its key, its shards and where they begin and end.",
  kind: "stream",
  fields: [
    STREAM_ARN,
    limitField(PAGE_MAX, "How many shards to return at most."),
    { name: "ExclusiveStartShardId", ...SHARD_ID, doc: "Where to go on: the LastEvaluatedShardId of the page before." },
    {
      name: "ShardFilter",
      type: "structure",
      members: [
        { name: "Type", type: "enum", options: ["CHILD_SHARDS"], required: true, doc: "Only the children of a shard." },
        { name: "ShardId", required: true, ...SHARD_ID, doc: "The parent." },
      ],
      doc: "Only some of the shards.",
    },
  ],
  parse: (input) => {
    const filter = input.fields.ShardFilter as { readonly ShardId: string } | undefined;
    return {
      operation: "DescribeStream",
      streamArn: streamArnOf(input, "StreamArn"),
      limit: (input.fields.Limit as number | undefined) ?? PAGE_MAX,
      exclusiveStartShardId: (input.fields.ExclusiveStartShardId as string | undefined) ?? null,
      childrenOf: filter?.ShardId ?? null,
    };
  },
});
