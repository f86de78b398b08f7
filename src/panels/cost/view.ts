/** What the run has cost so far: units and list price per request, its indexes and its copies in other Regions. */
import type { Reader } from "../../engine/index.ts";
import { type Price, priceOf } from "./prices.ts";

export interface CostRow {
  readonly name: string;
  readonly units: string;
  /** µ$; null: not priced by the request. */
  readonly price: Price;
  /** Part of the row above. */
  readonly sub: boolean;
  /** Still to come. */
  readonly pending: boolean;
}

export interface CostView {
  readonly rows: readonly CostRow[];
  readonly total: { readonly units: string; readonly price: number };
  readonly requests: number;
  /** A table is billed by the hour instead. */
  readonly provisioned: boolean;
}

/** One request as it is charged. */
interface Charge {
  readonly operation: string;
  readonly label: string | null;
  readonly refused: boolean;
  readonly byRequest: boolean;
  readonly read: number;
  readonly write: number;
  readonly index: number;
  readonly indexNames: readonly string[];
  /** Regions that take a copy. */
  readonly regions: number;
  /** Copies that have arrived. */
  copied: number;
  readonly regionNames: readonly string[];
}

/** More requests than this are shown by operation. */
const ONE_BY_ONE_MAX = 6;

export function costView(reader: Reader): CostView {
  const charges = chargesOf(reader);
  const rows = charges.length > ONE_BY_ONE_MAX ? groupedRows(charges) : charges.flatMap(rowsOf);
  return {
    rows,
    total: totalOf(charges),
    requests: charges.length,
    provisioned: charges.some((charge) => !charge.byRequest),
  };
}

function chargesOf(reader: Reader): Charge[] {
  const { events, eventCount } = reader;
  const charges: Charge[] = [];
  const regionOf = new Map<string, string>();
  const uncopied = new Map<string, { readonly version: number; readonly charge: Charge }[]>();
  const versionOf = new Map<string, number>();
  for (let seq = 0; seq < eventCount; seq++) {
    const event = events[seq]?.event;
    if (event?.kind === "RequestSent") regionOf.set(event.request, event.region);
    else if (event?.kind === "MajorityReached" && event.request !== null) versionOf.set(event.request, event.version);
    else if (event?.kind === "CopyApplied") {
      // A newer copy carries the older ones with it: every write is charged in every Region (facts §4.8).
      const key = (region: string) => `${event.fromRegion}|${region}|${event.table}|${event.label}`;
      const waiting = uncopied.get(key(event.toRegion)) ?? [];
      for (const { version, charge } of waiting) if (version <= event.version) charge.copied++;
      uncopied.set(
        key(event.toRegion),
        waiting.filter(({ version }) => version > event.version),
      );
    } else if (event?.kind === "ResponseReceived") {
      const region = regionOf.get(event.request) ?? reader.home;
      const placement = event.table === null ? undefined : reader.table(region, event.table);
      const written = event.status === 200 && event.writeUnits > 0;
      const others = written && placement !== undefined ? placement.regions.filter((one) => one !== region) : [];
      const indexNames = Object.keys(event.indexUnits).filter((name) => (event.indexUnits[name] ?? 0) > 0);
      const charge: Charge = {
        operation: event.operation,
        label: event.label,
        refused: event.error !== null && event.readUnits + event.writeUnits === 0,
        byRequest: placement?.schema.billingMode !== "PROVISIONED",
        read: event.readUnits,
        write: event.writeUnits,
        index: indexNames.reduce((sum, name) => sum + (event.indexUnits[name] ?? 0), 0),
        indexNames,
        regions: others.length,
        copied: 0,
        regionNames: others,
      };
      charges.push(charge);
      const version = versionOf.get(event.request);
      if (version === undefined) continue;
      for (const other of others) {
        const key = `${region}|${other}|${event.table}|${event.label}`;
        uncopied.set(key, [...(uncopied.get(key) ?? []), { version, charge }]);
      }
    }
  }
  return charges;
}

