// Starts the built engine Worker inside a page, without the app, and speaks the protocol with it.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Call, Reply } from "../src/worker/protocol.ts";

/** File name of the engine's Worker in dist/assets. */
export function workerAsset(): string {
  const names = readdirSync(join(import.meta.dirname, "../dist/assets")).filter((name) => /^host-.*\.js$/.test(name));
  if (names.length !== 1 || names[0] === undefined)
    throw new Error(`one engine Worker in dist/assets, not ${names.join(", ") || "none"}`);
  return names[0];
}

/** Sends calls one after the other to a fresh Worker and returns their replies. */
export function callWorker(page: Page, calls: readonly Call[]): Promise<Reply[]> {
  return page.evaluate(
    async ({ asset, list }) => {
      const worker = new Worker(new URL(`assets/${asset}`, document.baseURI), { type: "module" });
      const replies: unknown[] = [];
      const waiting = new Map<number, (reply: unknown) => void>();
      let lose: (reason: Error) => void = () => undefined;
      worker.onerror = ({ message }) => lose(new Error(message || `${asset} could not be loaded`));
      worker.onmessage = ({ data }) => {
        if (data.type === "reply") waiting.get(data.id)?.(data.reply);
        if (data.type === "failed") lose(new Error(data.message));
      };
      for (const [id, call] of list.entries()) {
        replies.push(
          await new Promise((resolve, reject) => {
            waiting.set(id, resolve);
            lose = reject;
            worker.postMessage({ type: "call", id, call });
          }),
        );
      }
      worker.terminate();
      return replies as never;
    },
    { asset: workerAsset(), list: calls as unknown as Call[] },
  );
}
