import type { Plugin } from "vite";

/** Path below node_modules → text of a declaration file. */
export function sdkTypes(): Record<string, string>;
/** Declarations with each documentation comment cut to its first sentence. */
export function withShortDocs(text: string): string;
/** Base64 of raw-deflated JSON of `sdkTypes()`, from the cache when it is there. */
export function packedSdkTypes(): Promise<string>;
/** Serves `virtual:sdk-types`. */
export function sdkTypesPlugin(): Plugin;
