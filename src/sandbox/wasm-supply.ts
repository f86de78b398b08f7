/**
 * Loaded copies of the QuickJS WebAssembly module. One copy serves all environments; when a program makes QuickJS
 * overflow the host's own stack, that copy cannot be trusted any more and the next spare takes its place. Loading is
 * asynchronous and running is not, hence the spares.
 */
import releaseSync from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from "quickjs-emscripten-core";

const SPARES = 2;

export class WasmSupply {
  private readonly spares: QuickJSWASMModule[] = [];

  private constructor(
    private module: QuickJSWASMModule,
    private readonly load: () => Promise<QuickJSWASMModule>,
  ) {}

  /** @throws when the WebAssembly cannot be fetched or compiled */
  static async load(): Promise<WasmSupply> {
    const variant = await platformVariant();
    const load = (): Promise<QuickJSWASMModule> => newQuickJSWASMModuleFromVariant(variant);
    const supply = new WasmSupply(await load(), load);
    supply.refill();
    return supply;
  }

  get current(): QuickJSWASMModule {
    return this.module;
  }

  /** Puts `module` out of use. Without a spare it stays: its heap still works, only some of its stack is lost. */
  spoil(module: QuickJSWASMModule): void {
    if (module !== this.module) return;
    const spare = this.spares.pop();
    if (spare !== undefined) this.module = spare;
    this.refill();
  }

  private refill(): void {
    const missing = SPARES - this.spares.length;
    for (let i = 0; i < missing; i++) {
      this.load().then(
        (spare) => {
          if (this.spares.length < SPARES) this.spares.push(spare);
        },
        // Offline, or out of memory: the copy in use goes on serving.
        () => undefined,
      );
    }
  }
}

async function platformVariant(): Promise<typeof releaseSync> {
  // QuickJS writes to the host's console only when it aborts; the abort itself reaches us as an exception.
  const emscriptenModule = { print: () => undefined, printErr: () => undefined };
  if (import.meta.env.SSR) return newVariant(releaseSync, { emscriptenModule });
  const { default: wasmLocation } = await import("@jitl/quickjs-wasmfile-release-sync/wasm?url");
  return newVariant(releaseSync, { wasmLocation, emscriptenModule });
}
