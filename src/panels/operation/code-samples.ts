/**
 * The same request in four notations, ready to paste: AWS SDK for JavaScript v3, AWS CLI, boto3, and the JSON that goes
 * over the wire. Pure text generation from the wire form.
 */
import { cliSample } from "./cli-sample.ts";
import { boto3Sample } from "./boto3-sample.ts";
import { sdkSample } from "./sdk-sample.ts";

export type Notation = "sdk" | "cli" | "boto3" | "json";

export interface Sample {
  readonly operation: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export function codeSample(notation: Notation, sample: Sample): string {
  switch (notation) {
    case "sdk":
      return sdkSample(sample);
    case "cli":
      return cliSample(sample);
    case "boto3":
      return boto3Sample(sample);
    case "json":
      return JSON.stringify(sample.input, null, 2);
  }
}
