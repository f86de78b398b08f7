/** Switching a table's stream on and off while the table stands. [STRM-1..3] */
import { present } from "../../base/assert.ts";
import type { ParsedUpdateTable } from "../../dynamo/control-requests.ts";
import { WORDING } from "../../dynamo/errors.ts";
import type { TablePlacement } from "../placement.ts";
import { spawnStream } from "../table-machines.ts";
import { type Answer, invalid } from "./answers.ts";
import { spreadChange } from "./change-delivery.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";
import {
  currentStream,
  disableStream,
  freshGeneration,
  freshLabel,
  newStream,
  setStream,
  streamDisabled,
} from "./stream-life.ts";
import { beginWork, endWork } from "./work.ts";
import type { TableWork } from "./work-kinds.ts";

type StreamChange = NonNullable<ParsedUpdateTable["stream"]>;

export function streamRefusal(state: ControlPlaneState, request: ParsedUpdateTable): Answer | null {
  const { tableName: table, stream } = request;
  const placement = present(state.tables.get(table), table);
  const has = placement.streamLabel !== null;
  if (stream === null) return null;
  if (stream.enabled) return has ? invalid(`Table already has an enabled stream: TableName: ${table}`) : null;
  if (!has) return invalid(`Table has no stream to disable: TableName: ${table}`);
  return placement.regions.length > 1
    ? invalid(`${WORDING.invalidParameters}Disabling Stream is not allowed for a Global Table replica.`)
    : null;
}

export function switchStream(
  state: ControlPlaneState,
  table: string,
  change: StreamChange,
  context: ControlContext,
): void {
  if (change.enabled) switchOn(state, table, change, context);
  else switchOff(state, table, context);
}

/** New shards, which get every write from the change in each partition's log on. */
function switchOn(state: ControlPlaneState, table: string, change: StreamChange, context: ControlContext): void {
  const before = present(state.tables.get(table), table);
  const placement: TablePlacement = {
    ...before,
    schema: { ...before.schema, stream: change.viewType },
    streamLabel: freshLabel(state, table, context.now),
    streamGeneration: freshGeneration(state, table),
  };
  setStream(state, newStream(placement, "ENABLING", context.now));
  const ledger = present(state.ledgers.get(table), table);
  state.ledgers.set(table, { ...ledger, latestStreamLabel: placement.streamLabel });
  spawnStream(context.machines, placement);
  spreadChange(state, placement, context);
  beginWork(state, { table, kind: "stream-on" }, "streamSwitch", context);
}

export function finishStreamOn(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const placement = present(state.tables.get(work.table), work.table);
  const stream = present(currentStream(state, placement), "the stream that was switched on");
  setStream(state, { ...stream, status: "ENABLED" });
  const { region, table, label } = stream;
  context.record({ kind: "StreamEnabled", region, table, stream: label, viewType: stream.viewType });
  endWork(state, work, context);
}

/** Its shards still get what was written before; whoever reads them goes on for a day. */
function switchOff(state: ControlPlaneState, table: string, context: ControlContext): void {
  const before = present(state.tables.get(table), table);
  disableStream(state, present(currentStream(state, before), "a stream to switch off"), "DISABLING", context);
  const schema = { ...before.schema, stream: null };
  spreadChange(state, { ...before, schema, streamLabel: null, triggers: [] }, context);
  beginWork(state, { table, kind: "stream-off" }, "streamSwitch", context);
}

export function finishStreamOff(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const stream = [...state.streams.values()].find((s) => s.table === work.table && s.status === "DISABLING");
  if (stream !== undefined) streamDisabled(state, stream, context);
  endWork(state, work, context);
}
