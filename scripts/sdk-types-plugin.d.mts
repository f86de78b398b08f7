import type { Plugin } from "vite";

/** Each documentation comment cut to its first sentence. */
export function withShortDocs(text: string): string;
/** The declaration files as JSON text, from the cache when it is there. */
export function sdkTypesJson(): Promise<string>;
/** Serves `virtual:sdk-types`. */
export function sdkTypesPlugin(): Plugin;
