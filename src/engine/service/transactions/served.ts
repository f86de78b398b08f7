/** Facts about a finished transaction for the picture and the bill; not on DynamoDB's wire. [TX-10] */
import { addOwn } from "../../base/own.ts";
import { readUnits } from "../../dynamo/sizes.ts";
import { readCharge } from "../../dynamo/transaction-answer.ts";
import type { ActorId } from "../../sim/message.ts";
import { keyLabel } from "../labels.ts";
import type { Served } from "../messages.ts";
import type { Running } from "./coordinator-state.ts";
import type { TransactionOutcome } from "./transaction-messages.ts";

export function servedBy({ parts, values, units }: Running, outcome: TransactionOutcome, self: ActorId): Served {
  const labels = parts.map(({ placed }) => keyLabel(placed.bound.key));
  const nothing = { replica: self, leader: true, readUnits: 0, writeUnits: 0, indexUnits: {} };
  const unknown = labels.map((label) => ({ label, version: null }));
  switch (outcome.kind) {
    case "committed": {
      const indexUnits: Record<string, number> = {};
      for (const { indexUnits: each } of outcome.results)
        for (const [index, count] of [...Object.entries(each.global), ...Object.entries(each.local)])
          addOwn(indexUnits, index, count);
      const writeUnits = sum(outcome.results.map((result) => 2 * result.writeUnits));
      const items = labels.map((label, i) => ({ label, version: outcome.results[i]?.version ?? null }));
      return { ...nothing, items, writeUnits, indexUnits };
    }
    case "repeated":
      return { ...nothing, items: [], readUnits: sum(outcome.results.map(({ bytes }) => 2 * readUnits(bytes, true))) };
    case "read": {
      const charges = outcome.items.map((item) => readCharge("", item).units);
      const items = labels.map((label, i) => ({ label, version: values[i]?.version ?? null }));
      return { ...nothing, items, readUnits: sum(charges) };
    }
    default:
      // A cancelled transaction is charged for what it prepared (DG-TX: the exact amount is not published).
      return { ...nothing, items: unknown, writeUnits: sum(units.map((count) => 2 * count)) };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
