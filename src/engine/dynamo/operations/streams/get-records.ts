/** GetRecords: what a shard holds from an iterator on, and the iterator after it. [STA-5] */
import { refuse } from "../../errors.ts";
import { readIterator } from "../../stream-requests.ts";
import { operation } from "../operation.ts";
import { limitField } from "./stream-fields.ts";

const RECORDS_MAX = 1_000;

export const getRecords = operation("GetRecords", {
  summary: "Reads the records of a shard from an iterator on.",
  kind: "stream",
  fields: [
    {
      name: "ShardIterator",
      type: "string",
      required: true,
      min: 1,
      max: 2048,
      doc: "From GetShardIterator, or the NextShardIterator of the read before.",
    },
    limitField(RECORDS_MAX, "How many records to return at most."),
  ],
  parse: (input) => ({
    operation: "GetRecords",
    iterator: readIterator(input.fields.ShardIterator as string) ?? refuse("Invalid ShardIterator"),
    limit: (input.fields.Limit as number | undefined) ?? RECORDS_MAX,
  }),
});
