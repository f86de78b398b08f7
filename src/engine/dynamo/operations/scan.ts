/** Scan: every item of a table or index, or of one segment of it. [OP-13] */
import { refuse } from "../errors.ts";
import type { ParsedScan } from "../requests.ts";
import { ATTRIBUTES_TO_GET, CONDITIONAL_OPERATOR, SCAN_FILTER } from "./legacy-fields.ts";
import type { CheckedInput } from "./operation.ts";
import { operation } from "./operation.ts";
import { parseLegacyRange, parseRange, RANGE_EXPRESSIONS, RANGE_FIELDS } from "./range-fields.ts";
import { checkLanguage, substitutionOf } from "./shared-fields.ts";

const LEGACY = [ATTRIBUTES_TO_GET, SCAN_FILTER, CONDITIONAL_OPERATOR];

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
    checkLanguage(input, LEGACY, RANGE_EXPRESSIONS);
    const legacy = parseLegacyRange(input, "ScanFilter");
    const segment = parseSegment(input);
    const substitution = substitutionOf(input, RANGE_EXPRESSIONS);
    const range = parseRange("Scan", input, legacy, substitution);
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
  return { index, total };
}
