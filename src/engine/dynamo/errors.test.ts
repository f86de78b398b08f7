import { expect, it } from "vitest";
import { dynamoError, errorBody } from "./errors.ts";

it("[WIRE-4] an error's body has its type, its members and its words, under the name its words have", () => {
  expect(errorBody(dynamoError("ResourceNotFoundException", "no"))).toEqual({
    __type: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
    message: "no",
  });
  expect(errorBody(dynamoError("SerializationException", "no"))).toEqual({
    __type: "com.amazon.coral.service#SerializationException",
    Message: "no",
  });
  expect(errorBody(dynamoError("UnknownOperationException", ""))).toEqual({
    __type: "com.amazon.coral.service#UnknownOperationException",
  });
  expect(errorBody(dynamoError("ConditionalCheckFailedException", "no", { Item: { a: { S: "x" } } }))).toEqual({
    __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
    message: "no",
    Item: { a: { S: "x" } },
  });
});
