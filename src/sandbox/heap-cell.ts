/**
 * A cell: one copy of the QuickJS WebAssembly module with a memory of its own and a fixed size, for one environment at
 * a time. QuickJS's own memory limit counts eight bytes per allocation in this build (it cannot ask how large a block
 * is), so the real limit is the size of the cell. Emptying a cell puts back the bytes it had when it was new: nothing
 * of one program can reach the next, and nothing depends on QuickJS freeing what it holds. [SBX-2, SBX-5]
 */
import releaseSync from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from "quickjs-emscripten-core";

const PAGE_BYTES = 65_536;
/** Memory of an environment: the interpreter's stack and tables (about 6 MB), the SDK (about 5 MB), the learner's own. */
export const CELL_BYTES = 32 * 1024 * 1024;
/** Smaller cells cannot hold the interpreter. */
const SMALLEST_BYTES = 12 * 1024 * 1024;
/** Given back when memory runs out, so that the guest can still say where it was. */
const RESERVE_BYTES = 512 * 1024;

type Imported = Awaited<ReturnType<typeof releaseSync.importModuleLoader>>;
type Loader = Extract<Imported, (...given: never[]) => unknown>;
type Emscripten = Awaited<ReturnType<Loader>>;
/** The pages of a new cell that are not all zeros. */
type Image = readonly { readonly at: number; readonly bytes: Uint8Array }[];

export class HeapCell {
  private onFull: () => void = () => undefined;
  private reserve = 0;

  private constructor(
    readonly quickjs: QuickJSWASMModule,
    private readonly emscripten: Emscripten,
    private readonly memory: WebAssembly.Memory,
    private readonly image: Image,
  ) {}

  /** @throws when the WebAssembly cannot be fetched or compiled */
  static async load(): Promise<HeapCell> {
    const pages = CELL_BYTES / PAGE_BYTES;
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const variant = await platformVariant(memory);
    let loaded: Emscripten | undefined;
    const watched: typeof releaseSync = {
      ...variant,
      importModuleLoader: async () => {
        const load = loaderIn(await variant.importModuleLoader());
        return async (options) => {
          loaded = await load(options);
          return loaded;
        };
      },
    };
    const quickjs = await newQuickJSWASMModuleFromVariant(watched);
    if (loaded === undefined) throw new Error("QuickJS was loaded without its module");
    const cell = new HeapCell(quickjs, loaded, memory, imageOf(memory));
    // The memory is as large as it may get; QuickJS asks for more exactly when an allocation does not fit.
    memory.grow = () => {
      cell.onFull();
      throw new RangeError("the cell is full");
    };
    return cell;
  }

  /** Empties the cell and leaves `memoryBytes` of it to use. @param onFull called when an allocation does not fit */
  open(memoryBytes: number, onFull: () => void): void {
    new Uint8Array(this.memory.buffer).fill(0);
    for (const { at, bytes } of this.image) new Uint8Array(this.memory.buffer).set(bytes, at);
    const usable = Math.min(CELL_BYTES, Math.max(SMALLEST_BYTES, memoryBytes));
    if (usable < CELL_BYTES) this.emscripten._malloc(CELL_BYTES - usable);
    this.reserve = this.emscripten._malloc(RESERVE_BYTES);
    this.onFull = onFull;
  }

  /** Gives the last words some room. The environment is over. */
  releaseReserve(): void {
    if (this.reserve !== 0) this.emscripten._free(this.reserve);
    this.reserve = 0;
  }
}

let compiled: Promise<WebAssembly.Module> | undefined;

async function platformVariant(wasmMemory: WebAssembly.Memory): Promise<typeof releaseSync> {
  // In Node the package finds its own file.
  if (import.meta.env.SSR) return newVariant(releaseSync, { wasmMemory });
  const { default: url } = await import("@jitl/quickjs-wasmfile-release-sync/wasm?url");
  compiled ??= fetch(url).then(async (answer) => WebAssembly.compile(await answer.arrayBuffer()));
  compiled.catch(() => {
    compiled = undefined;
  });
  return newVariant(releaseSync, { wasmMemory, wasmModule: await compiled });
}

/** The package may come wrapped in one or two `default`s, depending on the bundler. */
function loaderIn(imported: Imported): Loader {
  if (typeof imported === "function") return imported;
  return "default" in imported.default ? imported.default.default : imported.default;
}

function imageOf(memory: WebAssembly.Memory): Image {
  const all = new Uint8Array(memory.buffer);
  const pages: { at: number; bytes: Uint8Array }[] = [];
  for (let at = 0; at < all.length; at += PAGE_BYTES) {
    const words = new Uint32Array(memory.buffer, at, PAGE_BYTES / 4);
    if (words.some((word) => word !== 0)) pages.push({ at, bytes: all.slice(at, at + PAGE_BYTES) });
  }
  return pages;
}
