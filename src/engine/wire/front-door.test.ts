import { describe, expect, it } from "vitest";
import { type Arrival, readRequest, type WireBody } from "./front-door.ts";

const SIGNED =
  "AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00";

function arrive(
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string | undefined>;
    readonly body?: WireBody;
    readonly target?: string;
  } = {},
): Arrival {
  const { method = "POST", headers = {}, body = { text: "{}" }, target = "/" } = options;
  const standard = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "DynamoDB_20120810.ListTables",
    "x-amz-date": "20260101T000000Z",
    authorization: SIGNED,
  };
  return readRequest({ method, target, headers: { ...standard, ...headers } }, body);
}

function answerOf(arrival: Arrival): { status: number; body: string } {
  if (arrival.kind !== "answer") throw new Error("it became a call");
  return { status: arrival.answer.status, body: arrival.answer.body };
}

const refused = (name: string) => ({
  status: 400,
  body: `{"__type":"com.amazon.coral.service#${name}"}`,
});

describe("the front door", () => {
  it("[WIRE-1] reads a call: operation, input, Region and the content type to answer with", () => {
    expect(arrive({ body: { text: '{"Limit":3}' } })).toEqual({
      kind: "call",
      call: {
        operation: "ListTables",
        input: { Limit: 3 },
        region: "eu-west-1",
        contentType: "application/x-amz-json-1.0",
      },
    });
    expect(arrive({ headers: { "content-type": "application/json; charset=utf-8" } })).toMatchObject({
      call: { contentType: "application/json" },
    });
  });

  it("[WIRE-1] looks at the content type, the body, the target and the signature, in this order", () => {
    const nothing = { "content-type": undefined, "x-amz-target": undefined, authorization: undefined };
    expect(answerOf(arrive({ headers: nothing, body: "not-utf8" }))).toEqual({
      status: 404,
      body: "<UnknownOperationException/>\n",
    });
    const typed = { ...nothing, "content-type": "application/x-amz-json-1.0" };
    for (const body of ["not-utf8", { text: "" }, { text: "{" }] as const)
      expect(answerOf(arrive({ headers: typed, body }))).toEqual(refused("SerializationException"));
    expect(answerOf(arrive({ headers: typed }))).toEqual(refused("UnknownOperationException"));
    for (const target of ["DynamoDB_20120810.Fly", "DynamoDB_20111205.PutItem", "ListTables", ""])
      expect(answerOf(arrive({ headers: { "x-amz-target": target, authorization: undefined } }))).toEqual(
        refused("UnknownOperationException"),
      );
    expect(answerOf(arrive({ headers: { authorization: undefined } })).body).toContain("MissingAuthenticationToken");
  });

  it("[WIRE-1] a body that is too large is a 413, whatever else is wrong", () => {
    expect(answerOf(arrive({ body: "too-large", headers: { authorization: undefined } })).status).toBe(413);
  });

  it("[WIRE-9] a browser may ask first, and GET says healthy", () => {
    const preflight = arrive({
      method: "OPTIONS",
      headers: {
        origin: "http://page.example",
        "access-control-request-headers": "x-amz-target,authorization",
        "access-control-request-method": "POST",
      },
    });
    expect(preflight).toEqual({
      kind: "answer",
      answer: {
        status: 200,
        contentType: null,
        body: "",
        headers: {
          "Access-Control-Allow-Origin": "*",
          "Access-Control-Allow-Headers": "x-amz-target,authorization",
          "Access-Control-Allow-Methods": "POST",
          "Access-Control-Max-Age": "172800",
        },
      },
    });
    expect(answerOf(arrive({ method: "GET" }))).toEqual({
      status: 200,
      body: "healthy: dynamodb.us-east-1.amazonaws.com ",
    });
    for (const method of ["PUT", "DELETE", "PATCH"]) expect(answerOf(arrive({ method })).status).toBe(404);
  });
});
