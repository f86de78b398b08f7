/** Programs that misbehave: each ends in a typed result that names the line, and harms nobody else. */
import { beforeAll, describe, expect, test } from "vitest";
import { loadFunctionRuntime, type SandboxRuntime } from "./function-runtime.ts";
import type { ProgramSource, RuntimeError } from "./port.ts";
import { program, Session } from "./testing.ts";

let runtime: SandboxRuntime;
beforeAll(async () => {
  runtime = await loadFunctionRuntime();
});

function errorOf(code: string, given: Partial<ProgramSource> = {}): RuntimeError {
  const { finished } = new Session(runtime, program(code, given)).play({ kind: "start" });
  if (finished === null || finished.ok) throw new Error(`expected an error, got ${JSON.stringify(finished)}`);
  return finished.error;
}

const brief = ({ kind, name, message, source, environmentLost }: RuntimeError) => ({
  kind,
  name,
  message,
  line: source?.line ?? null,
  environmentLost,
});

describe("[SBX-5] a program that takes too much is stopped", () => {
  test("an endless loop, at its line", () => {
    const error = errorOf("let n = 0;\nfunction spin() {\n  while (true) n++;\n}\nspin();");
    expect(brief(error)).toEqual({
      kind: "endless-loop",
      name: "EndlessLoop",
      message: "The code ran for too long without waiting for anything, and was stopped",
      line: expect.any(Number),
      environmentLost: true,
    });
    expect([2, 3]).toContain(error.source?.line);
    expect(error.advice).toContain("Virtual");
  });

  test("an endless loop after an await", () => {
    const error = errorOf("async function main() {\n  await null;\n  for (;;) {}\n}\nmain();");
    expect(error.kind).toBe("endless-loop");
    // QuickJS knows the line of the last call, not of the jump: 2 is the await just before.
    expect([2, 3]).toContain(error.source?.line);
  });

  test("an endless loop inside a handler", () => {
    const session = new Session(
      runtime,
      program("export const handler = () => {\n  for (;;) {}\n};", { kind: "handler" }),
    );
    session.play({ kind: "start" });
    const { finished } = session.play(invoke(1));
    expect(finished).toMatchObject({ ok: false, error: { kind: "endless-loop", source: { file: "index.ts" } } });
    expect(session.play(invoke(2)).finished).toEqual(finished);
  });

  test("a loop of promises that never waits for the world", () => {
    expect(errorOf("while (true) await null;").kind).toBe("endless-loop");
    expect(errorOf("const again = () => { Promise.resolve().then(again); };\nagain();").kind).toBe("endless-loop");
  });

  test("a catch clause cannot survive the stop", () => {
    expect(errorOf("for (;;) { try { for (;;) {} } catch {} }").kind).toBe("endless-loop");
    expect(errorOf("for (;;) { try { for (;;) {} } finally { continue; } }").kind).toBe("endless-loop");
  });

  test("a regular expression that backtracks for ever", () => {
    expect(errorOf("/(a+)+$/.test('a'.repeat(40) + 'b');").kind).toBe("endless-loop");
  });

  test("a memory bomb", () => {
    const limits = { ...program("").limits, memoryBytes: 16 << 20 };
    const error = errorOf('const held = [];\nfor (;;)\n  held.push("x".repeat(100_000) + held.length);', { limits });
    expect(brief(error)).toMatchObject({ kind: "memory", name: "OutOfMemory", line: 3, environmentLost: true });
    expect(error.message).toContain("16 MB");
    expect(errorOf("const s = 'x'.repeat(2 ** 29); s + s;", { limits }).kind).toBe("memory");
    expect(errorOf("const m = new Map(); for (let i = 0; ; i++) m.set(i, i);", { limits }).kind).toBe("memory");
    expect(errorOf("const f = async () => { const a = []; for (;;) a.push({ a: 1 }); };\nf();", { limits }).kind).toBe(
      "memory",
    );
    expect(
      errorOf("const a = []; for (;;) try { for (;;) a.push(new Uint8Array(1e5)); } catch {}", { limits }).kind,
    ).toBe("memory");
    expect(errorOf("new Uint8Array(2 ** 30);", { limits }).kind).toBe("memory");
  });

  test("a recursion without end", () => {
    const error = errorOf("function down(n) {\n  return down(n + 1) + 1;\n}\ndown(0);");
    expect(brief(error)).toMatchObject({
      kind: "error",
      name: "RangeError",
      message: "Maximum call stack size exceeded",
    });
  });

  test.each(["JSON.stringify(a)", "String(a)", "a.flat(Infinity)", "structuredClone(a)", "console.log(a)"])(
    "%s of a value nested 100,000 deep",
    (act) => {
      const session = new Session(
        runtime,
        program(`let a = []; for (let i = 0; i < 100_000; i++) a = [a];\n${act};\nconsole.log("done");`),
      );
      const { finished } = session.play({ kind: "start" });
      if (finished?.ok) expect(session.printed).toContain("done");
      else expect(finished?.error).toMatchObject({ kind: "error", name: "RangeError" });
      // The next program is unharmed.
      const next = new Session(runtime, program("console.log('fine');"));
      next.play({ kind: "start" });
      expect(next.printed).toEqual(["fine"]);
    },
  );

  test("too many requests", () => {
    const code = `import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
      const client = new DynamoDBClient();
      for (;;)
        await client.send(new ListTablesCommand());`;
    const session = new Session(runtime, program(code));
    const { finished } = session.play({ kind: "start" });
    expect(session.requests).toHaveLength(50);
    expect(finished).toMatchObject({
      ok: false,
      error: { kind: "too-many-requests", source: { file: "index.ts", line: 4 }, environmentLost: true },
    });
  });

  test("too many timers", () => {
    expect(errorOf("for (;;) setTimeout(() => {}, 1);").name).toBe("RangeError");
  });

  test("more output than is kept", () => {
    const session = new Session(runtime, program("for (let i = 0; i < 500; i++) console.log('0123456789'.repeat(5));"));
    expect(session.play({ kind: "start" }).finished).toEqual({ ok: true, result: null });
    expect(session.printed.length).toBeLessThan(100);
    expect(session.printed.at(-1)).toContain("The console is full");
  });
});

