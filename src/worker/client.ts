/**
 * The page's side of the Worker: starts it, pairs calls with replies, hands frames on, and starts a new one when it
 * dies. What was mounted is mounted again by the session.
 */
import { type PackedPieces, together } from "./packed-apart.ts";
import { type Call, type FromWorker, PROTOCOL_VERSION, type Reply, type ToWorker } from "./protocol.ts";

export interface ClientPorts {
  readonly onFrame: (message: Extract<FromWorker, { type: "frame" }>["frame"]) => void;
  readonly onSave: (scenario: Extract<FromWorker, { type: "save" }>["scenario"]) => void;
  readonly onFailed: (failure: Extract<FromWorker, { type: "failed" }>) => void;
  /** A panel's view cannot be computed: its code could not be fetched. */
  readonly onViewLost: (lost: Extract<FromWorker, { type: "viewLost" }>) => void;
  /** Packed items of a world that is being opened: pieces read. */
  readonly onReading: (progress: { readonly done: number; readonly total: number }) => void;
  /** The Worker itself is gone (out of memory, killed, not loadable). */
  readonly onLost: (message: string) => void;
}

const SILENCE_MILLIS = 8_000;

/** Kind of the refusal of a call that the engine did not live to answer. */
export const ENGINE_LOST = "engine-lost";

const GONE: Reply = {
  ok: false,
  refusal: {
    kind: ENGINE_LOST,
    message: "The engine was stopped before it could answer.",
    advice: "It is being restarted; do it once more.",
  },
};

export class EngineClient {
  private worker: Worker;
  private nextId = 1;
  private waiting = new Map<number, (reply: Reply) => void>();
  private dead = false;
  /** Packed items of the last save: they are sent only when they are others. */
  private pieces: PackedPieces = [];
  /** When the Worker last said anything. */
  private heardAt = 0;

  constructor(private readonly ports: ClientPorts) {
    this.worker = new Worker(new URL("./host.ts", import.meta.url), { type: "module", name: "glass-table-engine" });
    this.worker.onmessage = (event) => this.receive(event.data as FromWorker);
    this.worker.onerror = (event) => this.lose(event.message || "the engine's Worker stopped");
    this.worker.onmessageerror = () => this.lose("a message of the engine could not be read");
    this.post({ type: "hello", protocol: PROTOCOL_VERSION });
  }

  call(call: Call): Promise<Reply> {
    if (this.dead) return Promise.resolve(GONE);
    const id = this.nextId++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.post({ type: "call", id, call });
      this.watch(id);
    });
  }

  mount(key: string, view: string, params: unknown): void {
    this.post({ type: "mount", key, view, params });
  }

  unmount(key: string): void {
    this.post({ type: "unmount", key });
  }

  /** Ends the Worker; every open call is answered with a refusal. */
  terminate(): void {
    this.dead = true;
    this.worker.terminate();
    for (const resolve of this.waiting.values()) resolve(GONE);
    this.waiting.clear();
  }

  /** A Worker that owes an answer and says nothing for this long is stuck (code that no interrupt reaches). */
  private watch(id: number): void {
    const askedAt = performance.now();
    const look = (): void => {
      if (this.dead || !this.waiting.has(id)) return;
      const silent = performance.now() - Math.max(this.heardAt, askedAt);
      if (silent >= SILENCE_MILLIS) this.lose(`it did not answer for ${Math.round(silent / 1000)} seconds`);
      else setTimeout(look, SILENCE_MILLIS - silent + 1);
    };
    setTimeout(look, SILENCE_MILLIS);
  }

  private receive(message: FromWorker): void {
    this.heardAt = performance.now();
    switch (message.type) {
      case "hello":
        if (message.protocol !== PROTOCOL_VERSION)
          this.lose("the page and the engine are of different versions; reload the page");
        return;
      case "reply":
        this.waiting.get(message.id)?.(message.reply);
        this.waiting.delete(message.id);
        return;
      case "frame":
        this.ports.onFrame(message.frame);
        requestAnimationFrame(() => {
          if (!this.dead) this.post({ type: "drawn" });
        });
        return;
      case "viewLost":
        this.ports.onViewLost(message);
        return;
      case "reading":
        this.ports.onReading(message);
        return;
      case "save":
        this.pieces = message.pieces ?? this.pieces;
        this.ports.onSave(together(message.scenario, this.pieces));
        return;
      case "failed":
        this.ports.onFailed(message);
        return;
    }
  }

  private lose(reason: string): void {
    if (this.dead) return;
    this.terminate();
    this.ports.onLost(reason);
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}
