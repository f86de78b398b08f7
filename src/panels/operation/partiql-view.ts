/**
 * The form's request as PartiQL: the engine translates it by the tables there are. A view for the Worker, so that the
 * page carries no grammar.
 */
import { type Reader, toPartiQL } from "../../engine/index.ts";
import { partiqlCode } from "./code/partiql.ts";
import { isObject } from "./wire-shapes.ts";

export interface PartiqlParams {
  readonly region: string;
  readonly operation: string;
  readonly input: unknown;
}

/** The text, and what the statement would do otherwise; or why there is none. Both are sentences. */
export type PartiqlOfRequest =
  | { readonly text: string; readonly difference: string | null }
  | { readonly text: null; readonly reason: string };

/** @param params null: nobody asks */
export function partiqlOfRequestView(reader: Reader, params: PartiqlParams | null): PartiqlOfRequest | null {
  if (params === null) return null;
  const { region, operation, input } = params;
  const own = isObject(input) ? partiqlCode(operation, input) : null;
  if (own !== null) return { text: own, difference: null };
  const schemas = reader.tables(region).map(({ schema }) => schema);
  const written = toPartiQL(operation, input, schemas);
  if (!written.ok) return { text: null, reason: written.reason };
  const text = partiqlCode(written.operation, written.input);
  return text === null
    ? { text: null, reason: "This request is not complete yet." }
    : { text, difference: written.difference };
}
