/**
 * The FunctionRuntime over QuickJS. `run` is a pure function of its arguments; what makes that cheap is kept here:
 * outputs already known (by the hash of program and inputs) and environments still alive, each at the end of some
 * prefix of inputs. When neither helps, a new environment is fed the earlier inputs again. [SBX-1, SBX-2]
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { CellSupply } from "./cell-supply.ts";
import { compileProgram } from "./compile.ts";
import { Environment, type Prepared } from "./environment.ts";
import type { HeapCell } from "./heap-cell.ts";
import type { FunctionRuntime, ProgramSource, RuntimeInput, RuntimeOutput } from "./port.ts";
import { ProgramRefused } from "./problem.ts";

const ENVIRONMENTS_MAX = 64;
const OUTPUTS_MAX = 20_000;
const OUTPUT_CHARS_MAX = 32 * 1024 * 1024;
const PROGRAMS_MAX = 32;

/** What a runtime did so far; for the benchmark and the tests, no part of any result. */
export interface RuntimeCounts {
  environmentsStarted: number;
  inputsFed: number;
  outputsRemembered: number;
}

export interface SandboxRuntime extends FunctionRuntime {
  readonly counts: Readonly<RuntimeCounts>;
  /** Drops everything remembered and every live environment; results stay the same, the next one takes longer. */
  forget(): void;
}

/** Loads QuickJS. @throws when the WebAssembly cannot be fetched or compiled */
export async function loadFunctionRuntime(): Promise<SandboxRuntime> {
  return new QuickJsRuntime(await CellSupply.load());
}

class QuickJsRuntime implements SandboxRuntime {
  readonly counts: RuntimeCounts = { environmentsStarted: 0, inputsFed: 0, outputsRemembered: 0 };
  private readonly outputs = new Map<string, { output: RuntimeOutput; chars: number }>();
  private outputChars = 0;
  /** Key of the prefix fed so far → the environment standing there, least recently used first. */
  private readonly alive = new Map<string, Environment>();
  /** The cell each environment works in, while it has one. */
  private readonly cells = new Map<Environment, HeapCell>();
  private readonly programs = new WeakMap<ProgramSource, string>();
  private readonly prepared = new Map<string, Prepared>();
  /** Per input: the key before it and the key after it, as last computed. */
  private readonly links = new WeakMap<RuntimeInput, { before: string; after: string }>();

  constructor(private readonly supply: CellSupply) {}

  run(program: ProgramSource, inputs: readonly RuntimeInput[]): RuntimeOutput {
    if (inputs.length === 0) throw new Error('a run begins with one "start"; got nothing');
    const programKey = this.programKey(program);
    const keys = this.keysOf(programKey, inputs);
    const known = this.outputs.get(last(keys));
    if (known !== undefined) return known.output;

    const { environment, fed } = this.nearest(keys) ?? this.begin(program, programKey);
    let output: RuntimeOutput | undefined;
    try {
      for (let i = fed; i < inputs.length; i++) {
        output = environment.feed(inputs[i] as RuntimeInput);
        this.counts.inputsFed++;
        this.remember(keys[i] as string, output);
      }
    } catch (thrown) {
      this.giveBackCell(environment);
      throw thrown;
    }
    this.keep(last(keys), environment);
    return output as RuntimeOutput;
  }

  forget(): void {
    for (const environment of this.alive.values()) this.giveBackCell(environment);
    this.alive.clear();
    this.outputs.clear();
    this.outputChars = 0;
    this.prepared.clear();
  }

  private programKey(program: ProgramSource): string {
    const known = this.programs.get(program);
    if (known !== undefined) return known;
    const { files, environment, limits, entry, kind, handler = "handler", region, seed } = program;
    const sorted = (record: Readonly<Record<string, string>>): [string, string][] =>
      Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
    const { memoryBytes, stackBytes, interruptsPerTurn, requestsMax, consoleBytesMax } = limits;
    const key = digest(
      JSON.stringify([
        sorted(files),
        sorted(environment),
        entry,
        kind,
        handler,
        region,
        seed,
        memoryBytes,
        stackBytes,
        interruptsPerTurn,
        requestsMax,
        consoleBytesMax,
      ]),
    );
    this.programs.set(program, key);
    return key;
  }

