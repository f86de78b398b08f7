/**
 * Who signed a request, and for which Region. Signature Version 4 names both in its credential scope, in a header or in
 * the query of the address. Every access key and every signature is accepted, for there is only one account; what is
 * missing or malformed gets the service's own answer. [WIRE-5..8]
 */
import { type DynamoError, dynamoError } from "../dynamo/errors.ts";

export interface SignedParts {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** Whether there is an `X-Amz-Date` or a `Date` header. */
  readonly dated: boolean;
  /** The address after "?", undecoded; empty when there is none. */
  readonly query: string;
}

export type Signer =
  | { readonly ok: true; readonly accessKey: string; readonly region: string }
  | { readonly ok: false; readonly error: DynamoError };

const SERVICE = "dynamodb";
const TERMINATOR = "aws4_request";
const REGION = /^[a-z0-9][a-z0-9-]{0,62}$/i;

export function readSignature({ authorization, dated, query }: SignedParts): Signer {
  const inQuery = query.includes("X-Amz-Algorithm");
  if (authorization === undefined)
    return inQuery
      ? fromQuery(query)
      : failure("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  if (inQuery) {
    return failure(
      "InvalidSignatureException",
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  }
  if (!authorization.startsWith("AWS4-"))
    return failure("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  return fromHeader(authorization, dated);
}

/** As every SDK writes it. */
const USUAL = /^AWS4-HMAC-SHA256 Credential=([^ ,]+), ?SignedHeaders=[^ ,]+, ?Signature=[^ ,]+$/;

function fromHeader(authorization: string, dated: boolean): Signer {
  const usual = dated ? USUAL.exec(authorization)?.[1] : undefined;
  if (usual !== undefined) return scopeOf(usual);
  const credential = parameterOf(authorization, "Credential");
  const complaints = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => parameterOf(authorization, name) === "")
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (!dated) complaints.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  if (complaints.length > 0)
    return failure("IncompleteSignatureException", `${complaints.join("")}Authorization=${authorization}`);
  return scopeOf(credential);
}

/** `Name=value` of a header whose parameters are separated by commas, spaces or both; empty when it is not there. */
function parameterOf(authorization: string, name: string): string {
  let at = authorization.indexOf(`${name}=`);
  while (at > 0 && !" ,".includes(authorization.charAt(at - 1))) at = authorization.indexOf(`${name}=`, at + 1);
  if (at < 0) return "";
  const from = at + name.length + 1;
  let to = from;
  while (to < authorization.length && !" ,".includes(authorization.charAt(to))) to++;
  return authorization.slice(from, to);
}

function fromQuery(query: string): Signer {
  const given = new Map(
    query.split("&").map((pair) => {
      const [name = "", value = ""] = pair.split("=");
      return [name, value] as const;
    }),
  );
  const complaints = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"]
    .filter((name) => !given.get(name))
    .map((name) => `AWS query-string parameters must include '${name}'. `);
  if (complaints.length > 0)
    return failure("IncompleteSignatureException", `${complaints.join("")}Re-examine the query-string parameters.`);
  return scopeOf((given.get("X-Amz-Credential") as string).replace(/%2F/gi, "/"));
}

/** By credential: programs name one, the same all day. */
const signers = new Map<string, Signer>();
const SIGNERS_MAX = 64;

function scopeOf(credential: string): Signer {
  let signer = signers.get(credential);
  if (signer === undefined) {
    signer = readScope(credential);
    if (signers.size < SIGNERS_MAX) signers.set(credential, signer);
  }
  return signer;
}

/** `accessKey/20260101/us-east-1/dynamodb/aws4_request`; an access key may hold slashes itself. */
function readScope(credential: string): Signer {
  const parts = credential.split("/");
  if (parts.length < 5) {
    return failure(
      "IncompleteSignatureException",
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  const [terminator, service, region] = parts.slice(-3).reverse() as [string, string, string];
  const accessKey = parts.slice(0, -4).join("/");
  const complaints: string[] = [];
  if (!REGION.test(region)) complaints.push(`Credential should be scoped to a valid Region, not '${region}'. `);
  if (service !== SERVICE) complaints.push(`Credential should be scoped to correct service: '${SERVICE}'. `);
  if (terminator !== TERMINATOR)
    complaints.push(`Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator}'. `);
  if (complaints.length > 0) return failure("InvalidSignatureException", complaints.join(""));
  if (accessKey === "")
    return failure("UnrecognizedClientException", "The security token included in the request is invalid.");
  return { ok: true, accessKey, region };
}

function failure(name: Parameters<typeof dynamoError>[0], message: string): Signer {
  return { ok: false, error: dynamoError(name, message) };
}
