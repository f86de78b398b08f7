/** Request members of the Streams API, and what a stream's ARN must look like. [STA-1] */
import { refuse } from "../../errors.ts";
import type { CheckedInput, Field } from "../operation.ts";

export const STREAM_ARN: Field = {
  name: "StreamArn",
  type: "string",
  required: true,
  min: 37,
  max: 1024,
  doc: "The stream's ARN: ListStreams and DescribeTable tell it.",
};

export function limitField(max: number, doc: string): Field {
  return { name: "Limit", type: "integer", min: 1, max, doc };
}

const SHAPE = /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[a-zA-Z0-9_.-]+\/stream\/[0-9T:.-]+$/;

/** @throws {Refused} */
export function streamArnOf(input: CheckedInput, member: "StreamArn" | "ExclusiveStartStreamArn"): string {
  const arn = input.fields[member] as string;
  return SHAPE.test(arn) ? arn : refuse(`Invalid ${member}`);
}
