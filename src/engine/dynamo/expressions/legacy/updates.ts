/**
 * AttributeUpdates → the update an expression would give, and AttributesToGet → a projection. Names are whole
 * attribute names: dots and brackets in them mean nothing. [LEG-6, LEG-7]
 */
import { refuse, WORDING } from "../../errors.ts";
import { checkName } from "../../value-parser.ts";
import { typeOf } from "../../values.ts";
import type { Projected, Update, UpdateAction } from "../ast.ts";
import { readWrapped } from "./comparison.ts";

type Structure = Readonly<Record<string, unknown>>;

const SETS: ReadonlySet<string> = new Set(["SS", "NS", "BS"]);

/** null: AttributeUpdates was not sent. @throws {Refused} */
export function legacyUpdate(input: Structure): Update | null {
  const sent = input.AttributeUpdates;
  if (sent === undefined || sent === null) return null;
  return Object.entries(sent as Readonly<Record<string, Structure>>).map(([name, update]) => actionOf(name, update));
}

function actionOf(name: string, update: Structure): UpdateAction {
  const action = (update.Action ?? "PUT") as "ADD" | "PUT" | "DELETE";
  const path = [name] as const;
  checkName(name);
  if (update.Value === undefined || update.Value === null) {
    if (action === "DELETE") return { type: "remove", path };
    return refuse(`${WORDING.invalidParameters}Only DELETE action is allowed when no attribute value is specified`);
  }
  const value = readWrapped(update.Value);
  const type = typeOf(value);
  if (action === "PUT") return { type: "set", path, value: { type: "value", value } };
  if (action === "DELETE") {
    if (SETS.has(type)) return { type: "delete", path, value, legacy: true };
    return refuse(`${WORDING.invalidParameters}DELETE action with value is not supported for the type ${type}`);
  }
  if (SETS.has(type) || type === "N" || type === "L") return { type: "add", path, value, legacy: true };
  return refuse(`${WORDING.invalidParameters}ADD action is not supported for the type ${type}`);
}

/** null: AttributesToGet was not sent. `input` may be a part of a request: the keys of one table. @throws {Refused} */
export function legacyProjection(input: Structure): Projected | null {
  const sent = input.AttributesToGet as readonly string[] | null | undefined;
  if (sent === undefined || sent === null) return null;
  const seen = new Set<string>();
  for (const name of sent) {
    checkName(name);
    if (seen.has(name)) refuse(`${WORDING.invalidParameters}Duplicate value in attribute name: ${name}`);
    seen.add(name);
  }
  return sent.map((name) => [name]);
}
