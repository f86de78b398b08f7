// Messages on the wire that the stage draws: who sent them, to whom, with which item. Housekeeping between machines
// (acknowledged feeds, poll requests, catalogues) is not drawn: it carries nothing a person could point at.

import {
  clientRequest,
  type Delivery,
  type Event,
  keyLabel,
  type Message,
  type Reader,
  storageLabel,
} from "../../../engine/index.ts";
import type { PacketKind, PacketView } from "../view-shape.ts";
import type { Looks } from "./looks.ts";

/** More than this is not drawn one by one; the rest is counted by the page. */
const PACKETS_MAX = 240;

interface Cargo {
  readonly kind: PacketKind;
  readonly label: string | null;
  readonly version: number | null;
  readonly count: number;
}

export function packetViews(
  reader: Reader,
  table: string,
  looks: Looks,
  pending: readonly Delivery<Message>[],
): PacketView[] {
  const out: PacketView[] = [];
  for (const delivery of pending) {
    if (delivery.via !== "wire" || out.length >= PACKETS_MAX) continue;
    const cargo = cargoOf(delivery, reader, table);
    if (cargo === null) continue;
    const { seq, from, to, sentAt, at } = delivery;
    out.push({
      id: seq,
      kind: cargo.kind,
      from,
      to,
      sentAt,
      at,
      label: cargo.label,
      look: cargo.label === null ? null : looks.of(cargo.label),
      version: cargo.version,
      count: cargo.count,
    });
  }
  return out;
}

function cargoOf({ from, to, message }: Delivery<Message>, reader: Reader, table: string): Cargo | null {
  switch (message.type) {
    case "ApiRequest":
      return ofRequest("request", message.call.request, reader, table);
    case "ApiResponse":
      return ofRequest("response", message.answer.request, reader, table);
    case "StorageRequest":
      return touches(to, table) ? { ...plain("request", 1), label: storageLabel(message) } : null;
    case "StorageReply": {
      if (!touches(from, table)) return null;
      const label = storageLabel(message);
      return label === null
        ? ofRequest("response", clientRequest(message.request), reader, table)
        : { ...plain("response", 1), label };
    }
    // Coordinators have no machine of their own here: what they ask comes from the front door.
    case "TransactionStep":
      return touches(to, table) ? { ...plain("request", 1), label: keyLabel(message.bound.key) } : null;
    case "TransactionStepReply":
      return touches(from, table) ? plain("response", 1) : null;
    case "AppendEntries": {
      if (!touches(to, table)) return null;
      const writes = message.entries.flatMap((e) => e.write ?? []);
      const last = writes[writes.length - 1];
      return last === undefined
        ? plain("signal", 1)
        : { kind: "log", label: last.label, version: last.after.version, count: writes.length };
    }
    case "AppendAck":
      return touches(to, table) ? plain("ack", 1) : null;
    case "LeaderCheck":
    case "LeaderCheckReply":
    case "RequestVote":
    case "Vote":
    case "Hello":
      return touches(to, table) ? plain("signal", 1) : null;
    case "FeedChanges": {
      const last = message.changes[message.changes.length - 1]?.write;
      return last === undefined || !touches(to, table)
        ? null
        : { kind: "feed", label: last.label, version: last.after.version, count: message.changes.length };
    }
    case "CopyWrite":
      // An entry on its way to an index is drawn in the index's strip.
      return message.source.kind === "region" && touches(to, table)
        ? { kind: "copy", label: message.stored.label, version: message.stored.version, count: 1 }
        : null;
    case "ShardRecords": {
      const last = message.records[message.records.length - 1];
      return last === undefined || !touches(from, table) || !to.includes("/trigger/")
        ? null
        : { kind: "records", label: last.label, version: last.version, count: message.records.length };
    }
    default:
      return null;
  }
}

function plain(kind: PacketKind, count: number): Cargo {
  return { kind, label: null, version: null, count };
}

/** A request of another table is not on this stage; one without a table is. */
function ofRequest(kind: PacketKind, request: string, reader: Reader, table: string): Cargo | null {
  let label: string | null = null;
  for (const at of reader.eventsOfRequest(request)) {
    const event = reader.events[at]?.event as Event;
    if (event.kind !== "RequestSent" && event.kind !== "RequestRouted" && event.kind !== "ItemLogged") continue;
    if (event.table !== null && event.table !== table) return null;
    label = event.label ?? label;
  }
  return { kind, label, version: null, count: 1 };
}

/** Whether a machine belongs to the table itself: "us-east-1/Players/P2/a". Inside an index nothing is drawn. */
function touches(id: string, table: string): boolean {
  const place = id.split("/")[1] ?? "";
  return place === table;
}
