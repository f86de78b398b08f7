/** Injected into the bundle: a name the SDK tests with `instanceof` without asking first whether it exists. */
export class ReadableStream {}
