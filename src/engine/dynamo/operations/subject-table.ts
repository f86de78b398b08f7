/**
 * The table that a request of the control plane is about. Who may ask is decided by its name, so the name is looked at
 * before any other constraint, in words of its own. [TABLE-11]
 */
import { refuse } from "../errors.ts";
import { bareTableName } from "./shared-fields.ts";

/** The bare name, whether a name or an ARN was sent. @throws {Refused} */
export function subjectTableName(sent: unknown): string {
  if (typeof sent !== "string")
    return refuse("The parameter 'TableName' is required but was not present in the request");
  const name = bareTableName(sent);
  if (name.length < 3 || name.length > 255) {
    refuse("TableName must be at least 3 characters long and at most 255 characters long");
  }
  return name;
}
