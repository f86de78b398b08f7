import type { Plugin } from "vite";

/** The bundle as JSON text, from the cache when it is there. */
export function sdkBundleJson(): Promise<string>;
/** Serves `virtual:sandbox-sdk`. Needed among `plugins` and among `worker.plugins`. */
export function sdkBundlePlugin(): Plugin;
