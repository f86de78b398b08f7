/**
 * The only way out of the sandbox: one function that takes one JSON text. It is taken off the global object before the
 * learner's code runs, so only the guest modules beside this file can call it. [SBX-3]
 */
const send = globalThis.__emit;
delete globalThis.__emit;

const stringify = JSON.stringify;

/** @param {{kind: string}} message plain data; src/sandbox/outbox.ts lists the kinds and checks every field again */
export function emit(message) {
  send(stringify(message));
}

/** What the program is told about itself; filled by turn.js before the learner's code is loaded. */
export const facts = { region: "", environment: {}, seed: 0, kind: "program", entry: "", handler: "handler" };
