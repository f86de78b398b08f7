/**
 * One QuickJS heap with one learner's program in it, fed one input at a time. It only goes forward: going back means a
 * new environment and the same inputs again (function-runtime.ts). [SBX-1, SBX-5]
 */
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from "quickjs-emscripten-core";
import { endlessLoop, failed, noHandler, outOfMemory, refused, tooDeep, tooManyRequests } from "./advice.ts";
import type { CompiledFile } from "./compile.ts";
import { guestModule } from "./guest-modules.ts";
import type { HeapCell } from "./heap-cell.ts";
import { linkModules } from "./module-linking.ts";
import { type GuestFailure, readGuestMessage } from "./outbox.ts";
import type {
  ConsoleLine,
  ProgramSource,
  RuntimeError,
  RuntimeFinish,
  RuntimeInput,
  RuntimeOutput,
  RuntimeRequest,
  RuntimeTimer,
} from "./port.ts";
import type { Problem } from "./problem.ts";

/** A program after compilation: ready, or refused for good. */
export type Prepared = { readonly compiled: ReadonlyMap<string, CompiledFile> } | { readonly refused: Problem };

/** Promise jobs run between two looks at whether the program has to be stopped. A batch counts as some interrupts. */
const JOBS_PER_BATCH = 500;
const INTERRUPTS_PER_BATCH = 5;
/** Interrupts granted to the guest, after a stop, to say where it was. */
const GRACE = 20;

type Stop = "endless-loop" | "too-many-requests" | "memory";
type Phase = "new" | "starting" | "idle" | "invoking";
const START = "glass:turn";

interface Draft {
  requests: RuntimeRequest[];
  abortedRequests: number[];
  timers: RuntimeTimer[];
  cancelledTimers: number[];
  console: ConsoleLine[];
  finished: RuntimeFinish | null;
}

export class Environment {
  /** True once QuickJS failed under the host's feet: its cell must not be used again. */
  broken = false;
  private phase: Phase = "new";
  /** Set when nothing more can happen here; every later input gets it again. */
  private over: RuntimeFinish | null = null;
  private heap: { runtime: QuickJSRuntime; context: QuickJSContext; guest: QuickJSHandle } | null = null;
  private out: Draft = emptyDraft();
  private stop: Stop | null = null;
  private lastWords: GuestFailure | null = null;
  private interrupts = 0;
  private interruptsMax = 0;
  private refusals: ReadonlyMap<string, Omit<Problem, "source">> = new Map();
  private requestsMade = 0;
  private consoleChars = 0;

  constructor(
    private readonly cell: HeapCell,
    private readonly program: ProgramSource,
    private readonly prepared: Prepared,
  ) {}

  /** True when nothing more can happen: the cell is free for another environment. */
  get isOver(): boolean {
    return this.over !== null;
  }

  /** @throws {Error} when `input` cannot come next (see FunctionRuntime.run) */
  feed(input: RuntimeInput): RuntimeOutput {
    this.checkOrder(input);
    this.out = emptyDraft();
    this.interrupts = 0;
    this.interruptsMax = this.program.limits.interruptsPerTurn;
    if (this.over === null) {
      try {
        this.work(input);
      } catch (thrown) {
        // QuickJS bounds its own stack, not the host's: a few of its C functions recurse without asking.
        this.broken = true;
        this.out.finished = fails(
          thrown instanceof RangeError ? tooDeep(null, "") : outOfMemory(this.program.limits, null, ""),
        );
      }
      this.settlePhase();
    }
    return {
      ...this.out,
      finished: this.over ?? this.out.finished,
      interruptsUsed: Math.min(this.interrupts, this.program.limits.interruptsPerTurn),
    };
  }

  private checkOrder(input: RuntimeInput): void {
    const wantsStart = this.phase === "new";
    if (wantsStart !== (input.kind === "start")) throw new Error(`a run begins with one "start"; got "${input.kind}"`);
    if (input.kind !== "invoke") return;
    if (this.program.kind !== "handler") throw new Error('a "program" cannot be invoked');
    if (this.phase !== "idle" && this.over === null) throw new Error(`invoked while ${this.phase}`);
  }

  private work(input: RuntimeInput): void {
    if (input.kind === "start") {
      this.phase = "starting";
      if ("refused" in this.prepared) {
        this.out.finished = fails(refused(this.prepared.refused));
        return;
      }
      this.openHeap();
    } else if (input.kind === "invoke") this.phase = "invoking";

    if (this.stop === null) this.callGuest("take", JSON.stringify(input));
    this.runJobs();
    if (this.stop !== null) this.askForLastWords();
    const { finished } = this.out;
    if (finished === null || finished.ok || !finished.error.environmentLost) this.callGuest("quiet", "");
    if (this.stop !== null) this.out.finished = fails(this.stopped(this.stop));
  }

  private settlePhase(): void {
    const finished = this.out.finished;
    if (finished === null) return;
    this.phase = "idle";
    const isLost = !finished.ok && finished.error.environmentLost;
    if (isLost || this.program.kind === "program") {
      this.over = finished;
      this.heap = null;
    }
  }

  private openHeap(): void {
    const { limits, entry, files, handler = "handler", region, environment, seed, kind } = this.program;
    this.cell.open(limits.memoryBytes, () => this.halt("memory"));
    const runtime = this.cell.quickjs.newRuntime();
    runtime.setMaxStackSize(limits.stackBytes);
    runtime.setInterruptHandler(() => this.interrupted());
    const compiled = "compiled" in this.prepared ? this.prepared.compiled : new Map<string, CompiledFile>();
    this.refusals = linkModules(runtime, { entry, files, compiled });
    const context = runtime.newContext();
    const emit = context.newFunction("emit", (text) => this.receive(context.getString(text)));
    context.setProp(context.global, "__emit", emit);
    emit.dispose();
    const guest = context.unwrapResult(context.evalCode(guestModule(START) ?? "", START, { type: "module" }));
    this.heap = { runtime, context, guest };
    const env = { AWS_REGION: region, AWS_DEFAULT_REGION: region, TZ: ":UTC", ...environment };
    this.callGuest("introduce", JSON.stringify({ region, environment: env, seed, kind, entry, handler }));
  }

