/**
 * The control plane of a Region: keeps the table descriptions, makes, changes and deletes tables in their own time, and
 * tells the routers and the partitions. Data never passes through it. This file says which request and which message
 * goes to which part of it. [CP-1..10]
 */
import { assert } from "../../base/assert.ts";
import { compareUtf8 } from "../../base/utf8.ts";
import type { ControlRequest } from "../../dynamo/control-requests.ts";
import { parseRequest } from "../../dynamo/stages.ts";
import type { StreamRequest } from "../../dynamo/stream-requests.ts";
import { listTables } from "../../dynamo/table-description.ts";
import type { ActorKind } from "../../sim/actor.ts";
import type { ActorId } from "../../sim/message.ts";
import type { Event } from "../events.ts";
import type { Json } from "../function-runtime.ts";
import type { ApiCall, Message } from "../messages.ts";
import { answerStreamRequest } from "../stream-api.ts";
import { describeEndpoints, describeLimits } from "./account.ts";
import { type Answer, foreignArn, refused, tableNotFound } from "./answers.ts";
import { changeIsSpreading, takeChangeReply, takeChangesMended, takeChangeTimeout } from "./change-delivery.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";
import { createTable, finishCreate } from "./create-table.ts";
import { deleteTable, finishDelete } from "./delete-table.ts";
import { describePlacement } from "./describe.ts";
import { finishIndexBackfill, finishIndexDelete, partitionWalked, startBackfill, startWalks } from "./index-life.ts";
import { answerPolicy } from "./policies.ts";
import { expireStream } from "./stream-life.ts";
import { finishStreamOff, finishStreamOn } from "./stream-switch.ts";
import { answerTagging } from "./tags.ts";
import { describeTimeToLive, finishTimeToLive, updateTimeToLive } from "./time-to-live.ts";
import { finishSettings, updateTable } from "./update-table.ts";
import { worksOf } from "./work.ts";
import type { TableWork, WorkKind } from "./work-kinds.ts";

export const controlPlane: ActorKind<ControlPlaneState, Message, Event> = {
  kind: "control-plane",
  handle(state, message, context) {
    switch (message.type) {
      case "ControlRequest":
        return answer(state, message.call, message.replyTo, context);
      case "StreamCall":
        return answerStream(state, message.call, message.replyTo, context);
      case "WorkDue": {
        const work = state.works.get(message.work);
        if (work === undefined || work.startedAt !== message.startedAt) return;
        state.works.set(work.id, { ...work, due: true });
        return goOn(state, work.table, context);
      }
      case "ChangeReply": {
        const table = takeChangeReply(state, message, context);
        if (table !== null) goOn(state, table, context);
        return;
      }
      case "ChangeTimeout":
        return takeChangeTimeout(state, message, context);
      case "BackfillDone":
        partitionWalked(state, message, context);
        return goOn(state, message.table, context);
      case "StreamExpired":
        return expireStream(state, message.arn, context);
      case "Mended":
        return takeChangesMended(state, context);
      default:
        assert(false, `the control plane does not take ${message.type}`);
    }
  },
};

type Finish = (state: ControlPlaneState, work: TableWork, context: ControlContext) => void;

const FINISH: Readonly<Record<WorkKind, Finish>> = {
  create: finishCreate,
  delete: finishDelete,
  throughput: finishSettings,
  billing: finishSettings,
  settings: finishSettings,
  encryption: finishSettings,
  "stream-on": finishStreamOn,
  "stream-off": finishStreamOff,
  "index-allocate": startBackfill,
  "index-backfill": finishIndexBackfill,
  "index-update": finishSettings,
  "index-delete": finishIndexDelete,
  "time-to-live": finishTimeToLive,
};

/** Ends what can end: its time is over, and every partition knows of it. */
function goOn(state: ControlPlaneState, table: string, context: ControlContext): void {
  for (const { id } of worksOf(state, table)) {
    const work = state.works.get(id);
    if (work === undefined) continue;
    const alone = work.kind === "create" || work.kind === "delete";
    if (!alone && changeIsSpreading(state, table)) continue;
    if (work.kind === "index-backfill" && work.walks === null) startWalks(state, work, context);
    else if (work.due && (work.walks === null || work.walks.length === 0)) FINISH[work.kind](state, work, context);
  }
}

function answer(state: ControlPlaneState, call: ApiCall, replyTo: ActorId, context: ControlContext): void {
  const parsed = parseRequest(call.operation, call.input);
  const result = !parsed.ok
    ? refused(parsed.error)
    : (foreignTable(state, call.input) ?? run(state, parsed.request as ControlRequest, context));
  const error = "error" in result ? result.error : null;
  context.send(replyTo, {
    type: "ApiResponse",
    answer: {
      request: call.request,
      status: error?.status ?? 200,
      body: "error" in result ? null : (result.body as Json),
      error,
      served: null,
    },
  });
}

/** The streams of a Region are answered for where its tables are known; their shards answer for themselves. [STA-2..6] */
function answerStream(state: ControlPlaneState, call: ApiCall, replyTo: ActorId, context: ControlContext): void {
  const parsed = parseRequest(call.operation, call.input);
  assert(parsed.ok, "the router has parsed it");
  answerStreamRequest([...state.streams.values()], call, parsed.request as StreamRequest, replyTo, context);
}

/** A table may be named by its ARN, but not one of another Region or account. [CP-7] */
function foreignTable({ region }: ControlPlaneState, input: unknown): Answer | null {
  const name = (input as { readonly TableName?: unknown }).TableName;
  return typeof name === "string" && name.startsWith("arn:") ? foreignArn(name, region) : null;
}

function run(state: ControlPlaneState, request: ControlRequest, context: ControlContext): Answer {
  switch (request.operation) {
    case "CreateTable":
      return createTable(state, request, context);
    case "DescribeTable":
      return state.tables.has(request.tableName)
        ? { body: { Table: describePlacement(state, request.tableName, context) } }
        : tableNotFound(request.tableName);
    case "UpdateTable":
      return updateTable(state, request, context);
    case "DeleteTable":
      return deleteTable(state, request.tableName, context);
    case "ListTables":
      return { body: listTables(request, [...state.tables.keys()].sort(compareUtf8)) };
    case "UpdateTimeToLive":
      return updateTimeToLive(state, request, context);
    case "DescribeTimeToLive":
      return describeTimeToLive(state, request.tableName);
    case "TagResource":
    case "UntagResource":
    case "ListTagsOfResource":
      return answerTagging(state, request, context);
    case "PutResourcePolicy":
    case "GetResourcePolicy":
    case "DeleteResourcePolicy":
      return answerPolicy(state, request, context);
    case "DescribeLimits":
      return describeLimits();
    case "DescribeEndpoints":
      return describeEndpoints(state.region);
  }
}