  /** One key per prefix of `inputs`. The text of an input matters to the last letter: an event's key order is visible. */
  private keysOf(programKey: string, inputs: readonly RuntimeInput[]): string[] {
    const keys: string[] = [];
    let before = programKey;
    for (const input of inputs) {
      const link = this.links.get(input);
      const after = link?.before === before ? link.after : digest(before + JSON.stringify(input));
      if (link?.before !== before) this.links.set(input, { before, after });
      keys.push(after);
      before = after;
    }
    return keys;
  }

  /** The live environment that has been fed the longest proper prefix. It is taken out: it will stand further on. */
  private nearest(keys: readonly string[]): { environment: Environment; fed: number } | null {
    for (let fed = keys.length - 1; fed > 0; fed--) {
      const key = keys[fed - 1] as string;
      const environment = this.alive.get(key);
      if (environment === undefined) continue;
      this.alive.delete(key);
      return { environment, fed };
    }
    return null;
  }

  private begin(program: ProgramSource, programKey: string): { environment: Environment; fed: number } {
    let prepared = this.prepared.get(programKey);
    if (prepared === undefined) {
      prepared = prepare(program);
      this.prepared.set(programKey, prepared);
      if (this.prepared.size > PROGRAMS_MAX) this.prepared.delete(this.prepared.keys().next().value ?? "");
    }
    this.counts.environmentsStarted++;
    const cell = this.freeCell();
    const environment = new Environment(cell, program, prepared);
    this.cells.set(environment, cell);
    return { environment, fed: 0 };
  }

  /** A cell for a new environment; the one least recently used loses its own. */
  private freeCell(): HeapCell {
    for (;;) {
      const cell = this.supply.take();
      if (cell !== null) return cell;
      const oldest = [...this.alive].find(([, environment]) => this.cells.has(environment));
      if (oldest === undefined) throw new Error("no cell to run in");
      this.alive.delete(oldest[0]);
      this.giveBackCell(oldest[1]);
    }
  }

  /** An environment that is over stays known, so that a late answer to it costs nothing, but needs no cell. */
  private keep(key: string, environment: Environment): void {
    if (environment.isOver) this.giveBackCell(environment);
    const same = this.alive.get(key);
    if (same !== undefined) this.giveBackCell(same);
    this.alive.delete(key);
    this.alive.set(key, environment);
    if (this.alive.size > ENVIRONMENTS_MAX) {
      const [oldestKey, oldest] = this.alive.entries().next().value as [string, Environment];
      this.alive.delete(oldestKey);
      this.giveBackCell(oldest);
    }
  }

  private giveBackCell(environment: Environment): void {
    const cell = this.cells.get(environment);
    if (cell === undefined) return;
    this.cells.delete(environment);
    this.supply.giveBack(cell, environment.broken);
  }

  private remember(key: string, output: RuntimeOutput): void {
    const chars = JSON.stringify(output).length;
    this.outputs.set(key, { output, chars });
    this.outputChars += chars;
    while (this.outputs.size > OUTPUTS_MAX || (this.outputChars > OUTPUT_CHARS_MAX && this.outputs.size > 1)) {
      const [oldest, { chars: freed }] = this.outputs.entries().next().value as [string, { chars: number }];
      this.outputs.delete(oldest);
      this.outputChars -= freed;
    }
    this.counts.outputsRemembered = this.outputs.size;
  }
}

function prepare(source: ProgramSource): Prepared {
  try {
    return { compiled: compileProgram(source) };
  } catch (thrown) {
    if (thrown instanceof ProgramRefused) return { refused: thrown.problem };
    throw thrown;
  }
}

function digest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

function last(keys: readonly string[]): string {
  return keys[keys.length - 1] ?? "";
}
