// What the panel's buttons do to the world: a run, a stop, a deployment are commands; going to the next answer drives.

import type { Command, Files } from "../../engine/index.ts";
import { filesAreRun } from "../../state/files.ts";
import { drive, issue, refusalOf } from "../../state/session.ts";
import type { Reply } from "../../worker/protocol.ts";
import { filesNeededBy } from "./file-names.ts";

export interface Done {
  /** Why not, in words; null when it was done. */
  readonly refusal: string | null;
}

export interface RunOptions {
  readonly region: string;
  readonly entry: string;
  readonly files: Files;
  /** To the end of everything it causes, or to the first answer. */
  readonly how: "through" | "request";
  /** The command is issued; the run has the id of its command. */
  readonly onBegun: (run: number) => void;
}

export async function runCode({ region, entry, files, how, onBegun }: RunOptions): Promise<Done> {
  const reply = await issue({ kind: "run", region, entry, files });
  if (!reply.ok) return done(reply);
  filesAreRun();
  onBegun((reply.value as Command).id);
  return how === "through" ? done(await drive({ kind: "quiet" })) : stepRequest();
}

export async function stepRequest(): Promise<Done> {
  return done(await drive({ kind: "request", direction: 1 }));
}

/** The program hears of it at once; what it has sent already goes on. */
export async function stopCode({ region, run }: { readonly region: string; readonly run: number }): Promise<Done> {
  const reply = await issue({ kind: "stop", region, run });
  return reply.ok ? done(await drive({ kind: "step" })) : done(reply);
}

/** Gives a function its code as it stands in the editor, with the files it imports. */
export async function deployCode(functionName: string, entry: string, files: Files): Promise<Done> {
  const reply = await issue({ kind: "deploy", functionName, entry, files: filesNeededBy(entry, files) });
  return reply.ok ? done(await drive({ kind: "step" })) : done(reply);
}

function done(reply: Reply): Done {
  const refusal = refusalOf(reply);
  return { refusal: refusal === null ? null : `${refusal.message} ${refusal.advice}` };
}
