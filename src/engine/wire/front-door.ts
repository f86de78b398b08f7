/**
 * The first look at an HTTP request: is it a call of the API at all, of which operation, signed for which Region? Checks
 * in the service's order. Knows HTTP's words (method, header, status) but neither sockets nor bytes: whoever listens
 * hands in text and writes the answer. [WIRE-1..9]
 */
import { type DynamoError, dynamoError, errorBody } from "../dynamo/errors.ts";
import { operationForTarget } from "../dynamo/operations/registry.ts";
import { bodyText } from "./body-text.ts";
import { readSignature } from "./signature.ts";

/** What a request may weigh, before and after it was unpacked. */
export const BODY_BYTES_MAX = 16 * 1024 * 1024;

export interface WireRequest {
  /** As sent: "POST". */
  readonly method: string;
  /** As sent: "/?x=1". */
  readonly target: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A body that is not text in UTF-8, and one that is too large, are answered by words of their own. */
export type WireBody = { readonly text: string } | "not-utf8" | "too-large";

export interface WireAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  /** Further headers, e.g. those that a browser asks for. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call that may be carried out. */
export interface WireCall {
  readonly operation: string;
  readonly input: unknown;
  readonly region: string;
  /** What the answer's content type must be. */
  readonly contentType: string;
}

export type Arrival =
  | { readonly kind: "call"; readonly call: WireCall }
  | { readonly kind: "answer"; readonly answer: WireAnswer };

const JSON_1_0 = "application/x-amz-json-1.0";
const PLAIN_JSON = "application/json";
/** Region of a health answer, where nothing is signed. */
const HEALTH_REGION = "us-east-1";

export function readRequest(request: WireRequest, body: WireBody): Arrival {
  const { method, headers } = request;
  if (method === "OPTIONS") return answered(preflight(headers));
  if (method === "GET" || method === "HEAD") return answered(healthy());
  if (body === "too-large") return answered(refusal(dynamoError("RequestEntityTooLargeException", ""), JSON_1_0));
  const contentType = contentTypeOf(headers["content-type"]);
  if (method !== "POST" || contentType === null) return answered(notAnApi());
  const parsed = parseBody(body);
  if (parsed === undefined) return answered(refusal(dynamoError("SerializationException", ""), contentType));
  const target = headers["x-amz-target"];
  if (target === undefined && contentType === PLAIN_JSON) return answered(notAnApi());
  const operation = operationForTarget(target ?? "");
  if (operation === undefined) return answered(refusal(dynamoError("UnknownOperationException", ""), contentType));
  const signer = readSignature({
    authorization: headers.authorization,
    dated: headers["x-amz-date"] !== undefined || headers.date !== undefined,
    query: queryOf(request.target),
  });
  if (!signer.ok) return answered(refusal(signer.error, contentType));
  return {
    kind: "call",
    call: { operation: operation.name, input: parsed.input, region: signer.region, contentType },
  };
}

/** An error as the wire carries it. */
export function refusal(error: DynamoError, contentType: string): WireAnswer {
  return { status: error.status, contentType, body: JSON.stringify(errorBody(error)) };
}

/** A successful answer. */
export function success(body: unknown, contentType: string): WireAnswer {
  return { status: 200, contentType, body: bodyText(body) };
}

/** What a program in a web page needs to be let near the answer. [WIRE-9] */
export function crossOriginHeaders(headers: WireRequest["headers"]): Readonly<Record<string, string>> | null {
  if (headers.origin === undefined) return null;
  return { "Access-Control-Allow-Origin": "*" };
}

function preflight(headers: WireRequest["headers"]): WireAnswer {
  const asked = headers["access-control-request-headers"];
  const method = headers["access-control-request-method"];
  return {
    status: 200,
    contentType: null,
    body: "",
    headers: {
      "Access-Control-Allow-Origin": "*",
      ...(asked === undefined ? {} : { "Access-Control-Allow-Headers": asked }),
      ...(method === undefined ? {} : { "Access-Control-Allow-Methods": method }),
      "Access-Control-Max-Age": "172800",
    },
  };
}

function healthy(): WireAnswer {
  return { status: 200, contentType: null, body: `healthy: dynamodb.${HEALTH_REGION}.amazonaws.com ` };
}

/** Another method, another content type: no API lives there. */
function notAnApi(): WireAnswer {
  return { status: 404, contentType: null, body: "<UnknownOperationException/>\n" };
}

function contentTypeOf(header: string | undefined): string | null {
  if (header === JSON_1_0) return header;
  const type = header?.split(";", 1)[0]?.trim().toLowerCase();
  return type === JSON_1_0 || type === PLAIN_JSON ? type : null;
}

function parseBody(body: WireBody): { readonly input: unknown } | undefined {
  if (typeof body === "string") return undefined;
  try {
    return { input: JSON.parse(body.text) };
  } catch {
    return undefined;
  }
}

function queryOf(target: string): string {
  const at = target.indexOf("?");
  return at < 0 ? "" : target.slice(at + 1);
}

function answered(answer: WireAnswer): Arrival {
  return { kind: "answer", answer };
}