  private interrupted(): boolean {
    this.interrupts++;
    if (this.interrupts <= this.interruptsMax) return false;
    this.halt("endless-loop");
    return true;
  }

  /** From here on the guest is interrupted wherever it is; the first reason counts. */
  private halt(why: Stop): void {
    this.stop ??= why;
    this.interruptsMax = 0;
  }

  /** Lets the exception that ended the program travel as far as the guest's report of it. */
  private askForLastWords(): void {
    this.cell.releaseReserve();
    this.interruptsMax = this.interrupts + GRACE;
    const result = this.heap?.runtime.executePendingJobs(GRACE);
    if (result?.error) this.uncaught(result.error);
  }

  private callGuest(name: "introduce" | "take" | "quiet", text: string): void {
    if (this.heap === null) return;
    const { context, guest } = this.heap;
    const callee = context.getProp(guest, name);
    const argument = context.newString(text);
    const result = context.callFunction(callee, context.undefined, argument);
    argument.dispose();
    callee.dispose();
    if (result.error) this.uncaught(result.error);
    else result.value.dispose();
  }

  private runJobs(): void {
    if (this.heap === null) return;
    const { runtime } = this.heap;
    while (this.stop === null && runtime.hasPendingJob()) {
      const result = runtime.executePendingJobs(JOBS_PER_BATCH);
      if (result.error) this.uncaught(result.error);
      this.interrupts += INTERRUPTS_PER_BATCH;
      if (this.interrupts > this.interruptsMax) this.halt("endless-loop");
    }
  }

  /** An exception that got past the guest's own reporting: an interrupt, or no memory left to report with. */
  private uncaught(error: QuickJSHandle): void {
    const raw: unknown = this.heap?.context.dump(error);
    error.dispose();
    const { name, message, stack } = (typeof raw === "object" && raw !== null ? raw : {}) as Record<string, unknown>;
    const frame = /\/var\/task\/([^\s():]+):(\d+)/.exec(String(stack));
    const failure: GuestFailure = {
      kind: "failed",
      where: "load",
      name: typeof name === "string" ? name : "Error",
      message: typeof message === "string" ? message : String(raw),
      advice: "",
      stack: "",
      source: frame ? { file: frame[1] ?? "", line: Number(frame[2]) } : null,
    };
    this.fail(failure);
  }

  /** One message from the guest. Throwing here throws inside the guest. */
  private receive(text: string): void {
    const message = readGuestMessage(text);
    if (message === null) return;
    if (this.stop !== null && message.kind !== "failed") throw new Error("stopped");
    const { limits } = this.program;
    switch (message.kind) {
      case "request":
        this.requestsMade++;
        if (this.requestsMade > limits.requestsMax) {
          this.halt("too-many-requests");
          this.lastWords = {
            kind: "failed",
            where: "load",
            name: "",
            message: "",
            advice: "",
            stack: "",
            source: message.request.source,
          };
          throw new Error("stopped");
        }
        this.out.requests.push(message.request);
        return;
      case "abort":
        this.out.abortedRequests.push(message.id);
        return;
      case "timer":
        this.out.timers.push({ id: message.id, delayMicros: message.delayMicros });
        return;
      case "clear":
        this.out.cancelledTimers.push(message.id);
        return;
      case "console":
        this.print(message.line);
        return;
      case "done":
        this.out.finished = { ok: true, result: JSON.parse(message.result) };
        return;
      case "failed":
        this.fail(message);
        return;
      case "no-handler":
        this.out.finished = fails(noHandler(this.program.entry, message.handler, message.found));
    }
  }

  private print(line: ConsoleLine): void {
    const { consoleBytesMax } = this.program.limits;
    const wasFull = this.consoleChars > consoleBytesMax;
    this.consoleChars += line.text.length + 1;
    if (wasFull) return;
    if (this.consoleChars <= consoleBytesMax) this.out.console.push(line);
    else
      this.out.console.push({
        level: "warn",
        text: "The console is full: what is printed from here on is not kept.",
        table: null,
        source: line.source,
      });
  }

  private fail(failure: GuestFailure): void {
    if (this.stop !== null) {
      if (this.lastWords?.source == null) this.lastWords = failure;
      return;
    }
    const refusal = this.refusals.get(failure.message);
    const { where, stack, source } = failure;
    if (refusal !== undefined) {
      this.out.finished = fails({ ...refusal, source, stack, environmentLost: where !== "invoke" });
      return;
    }
    const compiled = "compiled" in this.prepared ? this.prepared.compiled : new Map<string, CompiledFile>();
    this.out.finished = fails(failed(failure, this.program.limits, compiled));
  }

  private stopped(stop: Stop): RuntimeError {
    const { limits } = this.program;
    const { source = null, stack = "" } = this.lastWords ?? {};
    switch (stop) {
      case "endless-loop":
        return endlessLoop(limits, source, stack);
      case "memory":
        return outOfMemory(limits, source, stack);
      case "too-many-requests":
        return tooManyRequests(limits, source);
    }
  }
}

function fails(error: RuntimeError): RuntimeFinish {
  return { ok: false, error };
}

function emptyDraft(): Draft {
  return { requests: [], abortedRequests: [], timers: [], cancelledTimers: [], console: [], finished: null };
}
