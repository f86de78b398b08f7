/** Tags of tables. A write is seen some time later, and holds further writes up until then. [TAG-1..5] */

import type { ParsedTagging } from "../../dynamo/control-requests.ts";
import { dynamoError } from "../../dynamo/errors.ts";
import { invalidArn } from "../../dynamo/table-arn.ts";
import { tableArn } from "../../dynamo/table-description.ts";
import { TAGS_MAX, type Tag, TOO_MANY_TAGS } from "../../dynamo/tag-rules.ts";
import type { Micros } from "../../sim/message.ts";
import { type Answer, foreignArn, invalid, notFound, overLimit, refused } from "./answers.ts";
import type { ControlContext, ControlPlaneState, TableLedger } from "./control-state.ts";
import { drawDelay } from "./work.ts";

export function answerTagging(state: ControlPlaneState, request: ParsedTagging, context: ControlContext): Answer {
  const { arn } = request;
  const foreign = foreignArn(arn, state.region, invalidArn);
  if (foreign !== null) return foreign;
  if (!/:table\/[^/]+$/.test(arn)) return invalid(invalidArn(arn));
  const table = arn.slice(arn.indexOf("/") + 1);
  const ledger = tableArn(state.region, table) === arn ? state.ledgers.get(table) : undefined;
  if (ledger === undefined) return notFound(`ResourceArn: ${arn} not found`);
  if (request.operation === "ListTagsOfResource") {
    return { body: { Tags: tagsSeen(ledger, context.now).map(({ key, value }) => ({ Key: key, Value: value })) } };
  }
  const status = state.tables.get(table)?.status;
  if (status === "CREATING" || status === "DELETING") {
    const what = status === "CREATING" ? "created" : "deleted";
    return refused(
      dynamoError(
        "ResourceInUseException",
        `Attempt to change a resource which is still in use: Table is being ${what}: ${table}`,
      ),
    );
  }
  if ((ledger.comingTags?.at ?? -1) > context.now) return overLimit(`Table tags are being updated: ${table}`);
  const before = tagsSeen(ledger, context.now);
  const tags = request.operation === "TagResource" ? joined(before, request.tags) : without(before, request.keys);
  if (tags.length > TAGS_MAX) return invalid(TOO_MANY_TAGS);
  const at = context.now + drawDelay("tagsVisible", context);
  state.ledgers.set(table, { ...ledger, tags: before, comingTags: { tags, at } });
  return { body: {} };
}

function tagsSeen({ tags, comingTags }: TableLedger, now: Micros): readonly Tag[] {
  return comingTags !== null && comingTags.at <= now ? comingTags.tags : tags;
}

/** A key that is there already gets the new value. */
function joined(before: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const all = new Map([...before, ...added].map((tag) => [tag.key, tag]));
  return [...all.values()];
}

function without(before: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  return before.filter(({ key }) => !keys.includes(key));
}
