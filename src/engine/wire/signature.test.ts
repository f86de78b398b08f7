import { describe, expect, it } from "vitest";
import { readSignature } from "./signature.ts";

const header = (authorization: string | undefined, dated = true) => readSignature({ authorization, dated, query: "" });
const scoped = (scope: string) => header(`AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`);

describe("the signature", () => {
  it("[WIRE-5] tells the Region, from the header or from the query", () => {
    const signer = { ok: true, accessKey: "any/key", region: "ap-south-1" };
    expect(scoped("any/key/20260101/ap-south-1/dynamodb/aws4_request")).toEqual(signer);
    expect(
      header("AWS4-HMAC-SHA256 SignedHeaders=host,Signature=0,Credential=any/key/1/ap-south-1/dynamodb/aws4_request"),
    ).toEqual(signer);
    const query =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=any/key%2F1%2Fap-south-1%2Fdynamodb%2Faws4_request" +
      "&X-Amz-Date=20260101T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=0";
    expect(readSignature({ authorization: undefined, dated: false, query })).toEqual(signer);
  });

  it("[WIRE-6] no signature, another scheme, and two at once", () => {
    const missing = { name: "MissingAuthenticationTokenException", message: "Request is missing Authentication Token" };
    expect(header(undefined)).toMatchObject({ ok: false, error: missing });
    expect(header("Bearer abc")).toMatchObject({ ok: false, error: missing });
    expect(readSignature({ authorization: "AWS4-", dated: true, query: "X-Amz-Algorithm" })).toMatchObject({
      error: {
        name: "InvalidSignatureException",
        message: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
      },
    });
  });

  it("[WIRE-7] names every missing part at once", () => {
    expect(header("AWS4-", false)).toMatchObject({
      error: {
        name: "IncompleteSignatureException",
        message:
          "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
          "Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a " +
          "'X-Amz-Date' or a 'Date' header. Authorization=AWS4-",
      },
    });
    const query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=1";
    expect(readSignature({ authorization: undefined, dated: false, query })).toMatchObject({
      error: {
        message:
          "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include " +
          "'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.",
      },
    });
    expect(scoped("key")).toMatchObject({ error: { name: "IncompleteSignatureException" } });
  });

  it("[WIRE-8] a scope of something else, and one without an access key", () => {
    expect(scoped("k/1/us-east-1/s3/aws4_request")).toMatchObject({
      error: {
        name: "InvalidSignatureException",
        message: "Credential should be scoped to correct service: 'dynamodb'. ",
      },
    });
    expect(scoped("k/1/us east/dynamodb/aws4")).toMatchObject({ error: { name: "IncompleteSignatureException" } });
    expect(scoped("k/1//dynamodb/aws4")).toMatchObject({
      error: {
        message:
          "Credential should be scoped to a valid Region, not ''. " +
          "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'. ",
      },
    });
    expect(scoped("/1/us-east-1/dynamodb/aws4_request")).toMatchObject({
      error: {
        name: "UnrecognizedClientException",
        message: "The security token included in the request is invalid.",
      },
    });
  });
});
