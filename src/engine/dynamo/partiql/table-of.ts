/** Which table a request's statements are about, for those who write down requests before anybody has judged them. */
import { Refused } from "../errors.ts";
import { isObject } from "../value-parser.ts";
import { parseStatement } from "./parser.ts";

/** The one table that all of them name, as named; undefined: there are several, or none that can be read. */
export function tableOfStatements(input: unknown): string | undefined {
  if (!isObject(input)) return undefined;
  const list = input.Statements ?? input.TransactStatements ?? [input];
  if (!Array.isArray(list)) return undefined;
  const tables = new Set(
    (list as readonly unknown[]).map((each) => (isObject(each) ? tableOf(each.Statement) : undefined)),
  );
  return tables.size === 1 ? [...tables][0] : undefined;
}

function tableOf(statement: unknown): string | undefined {
  if (typeof statement !== "string") return undefined;
  try {
    const parsed = parseStatement(statement).statement;
    return parsed.type === "exists" ? parsed.select.from.table : parsed.from.table;
  } catch (thrown) {
    if (thrown instanceof Refused) return undefined;
    throw thrown;
  }
}
