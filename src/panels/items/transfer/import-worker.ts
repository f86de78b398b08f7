/** The Worker's entry for one import. Ending it is the cancel. */
import { type ImportAsk, runImport } from "./import-job.ts";

const scope = globalThis as unknown as {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
};
scope.onmessage = (event) => void runImport(event.data as ImportAsk, (said) => scope.postMessage(said));
