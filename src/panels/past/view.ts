/**
 * The commands of a run, and those its parent has and it has not. Runs in the Worker; of a long run the last ones are
 * shown.
 */

import type { AttributeValue, Item } from "../../engine/index.ts";
import { type Command, type ItemIdentity, keyLabel, type Reader, requestIdOf, valueLabel } from "../../engine/index.ts";

export interface PastCommand {
  readonly id: number;
  /** Position in the run it is of, from 1. */
  readonly number: number;
  readonly at: number;
  /** "PutItem cleo", "az c goes down". */
  readonly title: string;
  /** Short argument; may be empty. */
  readonly note: string;
  readonly look: ItemIdentity | null;
  /** False: this run goes without it. */
  readonly ticked: boolean;
  /** Carried out at the cursor. */
  readonly done: boolean;
}

export interface PastView {
  readonly commands: readonly PastCommand[];
  readonly total: number;
  /** Commands before those shown. */
  readonly earlier: number;
  /** The run this one left, or null. */
  readonly parent: number | null;
}

export const COMMANDS_MAX = 80;

export function pastView(reader: Reader): PastView {
  const { branch } = reader;
  const parent = branch.parent === null ? undefined : reader.branches[branch.parent];
  const own = new Set(branch.commands.map((c) => c.id));
  const left = (parent?.commands ?? []).filter((c) => !own.has(c.id));
  const all = [...branch.commands, ...left].sort((a, b) => a.at - b.at || a.id - b.id);
  const shown = all.slice(-COMMANDS_MAX);
  const first = all.length - shown.length;
  return {
    commands: shown.map((command, i) =>
      listedCommand(reader, command, { number: first + i + 1, ticked: own.has(command.id) }),
    ),
    total: branch.commands.length,
    earlier: first,
    parent: branch.parent,
  };
}

function listedCommand(
  reader: Reader,
  command: Command,
  place: { readonly number: number; readonly ticked: boolean },
): PastCommand {
  const { title, note, about } = wordsOf(reader, command);
  return {
    id: command.id,
    ...place,
    at: command.at,
    title,
    note,
    look: about === null ? null : reader.identity(about.table, about.label),
    done: place.ticked && reader.step > 0 && command.at <= reader.now,
  };
}

interface Words {
  readonly title: string;
  readonly note: string;
  readonly about: { readonly table: string; readonly label: string } | null;
}

function wordsOf(reader: Reader, command: Command): Words {
  switch (command.kind) {
    case "request":
      return requestWords(reader, command);
    case "run":
      return { title: `Run ${command.entry}`, note: "your code", about: null };
    case "stop":
      return { title: "Stop your code", note: "", about: null };
    case "deploy":
      return { title: `New code for ${command.functionName}`, note: command.entry, about: null };
    case "jump":
      return { title: "Clock jump", note: jumpWords(command.micros), about: null };
    case "fault":
      return { title: faultWords(command.fault), note: "fault", about: null };
  }
}

function requestWords(reader: Reader, command: Extract<Command, { kind: "request" }>): Words {
  const input = asObject(command.input);
  const table = typeof input.TableName === "string" ? input.TableName : null;
  const label = labelOf(reader, command, table, input);
  const title =
    label === null ? `${command.operation}${table === null ? "" : ` ${table}`}` : `${command.operation} ${label}`;
  const from = command.region === reader.home ? "" : command.region;
  const note = [argumentOf(command.operation, input), from].filter((part) => part !== "").join(", ");
  return { title, note, about: table === null || label === null ? null : { table, label } };
}

/** The item's readable key: from the log, or from the request itself when it has not run yet. */
function labelOf(
  reader: Reader,
  command: Command,
  table: string | null,
  input: Readonly<Record<string, unknown>>,
): string | null {
  for (const at of reader.eventsOfRequest(requestIdOf(command))) {
    const event = reader.events[at]?.event;
    if (event !== undefined && "label" in event && event.label !== null) return event.label;
  }
  const schema = table === null ? undefined : reader.table(reader.home, table)?.schema;
  const attributes = asObject(input.Key ?? input.Item) as Item;
  if (schema === undefined || input.IndexName !== undefined) return null;
  const key: Record<string, AttributeValue> = {};
  for (const { name } of [...schema.key.partition, ...schema.key.sort]) {
    const value = attributes[name];
    if (typeof value !== "object" || value === null) return null;
    key[name] = value;
  }
  return keyLabel(key);
}

/** The one thing that tells two calls of the same kind apart. */
function argumentOf(operation: string, input: Readonly<Record<string, unknown>>): string {
  if (operation === "GetItem" || operation === "Query" || operation === "Scan") {
    const index = typeof input.IndexName === "string" ? `${input.IndexName}, ` : "";
    return `${index}${input.ConsistentRead === true ? "strong" : "eventual"}`;
  }
  const values =
    operation === "PutItem"
      ? Object.values(asObject(input.Item)).slice(1)
      : Object.values(asObject(input.ExpressionAttributeValues));
  const text = values.filter(isScalar).map(valueLabel).join(", ");
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

function isScalar(value: unknown): value is AttributeValue {
  return typeof value === "object" && value !== null && ("S" in value || "N" in value || "BOOL" in value);
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function jumpWords(micros: number): string {
  const minutes = Math.round(micros / 60_000_000);
  return minutes < 120 ? `+${minutes} min` : `+${Math.round(minutes / 60)} h`;
}

function faultWords(fault: Extract<Command, { kind: "fault" }>["fault"]): string {
  switch (fault.type) {
    case "kill-node":
      return `${nodeWords(fault.replica)} goes down`;
    case "revive-node":
      return `${nodeWords(fault.replica)} is back`;
    case "kill-zone":
      return `az ${fault.zone} of ${fault.region} goes down`;
    case "revive-zone":
      return `az ${fault.zone} of ${fault.region} is back`;
    case "cut-link":
      return `${fault.a} and ${fault.b} are cut off`;
    case "slow-link":
      return `${fault.a} to ${fault.b} is slow`;
    case "heal-link":
      return `${fault.a} and ${fault.b} are linked again`;
  }
}

/** "us-east-1/Players/P2/c" → "P2 az c". */
function nodeWords(replica: string): string {
  const [, , partition, zone] = replica.split("/");
  return `${partition} az ${zone}`;
}
