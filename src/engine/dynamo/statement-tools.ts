/**
 * What forms ask of PartiQL, which comes later: a statement bound to a table, its error in its own words, and a request
 * as a statement. Whoever calls these has brought it. [LATER-1, PQL-7, PQL-14]
 */
import { Later } from "../base/later.ts";
import type { statementError as wordError } from "./partiql/answer.ts";
import type { bindStatement as bind } from "./partiql/bind.ts";
import type { toPartiQL as write } from "./partiql/to-partiql.ts";

interface StatementTools {
  readonly bind: typeof bind;
  readonly wordError: typeof wordError;
  readonly write: typeof write;
}

export const STATEMENT_TOOLS = new Later<StatementTools>("PartiQL");

export const bindStatement: typeof bind = (call, schema) => STATEMENT_TOOLS.here.bind(call, schema);

export const statementError: typeof wordError = (shape, error) => STATEMENT_TOOLS.here.wordError(shape, error);

export const toPartiQL: typeof write = (operation, input, schemas) =>
  STATEMENT_TOOLS.here.write(operation, input, schemas);
