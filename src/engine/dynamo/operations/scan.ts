/** Scan: every item of a table or index, or of one segment of it. [OP-13] */
import { refuse } from "../errors.ts";
import type { ParsedScan } from "../requests.ts";
import type { CheckedInput } from "./operation.ts";
import { operation } from "./operation.ts";
import { parseRange, RANGE_FIELDS } from "./range-fields.ts";
import { legacyFields, refuseLegacy, substitutionOf } from "./shared-fields.ts";

const LEGACY = legacyFields("AttributesToGet", "ScanFilter", "ConditionalOperator");

export const scan = operation("Scan", {
  summary: "Reads every item of a table or index, a page at a time.",
  kind: "scan",
  fields: [
    ...RANGE_FIELDS,
    { name: "Segment", type: "integer", min: 0, max: 999_999, doc: "Which of TotalSegments shares to read, from 0." },
    {
      name: "TotalSegments",
      type: "integer",
      min: 1,
      max: 1_000_000,
      doc: "Into how many shares a parallel scan is cut.",
    },
    ...LEGACY,
  ],
  parse: (input) => {
    refuseLegacy(input, LEGACY, ["ProjectionExpression", "FilterExpression"]);
    const substitution = substitutionOf(input, [
      { member: "FilterExpression", takesValues: true },
      { member: "ProjectionExpression", takesValues: false },
    ]);
    const segment = parseSegment(input);
    const range = parseRange(input, substitution);
    substitution.checkAllUsed();
    return { operation: "Scan", ...range, segment };
  },
});

function parseSegment(input: CheckedInput): ParsedScan["segment"] {
  const index = input.fields.Segment as number | undefined;
  const total = input.fields.TotalSegments as number | undefined;
  if (index === undefined && total === undefined) return null;
  if (index === undefined) {
    return refuse(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (total === undefined) {
    return refuse(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  if (index >= total) {
    refuse(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${index} is not less than TotalSegments: ${total}`,
    );
  }
  return { index: Math.trunc(index), total: Math.trunc(total) };
}
