/** The words for what only the later parts of the engine do: they come with it. [LATER-1] */
import { Later } from "../base/later.ts";
import type * as tables from "./narration-tables.ts";
import type * as transactions from "./narration-transactions.ts";

export const LATER_WORDS = new Later<typeof tables & typeof transactions>("the words for tables and transactions");
