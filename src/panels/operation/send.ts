/** Sends the form's request: it is issued now, and time moves one step so that it can be watched, or on to its answer. */
import type { Command } from "../../engine/index.ts";
import { follow } from "../../state/selection.ts";
import { drive, issue, refusalOf } from "../../state/session.ts";
import { showToast } from "../../ui/toast-store.ts";

/** An answer takes a few dozen steps; with a partition down, the router's retries take some hundreds more. */
const ANSWER_STEPS_MAX = 20_000;

export interface Sending {
  readonly region: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The item it concerns: followed from now on. */
  readonly item: { readonly table: string; readonly label: string } | null;
  /** On to the answer; otherwise one step. */
  readonly run: boolean;
}

export async function sendRequest({ region, operation, input, item, run }: Sending): Promise<void> {
  if (item !== null) follow({ table: item.table, label: item.label });
  const reply = await issue({ kind: "request", region, operation, input });
  const refusal = refusalOf(reply);
  if (refusal !== null || !reply.ok) {
    showToast({
      text: refusal === null ? "The request was not taken" : `${refusal.message} ${refusal.advice}`,
      icon: "state-denied",
    });
    return;
  }
  const request = `q${(reply.value as Command).id}`;
  await drive(
    run
      ? { kind: "until", match: { kind: "ResponseReceived", where: { request } }, stepsMax: ANSWER_STEPS_MAX }
      : { kind: "step" },
  );
}