describe("[SBX-6] what the sandbox does not have is refused with advice", () => {
  test.each([
    ["fetch('https://example.com');", "fetch is not available"],
    ["await globalThis.fetch('/');", "fetch is not available"],
    ["new XMLHttpRequest();", "XMLHttpRequest is not available"],
    ["new WebSocket('ws://x');", "WebSocket is not available"],
    ["postMessage('hello');", "postMessage is not available"],
    ["importScripts('x.js');", "importScripts is not available"],
    ["const fs = require('fs');", "require is not available"],
    ["process.exit(1);", "process.exit is not available"],
    ["window.alert(1);", "window is not available"],
    ["document.cookie;", "document is not available"],
    ["localStorage.setItem('a', 'b');", "localStorage is not available"],
    ["module.exports = { handler() {} };", "module is not available"],
    ["exports.handler = () => 1;", "exports is not available"],
    ["import 'https://example.com/x.js';", "Importing from the network is not possible"],
    ["await import('https://example.com/x.js');", "Importing from the network is not possible"],
    ["import('http://example.com/x.js');", "Importing from the network is not possible"],
    ["import fs from 'node:fs';\nfs.readFileSync('/');", 'Node\'s "node:fs" is not available'],
    ["import { readFile } from 'fs/promises';\nreadFile('/');", 'Node\'s "fs/promises" is not available'],
  ])("%s", (code, message) => {
    const error = errorOf(`// a comment\n${code}`);
    expect(brief(error)).toMatchObject({ kind: "forbidden" });
    expect(error.message).toContain(message);
    expect(error.advice.length).toBeGreaterThan(20);
    if (!code.includes("import(")) expect(error.source).toEqual({ file: "index.ts", line: 2 });
  });

  test("a missing package, file or export says where and what there is", () => {
    expect(brief(errorOf("\nimport _ from 'lodash';\n_.map([]);"))).toMatchObject({
      kind: "module",
      line: 2,
      message: 'The package "lodash" is not available in this sandbox',
    });
    expect(
      errorOf("import { x } from './other';\nx();", {
        files: { "index.ts": "import { x } from './other';\nx();", "lib.ts": "" },
      }),
    ).toMatchObject({
      kind: "module",
      message: 'There is no file "./other" beside index.ts',
      advice: expect.stringContaining("lib.ts"),
    });
    const misspelt = errorOf('// one\nimport {\n  PutComand } from "@aws-sdk/lib-dynamodb";\nnew PutComand({});');
    expect(misspelt).toMatchObject({
      kind: "module",
      message: '@aws-sdk/lib-dynamodb does not export "PutComand"',
      source: { line: 3 },
    });
    expect(errorOf('import { PutCommand } from "@aws-sdk/client-dynamodb";\nnew PutCommand({});').advice).toContain(
      "@aws-sdk/lib-dynamodb",
    );
    expect(errorOf("import AWS from 'aws-sdk';\nnew AWS.DynamoDB();").advice).toContain("version 3");
  });

  test("nothing of the host or of the guest's own plumbing can be reached", () => {
    const session = new Session(
      runtime,
      program(`
        for (const name of ["glass:host", "glass:promise", "glass:requests"])
          try { await import(name); console.log("reached", name); } catch (e) { console.log(e.name); }
        console.log(typeof __emit, typeof std, typeof os, typeof print, typeof window, typeof Deno);
        console.log(new Function("return typeof globalThis.constructor.constructor('return process')().mainModule")());
      `),
    );
    session.play({ kind: "start" });
    expect(session.printed.slice(0, 4)).toEqual([
      "Error",
      "Error",
      "Error",
      "undefined undefined undefined undefined undefined undefined",
    ]);
    expect(session.printed[4]).toBeUndefined();
  });

  test("bending the built-ins hurts only the program itself", () => {
    const bent = new Session(
      runtime,
      program(`JSON.parse = JSON.stringify = () => "}{"; Array.prototype.map = null; Object.keys = null; Promise.prototype.then = null; Map.prototype.get = null;
        Error.prototype.toString = null; globalThis.Error = null; console.log({ a: [1] });`),
    );
    bent.play({ kind: "start" });
    const next = new Session(runtime, program("console.log([1].map(String), JSON.stringify({ a: 1 }));"));
    expect(next.play({ kind: "start" }).finished).toEqual({ ok: true, result: null });
    expect(next.printed).toEqual([`[ '1' ] {"a":1}`]);
  });
});

