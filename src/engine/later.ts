/**
 * The engine's third door: the parts that may come later than the rest, each brought to where it is missing. Who imports
 * this has the whole engine; Node and the tests import it at once. The page's Worker fetches it before the first command
 * or world that needs more than reading and writing items (`world/needs-later.ts`): it is a quarter of the engine.
 * [LATER-1, LATER-2]
 */
import { canonicalHash } from "./base/canonical.ts";
import { statementError } from "./dynamo/partiql/answer.ts";
import { bindStatement } from "./dynamo/partiql/bind.ts";
import { parseBatchedStatement, parseStatementCall } from "./dynamo/partiql/statement-call.ts";
import { tableOfStatements } from "./dynamo/partiql/table-of.ts";
import { toPartiQL } from "./dynamo/partiql/to-partiql.ts";
import { STATEMENT_TOOLS } from "./dynamo/statement-tools.ts";
import { STATEMENTS } from "./dynamo/statements.ts";
import { backfill } from "./service/backfill.ts";
import { controlPlane } from "./service/control-plane/control-plane.ts";
import { createFunctionKind, newFunctionState } from "./service/function.ts";
import { createProgramKind, newProgramState } from "./service/program.ts";
import { TRANSACTION_STEPS } from "./service/replica/later-steps.ts";
import * as transactionSteps from "./service/replica/transaction-steps.ts";
import { LATER_ROUTES } from "./service/router/later-routes.ts";
import { statementRoutes } from "./service/router/statement-routes.ts";
import { sweeper } from "./service/sweeper.ts";
import { coordinator } from "./service/transactions/coordinator.ts";
import { transactionLedger } from "./service/transactions/ledger.ts";
import { trigger } from "./service/trigger.ts";
import { LATER_MACHINES } from "./world/later-machines.ts";
import { LATER_WORDS } from "./world/later-words.ts";
import * as tableWords from "./world/narration-tables.ts";
import * as transactionWords from "./world/narration-transactions.ts";
import { unpacked } from "./world/packed-items.ts";
import { PACKED_ITEMS } from "./world/start-items.ts";
import { HASH } from "./world/world.ts";

STATEMENTS.bring({ parse: parseStatementCall, parseBatched: parseBatchedStatement, tableOf: tableOfStatements });
STATEMENT_TOOLS.bring({ bind: bindStatement, wordError: statementError, write: toPartiQL });
LATER_ROUTES.bring(statementRoutes);
TRANSACTION_STEPS.bring(transactionSteps);
LATER_MACHINES.bring({
  kinds: (runtime) => [
    controlPlane,
    backfill,
    sweeper,
    trigger,
    coordinator,
    transactionLedger,
    createFunctionKind(runtime),
    createProgramKind(runtime),
  ],
  newFunctionState,
  newProgramState,
});
LATER_WORDS.bring({ ...tableWords, ...transactionWords });
PACKED_ITEMS.bring(unpacked);
HASH.bring(canonicalHash);
