/** Size and price of the form's request, beside its item. */
import { countText } from "../../parts/times.ts";
import type { RequestCheck } from "../request-check.ts";

/** "35 bytes, 1 WCU", "35 bytes, 1 WCU + 2 for byScore", "0.5 RCU". undefined: nothing can be said. */
export function sizeWords(check: RequestCheck | undefined): string | undefined {
  if (check === undefined) return undefined;
  const { write, readUnits } = check;
  if (write === null) return readUnits === null ? undefined : `${readUnits} RCU`;
  const bytes = `${countText(write.bytes)} ${write.bytes === 1 ? "byte" : "bytes"}`;
  const indexes = write.indexes.filter(({ units }) => units > 0).map(({ name, units }) => ` + ${units} for ${name}`);
  return `${bytes}, ${write.units} WCU${indexes.join("")}`;
}
