/**
 * The Streams API, as far as it is answered from what a Region knows of its streams: which there are, what they are
 * called, which shards they have. What is in a shard, the shard itself answers (`shard-answers.ts`), straight to whoever
 * asked. [STA-2..6]
 */
import { compareUtf8 } from "../base/utf8.ts";
import { type DynamoError, dynamoError } from "../dynamo/errors.ts";
import type {
  ParsedDescribeStream,
  ParsedListStreams,
  ShardIterator,
  StreamRequest,
} from "../dynamo/stream-requests.ts";
import { describeKey, seconds } from "../dynamo/table-description.ts";
import type { Context } from "../sim/actor.ts";
import type { ActorId } from "../sim/message.ts";
import { streamArn } from "./arns.ts";
import { calendarMicros } from "./epoch.ts";
import type { Event } from "./events.ts";
import type { Json } from "./function-runtime.ts";
import type { ApiCall, Message, NamedShard, ShardAsk } from "./messages.ts";
import type { StreamPlacement } from "./placement.ts";
import { shardId } from "./places.ts";
import { wireShardId } from "./shard-id.ts";
import { STREAM_RETENTION_MICROS } from "./stream-shard.ts";

type StreamContext = Context<Message, Event>;

/** 15 minutes after it was made, an iterator is good for nothing (facts §1.5). */
const ITERATOR_LIFE_MICROS = 15 * 60_000_000;

export function answerStreamRequest(
  known: readonly StreamPlacement[],
  call: ApiCall,
  request: StreamRequest,
  replyTo: ActorId,
  context: StreamContext,
): void {
  const answer = (body: Json, error: DynamoError | null = null) =>
    context.send(replyTo, {
      type: "ApiResponse",
      answer: { request: call.request, status: error?.status ?? 200, body, error, served: null },
    });
  const ask = (shard: ActorId, asked: ShardAsk) =>
    context.send(shard, { type: "AskShard", request: call.request, replyTo, ask: asked });
  const streams = known.filter((stream) => canBeRead(stream, context.now));
  if (request.operation === "ListStreams") {
    answer(listStreams(streams, request));
    return;
  }
  const arn = request.operation === "GetRecords" ? request.iterator.streamArn : request.streamArn;
  const stream = streams.find((each) => arnOf(each) === arn);
  if (stream === undefined) {
    answer(null, notFound(`Stream: ${arn} not found`));
    return;
  }
  const closed = isClosed(stream);
  if (request.operation === "DescribeStream") {
    const { description, shards } = describeStream(stream, request, context);
    const [first, ...rest] = shards;
    if (first === undefined) answer({ StreamDescription: description });
    else ask(first.actor, { kind: "describe", id: first.id, streamArn: arn, closed, rest, description });
    return;
  }
  const sought = request.operation === "GetRecords" ? request.iterator.shardId : request.shardId;
  const shard = shardsOf(stream, context).find(({ id }) => id === sought);
  if (shard === undefined) {
    answer(null, notFound("Shard does not exist"));
    return;
  }
  const about = { id: shard.id, streamArn: arn, closed };
  if (request.operation === "GetShardIterator") {
    const { iteratorType, sequenceNumber } = request;
    ask(shard.actor, { kind: "iterator", ...about, iteratorType, sequenceNumber });
  } else if (isExpired(request.iterator, context.now)) {
    answer(null, dynamoError("ExpiredIteratorException", "The provided iterator exceeds the maximum age allowed."));
  } else {
    const { after } = request.iterator;
    ask(shard.actor, { kind: "records", ...about, after, limit: request.limit, viewType: stream.viewType });
  }
}

function notFound(what: string): DynamoError {
  return dynamoError("ResourceNotFoundException", `Requested resource not found: ${what}`);
}

function isExpired({ madeAtMicros }: ShardIterator, now: number): boolean {
  return now - madeAtMicros > ITERATOR_LIFE_MICROS;
}

/** Its machines outlive it a little. [STRM-5] */
function canBeRead({ disabledAt }: StreamPlacement, now: number): boolean {
  return disabledAt === null || now < disabledAt + STREAM_RETENTION_MICROS;
}

/** No record will come any more. */
function isClosed({ status }: StreamPlacement): boolean {
  return status === "DISABLED";
}

function arnOf({ region, table, label }: StreamPlacement): string {
  return streamArn(region, table, label);
}

function listStreams(streams: readonly StreamPlacement[], request: ParsedListStreams): Json {
  const after = request.exclusiveStartStreamArn;
  const listed = streams
    .filter(({ table }) => request.tableName === null || table === request.tableName)
    .map((stream) => ({ StreamArn: arnOf(stream), TableName: stream.table, StreamLabel: stream.label }))
    .filter(({ StreamArn }) => after === null || compareUtf8(StreamArn, after) > 0)
    .sort((a, b) => compareUtf8(a.StreamArn, b.StreamArn));
  const page = listed.slice(0, request.limit);
  const last = page[page.length - 1];
  return listed.length > page.length && last !== undefined
    ? { Streams: page, LastEvaluatedStreamArn: last.StreamArn }
    : { Streams: page };
}

/** In the order of their wire names, which is the order in which they are listed; none before the table has machines. */
function shardsOf(stream: StreamPlacement, { machines }: StreamContext): readonly NamedShard[] {
  const { region, table, partitions, generation } = stream;
  return partitions
    .map(({ name }) => ({ id: wireShardId(arnOf(stream), name), actor: shardId(region, table, name, generation) }))
    .filter(({ actor }) => machines.exists(actor))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function describeStream(
  stream: StreamPlacement,
  request: ParsedDescribeStream,
  context: StreamContext,
): { description: Record<string, Json>; shards: readonly NamedShard[] } {
  const after = request.exclusiveStartShardId;
  // Shards do not split or roll over, so none is another's child.
  const all = request.childrenOf === null ? shardsOf(stream, context) : [];
  const left = all.filter(({ id }) => after === null || id > after);
  const shards = left.slice(0, request.limit);
  const last = shards[shards.length - 1];
  const description: Record<string, Json> = {
    StreamArn: arnOf(stream),
    StreamLabel: stream.label,
    StreamStatus: stream.status,
    StreamViewType: stream.viewType,
    CreationRequestDateTime: seconds(calendarMicros(stream.createdAt)),
    TableName: stream.table,
    KeySchema: describeKey(stream.key),
    Shards: [],
  };
  if (left.length > shards.length && last !== undefined) description.LastEvaluatedShardId = last.id;
  return { description, shards };
}
