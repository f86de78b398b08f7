/** The same request in the languages a person may use it from. */
import { boto3Code } from "./boto3.ts";
import { cliCode } from "./cli.ts";
import { jsonCode } from "./json.ts";
import { sdkCode } from "./sdk.ts";

export const LANGUAGES = ["SDK v3", "CLI", "boto3", "PartiQL", "JSON"] as const;
export type Language = (typeof LANGUAGES)[number];
/** Languages that a request is written in by its shape alone; PartiQL asks for the tables too: see `partiql-view.ts`. */
type ByShape = Exclude<Language, "PartiQL">;

export interface RequestCode {
  readonly shown: string;
  /** With what it needs to run. */
  readonly copied: string;
}

export interface CodedRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly region: string;
  /** Of the streams API, which has clients of its own. */
  readonly isStream: boolean;
}

export function requestCode(language: ByShape, { operation, input, ...where }: CodedRequest): RequestCode {
  switch (language) {
    case "SDK v3": {
      const { call, whole } = sdkCode(operation, input, where);
      return { shown: call, copied: whole };
    }
    case "boto3": {
      const { call, whole } = boto3Code(operation, input, where);
      return { shown: call, copied: whole };
    }
    case "CLI":
      return alike(cliCode(operation, input, where));
    case "JSON":
      return alike(jsonCode(input));
  }
}

/** Shown and copied as one. */
export function alike(code: string): RequestCode {
  return { shown: code, copied: code };
}
