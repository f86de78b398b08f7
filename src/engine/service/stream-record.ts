/**
 * Stream records: from a committed change to what the shard keeps, and from that to what a reader of the stream gets.
 * Both images are kept whatever the view type; the view type is applied on the way out. [STR-8..10]
 */
import { present } from "../base/assert.ts";
import { md5Hex } from "../base/md5.ts";
import { collectionOf, keyOfItem } from "../dynamo/keys.ts";
import { itemBytes } from "../dynamo/sizes.ts";
import type { StreamViewType, TableSchema } from "../dynamo/table.ts";
import type { Item } from "../dynamo/values.ts";
import type { Micros } from "../sim/message.ts";
import { calendarSeconds } from "./epoch.ts";
import type { Json } from "./function-runtime.ts";
import type { Change, ShardRecord } from "./messages.ts";

/** Counts up along a lineage of shards. Shards do not split or roll over yet, so there is one generation. */
const GENERATION = 1;

/** A record as GetRecords and Lambda carry it (facts §1.6). `eventSourceARN` is not part of it. */
export interface StreamRecord {
  /** 32 hexadecimal digits, other ones in every record: who reads a record twice knows it by them. */
  readonly eventID: string;
  readonly eventName: ShardRecord["eventName"];
  readonly eventVersion: "1.1";
  readonly eventSource: "aws:dynamodb";
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Whole seconds since the Unix epoch. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  /** `userIdentity`, where the item was deleted because its time was over. */
  readonly [member: string]: Json;
}

/** Who deletes what has expired. The Streams API and Lambda's event write the members differently. */
const TTL_SERVICE = { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" } as const;
const TTL_SERVICE_FOR_LAMBDA = { type: TTL_SERVICE.Type, principalId: TTL_SERVICE.PrincipalId } as const;

interface RecordSource {
  readonly viewType: StreamViewType;
  readonly region: string;
  readonly streamArn: string;
}

/** 21 digits for the first generation: the generation, then the log position (shape derived from samples, facts §1.4). */
export function sequenceNumberOf(lsn: number): string {
  return `${GENERATION}${String(lsn).padStart(20, "0")}`;
}

/** The record of a committed change. @param at.position its place in the shard, from 1 */
export function shardRecordOf(
  { lsn, write }: Change,
  at: { readonly schema: TableSchema; readonly position: number; readonly appendedAt: Micros },
): ShardRecord {
  const oldImage = write.before;
  const newImage = write.after.item;
  const keys = keyOfItem(at.schema.key, present(newImage ?? oldImage, "a change has an image before or after"));
  const record = {
    sequenceNumber: sequenceNumberOf(lsn),
    position: at.position,
    appendedAt: at.appendedAt,
    label: write.label,
    version: write.after.version,
    eventName: eventNameOf(oldImage, newImage),
    keys,
    oldImage,
    newImage,
    stored: write.after,
    storageKey: write.storageKey,
    ...(write.expired === true ? { expired: true as const } : {}),
  };
  return { ...record, bytes: sizeBytes(record, present(at.schema.stream, "view type of the stream")) };
}

/** The record as a function's event has it. */
export function lambdaRecordFor(record: ShardRecord, stream: RecordSource): StreamRecord {
  const shown = { ...recordFor(record, stream), eventSourceARN: stream.streamArn };
  return record.expired === true ? { ...shown, userIdentity: TTL_SERVICE_FOR_LAMBDA } : shown;
}

/** The record as GetRecords gives it. */
export function recordFor(record: ShardRecord, { viewType, region, streamArn }: RecordSource): StreamRecord {
  const shown = {
    // Shards count on their own; a partition key has one shard.
    eventID: md5Hex(`${streamArn}/${record.sequenceNumber}/${collectionOf(record.storageKey)}`),
    eventName: record.eventName,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: calendarSeconds(record.appendedAt),
      Keys: record.keys,
      ...imagesOf(record, viewType),
      SequenceNumber: record.sequenceNumber,
      SizeBytes: sizeBytes(record, viewType),
      StreamViewType: viewType,
    },
  } as const;
  return record.expired === true ? { ...shown, userIdentity: TTL_SERVICE } : shown;
}

function eventNameOf(oldImage: Item | null, newImage: Item | null): ShardRecord["eventName"] {
  if (newImage === null) return "REMOVE";
  return oldImage === null ? "INSERT" : "MODIFY";
}

type Images = Pick<ShardRecord, "keys" | "oldImage" | "newImage">;

/** An image that the view type leaves out, or that does not exist, is absent, not null (facts §1.2). */
function imagesOf({ oldImage, newImage }: Images, viewType: StreamViewType): { NewImage?: Item; OldImage?: Item } {
  const withNew = viewType === "NEW_IMAGE" || viewType === "NEW_AND_OLD_IMAGES";
  const withOld = viewType === "OLD_IMAGE" || viewType === "NEW_AND_OLD_IMAGES";
  return {
    ...(withNew && newImage !== null ? { NewImage: newImage } : {}),
    ...(withOld && oldImage !== null ? { OldImage: oldImage } : {}),
  };
}

/** Keys and the images shown, by item sizes: exact on eight published samples (facts §1.6). */
function sizeBytes(record: Images, viewType: StreamViewType): number {
  const { NewImage, OldImage } = imagesOf(record, viewType);
  return itemBytes(record.keys) + (NewImage ? itemBytes(NewImage) : 0) + (OldImage ? itemBytes(OldImage) : 0);
}