describe("[SBX-7] whatever is thrown is reported once, at its line", () => {
  test("a syntax error, in TypeScript and in JavaScript", () => {
    expect(brief(errorOf("const a = 1;\nconst b = ;\n"))).toMatchObject({
      kind: "syntax",
      name: "SyntaxError",
      line: 2,
      environmentLost: true,
    });
    expect(brief(errorOf("", { files: { "a.js": "let x = 1;\nlet x = 2;" }, entry: "a.js" }))).toMatchObject({
      kind: "syntax",
      line: 2,
    });
    expect(brief(errorOf("", { files: { "index.ts": "import './b';", "b.ts": "\n\n}" } }))).toMatchObject({
      kind: "syntax",
      line: 3,
    });
    expect(errorOf(`const a = ${"(".repeat(50_000)}`).kind).toBe("syntax");
  });

  test("an exception, with the learner's frames only", () => {
    const error = errorOf(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the program contains it
      "interface A { a: number }\nfunction f(a: A): never {\n  throw new TypeError(`bad ${a.a}`);\n}\nf({ a: 1 });",
    );
    expect(error).toMatchObject({
      kind: "error",
      name: "TypeError",
      message: "bad 1",
      source: { file: "index.ts", line: 3 },
    });
    expect(error.stack).toMatch(/^at f \(index\.ts:3:\d+\)\nat .*\(index\.ts:5:\d+\)$/);
  });

  test("a thrown value that is no Error", () => {
    expect(brief(errorOf("throw 'just text';"))).toMatchObject({
      kind: "error",
      name: "Thrown value",
      message: "'just text'",
    });
    expect(errorOf("throw { code: 7 };").message).toBe("{ code: 7 }");
    expect(errorOf("throw undefined;").message).toBe("undefined");
  });

  test.each([
    ["main();\nasync function main() {\n  await null;\n  throw new Error('x');\n}", 4],
    ["\nPromise.reject(new Error('x'));", 2],
    ["new Promise((_, reject) =>\n  reject(new Error('x')));", 2],
    ["Promise.resolve().then(() => {\n  throw new Error('x');\n});", 2],
    ["const f = async () => {\n  throw new Error('x'); };\nclass A { async m() { await f(); } }\nnew A().m();", 2],
    ["const f = async x => Promise.reject(\n  new Error('x'));\nPromise.all([f()]);", 2],
    ["setTimeout(() => {\n  throw new Error('x'); }, 5);", 2],
    ["queueMicrotask(() => {\n  throw new Error('x'); });", 2],
  ])("a rejection nobody handles: %s", (code, line) => {
    const error = errorOf(code);
    expect(brief(error)).toMatchObject({ kind: "error", name: "Error", message: "x", line, environmentLost: true });
    expect(error.advice).toContain("nothing handled it");
  });

  test.each([
    "const f = async () => { throw new Error('x'); };\ntry { await f(); } catch (e) { console.log(e.message); }",
    "const f = async () => { throw new Error('x'); };\nf().catch((e) => console.log(e.message));",
    "const f = async () => { throw new Error('x'); };\nconst g = async () => f();\ng().then(null, (e) => console.log(e.message));",
    "const f = async () => { throw new Error('x'); };\nconst [r] = await Promise.allSettled([f()]); console.log(r.reason.message);",
    "const f = async () => { throw new Error('x'); };\nPromise.all([f(), f()]).catch((e) => console.log(e.message));",
    "async function* g() { yield 1; throw new Error('x'); }\ntry { for await (const _ of g()); } catch (e) { console.log(e.message); }",
    "const p = Promise.reject(new Error('x'));\ntry { await p; } catch (e) { console.log(e.message); }",
  ])("a handled rejection is not reported: %s", (code) => {
    const session = new Session(runtime, program(code));
    expect(session.play({ kind: "start" }).finished).toEqual({ ok: true, result: null });
    expect(session.printed).toEqual(["x"]);
  });

  test("a handler that is not exported", () => {
    const error = errorOf("export const handle = () => 1;", { kind: "handler" });
    expect(error).toMatchObject({
      name: "Runtime.HandlerNotFound",
      advice: expect.stringContaining("It exports handle."),
    });
  });

  test("a program that waits for ever is simply not finished", () => {
    expect(new Session(runtime, program("await new Promise(() => {});")).play({ kind: "start" }).finished).toBeNull();
  });
});

function invoke(n: number) {
  return {
    kind: "invoke",
    event: { n },
    context: {
      awsRequestId: `r${n}`,
      functionName: "f",
      invokedFunctionArn: "arn:aws:lambda:eu-west-1:000000000000:function:f",
      memoryLimitMb: 128,
      deadlineMicros: 1_767_323_048_678_901,
    },
  } as const;
}
