/** How the settled parts of a fan-out become one answer, by the name of its shape. [RT-9] */
import type { ApiCall } from "../messages.ts";
import { batchGetAnswer } from "./batch-get-answer.ts";
import { batchWriteAnswer } from "./batch-write-answer.ts";
import { LATER_ROUTES } from "./later-routes.ts";
import type { Outcome, SettledPart, Shape } from "./router-state.ts";

/** @param parts in the order in which they were given to the fan-out */
export function shapeAnswer(shape: Shape, call: ApiCall, parts: readonly SettledPart[]): Outcome {
  switch (shape.name) {
    case "BatchGetItem":
      return batchGetAnswer(call, parts);
    case "BatchWriteItem":
      return batchWriteAnswer(parts);
    default:
      return LATER_ROUTES.here.shapeAnswer(shape, parts);
  }
}
