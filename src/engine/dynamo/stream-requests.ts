/**
 * Parsed requests of the Streams API, and the text of a shard iterator. An iterator carries all there is to know of the
 * place it stands for, so that nobody has to remember it. [STA-4]
 */
import { base64ToBytes, bytesToBase64 } from "../base/bytes.ts";
import { crc32 } from "../base/crc32.ts";
import { utf8Encode } from "../base/utf8.ts";

export type ShardIteratorType = "TRIM_HORIZON" | "LATEST" | "AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER";

export interface ParsedListStreams {
  readonly operation: "ListStreams";
  readonly tableName: string | null;
  readonly limit: number;
  readonly exclusiveStartStreamArn: string | null;
}

export interface ParsedDescribeStream {
  readonly operation: "DescribeStream";
  readonly streamArn: string;
  readonly limit: number;
  readonly exclusiveStartShardId: string | null;
  /** Only the children of this shard. */
  readonly childrenOf: string | null;
}

interface ParsedGetShardIterator {
  readonly operation: "GetShardIterator";
  readonly streamArn: string;
  readonly shardId: string;
  readonly iteratorType: ShardIteratorType;
  readonly sequenceNumber: string | null;
}

interface ParsedGetRecords {
  readonly operation: "GetRecords";
  readonly iterator: ShardIterator;
  readonly limit: number;
}

export type StreamRequest = ParsedListStreams | ParsedDescribeStream | ParsedGetShardIterator | ParsedGetRecords;

/** A place in a shard: after its record number `after`, counted from 1. */
export interface ShardIterator {
  readonly streamArn: string;
  readonly shardId: string;
  readonly after: number;
  /** Virtual time at which it was made. */
  readonly madeAtMicros: number;
}

/** `<stream ARN>|1|<base64>`, the shape of the service's own. */
export function iteratorText({ streamArn, shardId, after, madeAtMicros }: ShardIterator): string {
  const place = `${shardId}/${after}/${madeAtMicros}`;
  const checked = `${place}/${crc32(utf8Encode(streamArn + place))}`;
  return `${streamArn}|1|${bytesToBase64(utf8Encode(checked))}`;
}

/** null: no iterator of ours. */
export function readIterator(text: string): ShardIterator | null {
  const [streamArn, version, encoded, ...more] = text.split("|");
  if (streamArn === undefined || version !== "1" || encoded === undefined || more.length > 0) return null;
  const bytes = base64ToBytes(encoded);
  const [shardId, after, madeAt] = bytes === null ? [] : String.fromCharCode(...bytes).split("/");
  if (shardId === undefined) return null;
  const iterator: ShardIterator = { streamArn, shardId, after: Number(after), madeAtMicros: Number(madeAt) };
  return iteratorText(iterator) === text ? iterator : null;
}
