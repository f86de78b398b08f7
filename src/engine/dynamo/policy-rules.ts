/**
 * A resource policy as far as it is looked at: JSON of bounded size with statements in it. What the statements mean,
 * and whom they let in, is nobody's business here: nothing enforces them. [POL-1]
 */
import { utf8Encode } from "../base/utf8.ts";
import { refuse, WORDING } from "./errors.ts";
import { isObject } from "./value-parser.ts";

const POLICY_BYTES_MAX = 20 * 1024;

/** The text as sent. @throws {Refused} */
export function policyDocument(text: string): string {
  if (utf8Encode(text).length > POLICY_BYTES_MAX) {
    refuse("Resource policy size exceeds the maximum allowed limit of 20480 bytes");
  }
  const fault = faultOf(text);
  if (fault !== null) refuse(`${WORDING.invalidParameters}Invalid policy document: ${fault}`);
  return text;
}

/** In the words of IAM, which looks at the document for the service. */
function faultOf(text: string): string | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) && Object.hasOwn(parsed, "Statement") ? null : "Syntax errors in policy.";
  } catch {
    return "This policy contains invalid Json";
  }
}