function rowsOf(charge: Charge): CostRow[] {
  const { read, write, index, regions, copied, byRequest } = charge;
  const name = charge.label === null ? charge.operation : `${charge.operation} ${charge.label}`;
  const rows: CostRow[] = [
    {
      name,
      // In its place: behind a long name it would be cut off.
      units: charge.refused ? "refused" : unitsText({ read, write }),
      price: priceOf({ read, write }, byRequest),
      sub: false,
      pending: false,
    },
  ];
  if (index > 0)
    rows.push({
      name: charge.indexNames.join(", "),
      units: unitsText({ write: index }),
      price: priceOf({ write: index }, byRequest),
      sub: true,
      pending: false,
    });
  if (regions > 0) {
    // A copy is a write there, to the table and to its indexes.
    const replicated = write * copied;
    const there = index * copied;
    const pending = copied < regions;
    const units =
      pending && copied === 0 ? { replicated: write * regions, write: index * regions } : { replicated, write: there };
    rows.push({
      name: charge.regionNames.join(", "),
      units: unitsText(units),
      price: pending && copied === 0 ? "later" : priceOf(units, byRequest),
      sub: true,
      pending,
    });
  }
  return rows;
}

/** One row for each operation, then its indexes and copies. */
function groupedRows(charges: readonly Charge[]): CostRow[] {
  const operations = [...new Set(charges.filter((charge) => !charge.refused).map((charge) => charge.operation))];
  const rows = operations.flatMap((operation) => {
    const own = charges.filter((charge) => charge.operation === operation && !charge.refused);
    const byRequest = own.every((charge) => charge.byRequest);
    const sum = (pick: (charge: Charge) => number) => own.reduce((total, charge) => total + pick(charge), 0);
    const direct = { read: sum((c) => c.read), write: sum((c) => c.write) };
    const group: CostRow[] = [
      {
        name: own.length === 1 ? rowName(own[0]) : `${grouped(own.length)} ${operation}`,
        units: unitsText(direct),
        price: priceOf(direct, byRequest),
        sub: false,
        pending: false,
      },
    ];
    const index = sum((c) => c.index);
    const indexNames = [...new Set(own.flatMap((c) => c.indexNames))];
    if (index > 0)
      group.push({
        name: indexNames.join(", "),
        units: unitsText({ write: index }),
        price: priceOf({ write: index }, byRequest),
        sub: true,
        pending: false,
      });
    const copies = { replicated: sum((c) => c.write * c.copied), write: sum((c) => c.index * c.copied) };
    const pending = own.some((c) => c.copied < c.regions);
    const names = [...new Set(own.flatMap((c) => c.regionNames))];
    if (names.length > 0)
      group.push({
        name: names.length === 1 ? (names[0] ?? "") : `${names.length} Regions`,
        units: unitsText(copies),
        price: priceOf(copies, byRequest),
        sub: true,
        pending,
      });
    return group;
  });
  const refused = charges.filter((charge) => charge.refused).length;
  return refused === 0
    ? rows
    : [...rows, { name: `${grouped(refused)} refused`, units: "0", price: 0, sub: false, pending: false }];
}

function rowName(charge: Charge | undefined): string {
  return charge === undefined ? "" : charge.label === null ? charge.operation : `${charge.operation} ${charge.label}`;
}

function totalOf(charges: readonly Charge[]): CostView["total"] {
  let read = 0;
  let write = 0;
  let replicated = 0;
  let price = 0;
  for (const charge of charges) {
    const units = {
      read: charge.read,
      write: charge.write + charge.index * (1 + charge.copied),
      replicated: charge.write * charge.copied,
    };
    read += units.read;
    write += units.write;
    replicated += units.replicated;
    const own = priceOf(units, charge.byRequest);
    if (typeof own === "number") price += own;
  }
  return { units: unitsText({ read, write, replicated }), price };
}

interface Units {
  readonly read?: number;
  readonly write?: number;
  readonly replicated?: number;
}

/** "1 WCU 0.5 RCU"; what is zero is left out. */
function unitsText({ read = 0, write = 0, replicated = 0 }: Units): string {
  const parts = [
    write > 0 ? `${grouped(write)} WCU` : "",
    replicated > 0 ? `${grouped(replicated)} rWCU` : "",
    read > 0 ? `${grouped(read)} RCU` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "0 units" : parts.join(" ");
}

function grouped(count: number): string {
  return String(count).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");
}
