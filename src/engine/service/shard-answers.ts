/**
 * What a shard answers to the Streams API: where it begins and ends, where an iterator stands, and the records after
 * one. A description goes from shard to shard, each adds itself, and the last one answers. [STA-3, STA-4, STA-5]
 */
import { present } from "../base/assert.ts";
import type { NumberedLog } from "../base/numbered-log.ts";
import { type DynamoError, dynamoError } from "../dynamo/errors.ts";
import { iteratorText } from "../dynamo/stream-requests.ts";
import type { Context } from "../sim/actor.ts";
import type { Event } from "./events.ts";
import type { Json } from "./function-runtime.ts";
import type { Message, ShardAsk, ShardRecord } from "./messages.ts";
import { recordFor, type StreamRecord, sequenceNumberOf } from "./stream-record.ts";

/** What is asked of a shard, and what of the shard answers it. */
interface Shard {
  readonly region: string;
  readonly schema: { readonly name: string };
  readonly shard: string;
  readonly sinceLsn: number;
  readonly lastLsn: number;
  readonly records: NumberedLog<ShardRecord>;
}

type AskShard = Extract<Message, { readonly type: "AskShard" }>;
type ShardContext = Context<Message, Event>;

/** GetRecords returns at most so much at once, but at least one record (facts §1.5). */
const ANSWER_BYTES_MAX = 1_048_576;

export function answerAsk(shard: Shard, message: AskShard, context: ShardContext): void {
  const { request, replyTo, ask } = message;
  const answer = (body: Json, error: DynamoError | null = null, records = 0) => {
    const { region, shard: name } = shard;
    context.record({
      kind: "ShardAsked",
      request,
      region,
      table: shard.schema.name,
      shard: name,
      what: ask.kind,
      records,
    });
    context.send(replyTo, {
      type: "ApiResponse",
      answer: { request, status: error?.status ?? 200, body, error, served: null },
    });
  };
  switch (ask.kind) {
    case "describe": {
      const description = { ...ask.description, Shards: [...(ask.description.Shards as Json[]), range(shard, ask)] };
      const [next, ...rest] = ask.rest;
      if (next === undefined) answer({ StreamDescription: description });
      else context.send(next.actor, { ...message, ask: { ...ask, id: next.id, rest, description } });
      return;
    }
    case "iterator": {
      const after = placeOf(shard, ask);
      if (after === null) answer(null, trimmed());
      else answer({ ShardIterator: iteratorAt(ask, after, context) });
      return;
    }
    case "records": {
      if (ask.after < shard.records.first - 1) {
        answer(null, trimmed());
        return;
      }
      const records = recordsAfter(shard, ask);
      const after = ask.after + records.length;
      const isDone = ask.closed && after >= shard.records.last;
      const next = { NextShardIterator: iteratorAt(ask, after, context) };
      answer(isDone ? { Records: records } : { Records: records, ...next }, null, records.length);
    }
  }
}

function trimmed(): DynamoError {
  return dynamoError("TrimmedDataAccessException", "The data you are trying to access has been trimmed");
}

function iteratorAt(ask: { streamArn: string; id: string }, after: number, context: ShardContext): string {
  return iteratorText({ streamArn: ask.streamArn, shardId: ask.id, after, madeAtMicros: context.now });
}

function range(shard: Shard, { id, closed }: { id: string; closed: boolean }): Json {
  const SequenceNumberRange = {
    StartingSequenceNumber: sequenceNumberOf(shard.sinceLsn),
    ...(closed ? { EndingSequenceNumber: sequenceNumberOf(shard.lastLsn) } : {}),
  };
  return { ShardId: id, SequenceNumberRange };
}

/** The position after which an iterator reads; null: its record has been trimmed. */
function placeOf({ records }: Shard, ask: Extract<ShardAsk, { kind: "iterator" }>): number | null {
  if (ask.iteratorType === "TRIM_HORIZON") return records.first - 1;
  if (ask.iteratorType === "LATEST") return records.last;
  const sought = BigInt(present(ask.sequenceNumber, "this type takes a sequence number"));
  const numberAt = (position: number) => BigInt(present(records.get(position), "a kept record").sequenceNumber);
  let low = records.first;
  let high = records.last + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBefore = ask.iteratorType === "AT_SEQUENCE_NUMBER" ? numberAt(middle) < sought : numberAt(middle) <= sought;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  // Before everything that is kept, while something is kept no longer.
  const isTrimmed =
    records.first > 1 && low === records.first && (records.get(low) === undefined || numberAt(low) > sought);
  return isTrimmed ? null : low - 1;
}

function recordsAfter(shard: Shard, ask: Extract<ShardAsk, { kind: "records" }>): StreamRecord[] {
  const found: StreamRecord[] = [];
  let bytes = 0;
  for (const record of shard.records.slice(ask.after + 1, ask.after + ask.limit)) {
    const shown = recordFor(record, { viewType: ask.viewType, region: shard.region, streamArn: ask.streamArn });
    bytes += shown.dynamodb.SizeBytes;
    if (found.length > 0 && bytes > ANSWER_BYTES_MAX) break;
    found.push(shown);
  }
  return found;
}
