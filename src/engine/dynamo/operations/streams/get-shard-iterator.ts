/** GetShardIterator: a place in a shard to read from, good for 15 minutes. [STA-4] */
import { refuse } from "../../errors.ts";
import type { ShardIteratorType } from "../../stream-requests.ts";
import { operation } from "../operation.ts";
import { STREAM_ARN, streamArnOf } from "./stream-fields.ts";

export const getShardIterator = operation("GetShardIterator", {
  summary: "Names a place in a shard from which GetRecords can read.",
  kind: "stream",
  fields: [
    STREAM_ARN,
    { name: "ShardId", type: "string", required: true, min: 28, max: 65, doc: "The shard: DescribeStream tells it." },
    {
      name: "ShardIteratorType",
      type: "enum",
      required: true,
      options: ["TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"],
      doc: "Where to begin: at the oldest record, after the newest, or at or after a given one.",
    },
    {
      name: "SequenceNumber",
      type: "string",
      min: 21,
      max: 40,
      doc: "The given one, for AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER.",
    },
  ],
  parse: (input) => {
    const streamArn = streamArnOf(input, "StreamArn");
    const iteratorType = input.fields.ShardIteratorType as ShardIteratorType;
    const sequenceNumber = (input.fields.SequenceNumber as string | undefined) ?? null;
    const takesNumber = iteratorType === "AT_SEQUENCE_NUMBER" || iteratorType === "AFTER_SEQUENCE_NUMBER";
    if (takesNumber && sequenceNumber === null) {
      refuse(`SequenceNumber must be specified when ShardIteratorType is ${iteratorType}`);
    }
    if (!takesNumber && sequenceNumber !== null) {
      refuse(`SequenceNumber must not be specified when ShardIteratorType is ${iteratorType}`);
    }
    if (sequenceNumber !== null && !/^\d+$/.test(sequenceNumber)) refuse("Invalid SequenceNumber");
    const shardId = input.fields.ShardId as string;
    return { operation: "GetShardIterator", streamArn, shardId, iteratorType, sequenceNumber };
  },
});
