/** The Code panel's view of real runs: lines, console, problems, and what stays safe. */
import "../../engine/later.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { type CommandBody, type FunctionRuntime, Reader, Timeline } from "../../engine/index.ts";
import { playersScenario } from "../../parts/example-worlds.ts";
import { loadFunctionRuntime } from "../../sandbox/function-runtime.ts";
import { lineLooks, statementEnd } from "./editor/line-looks.ts";
import { beginning } from "./scenario-files.ts";
import { starterProgram } from "./starter.ts";
import { codeCauseView, codeFilesView, codeLineView, codeView } from "./view.ts";
import { markText, problemTitle, runText } from "./words.ts";

let runtime: FunctionRuntime;
beforeAll(async () => {
  runtime = await loadFunctionRuntime();
});

const STILL = { driving: false, edited: false };
const IMPORTS = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
`;

function open(code: string): { timeline: Timeline; run: number; reader: Reader } {
  const timeline = new Timeline(playersScenario(), runtime);
  const body: CommandBody = { kind: "run", region: "us-east-1", entry: "app.ts", files: { "app.ts": IMPORTS + code } };
  const { id } = timeline.issue(body);
  return { timeline, run: id, reader: new Reader(timeline) };
}

function toEnd(timeline: Timeline): void {
  while (!timeline.quiet && timeline.forward());
}

describe("a run", () => {
  test("is due, then waits at its line, then goes on, then is over", () => {
    const { timeline, run, reader } = open(
      `await ddb.send(new PutCommand({\n  TableName: "Players", Item: { player: "zoe" },\n}));\nconsole.log("written");\n`,
    );
    expect(codeView(reader, { run }).run?.phase).toBe("due");
    while (codeView(reader, { run }).requests.total === 0) timeline.forward();
    const paused = codeView(reader, { run });
    expect(paused.at).toEqual({ file: "app.ts", line: 4, waiting: true });
    expect(paused.marks).toMatchObject([{ file: "app.ts", line: 4, sent: 1, answered: 0, waiting: true }]);
    expect(runText(paused, { driving: false, edited: true })).toBe("Paused at line 4. Edits start on the next run.");
    toEnd(timeline);
    const done = codeView(reader, { run });
    expect(done).toMatchObject({
      run: { phase: "ended", error: null },
      at: null,
      requests: { total: 1, answered: 1 },
      problems: [],
    });
    expect(markText(done.marks[0] as never)).toMatch(/^200, [\d.]+ ms$/);
    expect(done.console.rows.map((row) => [row.line, row.text])).toEqual([[7, "written"]]);
    expect(runText(done, STILL)).toBe("Done, 1 request.");
    timeline.seek(0);
    expect(codeView(reader, { run })).toMatchObject({ run: { phase: "due" }, console: { rows: [] }, marks: [] });
  });

  test("knows what one of its lines caused, and nothing of another's", () => {
    const { timeline, run, reader } = open(
      `await ddb.send(new PutCommand({ TableName: "Players", Item: { player: "zoe" } }));\nawait ddb.send(new GetCommand({ TableName: "Players", Key: { player: "ana" } }));\n`,
    );
    toEnd(timeline);
    const of = (line: number) =>
      codeLineView(reader, { run, file: "app.ts", line, request: null }).map((seq) => reader.events[seq]?.event);
    expect(of(4).map((event) => event?.kind)).toEqual(
      expect.arrayContaining(["RequestSent", "ItemLogged", "MajorityReached", "ResponseReceived"]),
    );
    expect(of(5).map((event) => event?.kind)).toContain("ItemRead");
    expect(of(5).map((event) => event?.kind)).not.toContain("ItemLogged");
    expect(of(1)).toEqual([]);
    expect(codeLineView(reader, { run, file: null, line: null, request: null })).toEqual([]);
  });

  test("leads from what a line caused back to the line, and from nothing else", () => {
    const { timeline, run, reader } = open(
      `await ddb.send(new PutCommand({ TableName: "Players", Item: { player: "zoe" } }));\n`,
    );
    toEnd(timeline);
    const caused = codeLineView(reader, { run, file: "app.ts", line: 4, request: null });
    expect(caused.length).toBeGreaterThan(5);
    for (const seq of caused)
      expect(codeCauseView(reader, { seq, request: null })).toEqual({ file: "app.ts", line: 4 });
    const started = reader.events.findIndex((one) => one.event.kind === "ProgramStarted");
    expect(codeCauseView(reader, { seq: started, request: null })).toBeNull();
    expect(codeCauseView(reader, { seq: null, request: null })).toBeNull();
    const [{ request = "" } = {}] = codeView(reader, { run }).requests.rows;
    expect(codeCauseView(reader, { seq: null, request })).toEqual({ file: "app.ts", line: 4 });
  });

  test("prints tables with the look of the items they name", () => {
    const { timeline, run, reader } = open(
      `console.table([{ player: "ana", score: 1 }, { player: "nobody", score: 2 }]);\n`,
    );
    toEnd(timeline);
    const table = codeView(reader, { run }).console.rows[0]?.table;
    expect(table?.columns).toEqual(["player", "score"]);
    expect(table?.rows[0]?.[0]).toEqual({ text: "ana", number: false, look: reader.identity("Players", "ana") });
    expect(table?.rows[1]?.map((cell) => [cell.look, cell.number])).toEqual([
      [null, false],
      [null, true],
    ]);
  });

  test("keeps the last 500 lines and says how many came before", () => {
    const { timeline, run, reader } = open(`for (let i = 0; i < 700; i++) console.log(i);\n`);
    toEnd(timeline);
    const { rows, earlier } = codeView(reader, { run }).console;
    expect([rows.length, earlier, rows.at(-1)?.text]).toEqual([500, 200, "699"]);
  });
});

describe("a run that fails", () => {
  test.each([
    ["an endless loop", "let n = 0;\nwhile (true) n++;\n", "Stopped: this loop never ends"],
    ["a memory bomb", "const all = [];\nfor (;;) all.push(new Array(100000).fill(1));\n", "Stopped: out of memory"],
    ["a throw", `throw new TypeError("no");\n`, "TypeError: no"],
    ["a rejection nobody handles", `Promise.reject(new Error("lost"));\n`, "Error: lost"],
    ["fetch", `await fetch("https://example.com");\n`, "fetch is not available in this sandbox"],
    ["postMessage", "postMessage(1);\n", "postMessage is not available in this sandbox"],
    [
      "an import from the network",
      `await import("https://example.com/x.js");\n`,
      'Importing from the network is not possible here: "https://example.com/x.js"',
    ],
    ["what never settles", "await new Promise(() => {});\n", "Stopped: it waits for something that never comes"],
  ])("%s is explained", (_, code, title) => {
    const { timeline, run, reader } = open(code);
    toEnd(timeline);
    const { problems } = codeView(reader, { run });
    expect(problems.map(({ error }) => problemTitle(error))).toEqual([title]);
    expect(problems[0]?.error.advice).not.toBe("");
  });

  test("because the service refused stands at the line of the request, with the table's key", () => {
    const { timeline, run, reader } = open(
      `\nawait ddb.send(new GetCommand({\n  TableName: "Players", Key: { name: "ana" },\n}));\n`,
    );
    toEnd(timeline);
    const { problems, marks } = codeView(reader, { run });
    expect(problems[0]?.error).toMatchObject({ name: "ValidationException", source: { file: "app.ts", line: 5 } });
    expect(problems[0]?.error.advice).toContain("The key of Players is player (S).");
    expect(marks).toMatchObject([{ line: 5, status: 400, error: "ValidationException" }]);
  });
});

describe("the scenario's files", () => {
  test("begin with a starter that runs, until a run carries others", () => {
    const timeline = new Timeline(playersScenario(), runtime);
    const reader = new Reader(timeline);
    const empty = beginning(codeFilesView(reader, { run: null }));
    expect(Object.keys(empty.files)).toEqual(["app.ts"]);
    const { id: run } = timeline.issue({ kind: "run", region: "us-east-1", entry: "app.ts", files: empty.files });
    toEnd(timeline);
    expect(codeView(reader, { run })).toMatchObject({
      run: { phase: "ended", error: null },
      requests: { total: 2 },
      problems: [],
    });
    timeline.issue({ kind: "run", region: "us-east-1", entry: "b.ts", files: { "b.ts": "1;" } });
    const after = codeFilesView(reader, { run });
    expect(beginning(after)).toEqual({ entry: "b.ts", files: { "b.ts": "1;" } });
    expect(after.ran).toEqual(empty.files);
  });

  test("begin with a program that makes a table where there is none", () => {
    const timeline = new Timeline(
      { ...playersScenario(), config: { ...playersScenario().config, tables: [] } },
      runtime,
    );
    const { id: run } = timeline.issue({
      kind: "run",
      region: "us-east-1",
      entry: "app.ts",
      files: { "app.ts": starterProgram(null) },
    });
    toEnd(timeline);
    expect(codeView(new Reader(timeline), { run })).toMatchObject({
      run: { phase: "ended", error: null },
      problems: [],
    });
  });
});

test("marks follow their lines through an edit, and a statement ends where its brackets close", () => {
  const { timeline, run, reader } = open(`await ddb.send(new ScanCommand({\n  TableName: "Players", // )\n}));\n`);
  toEnd(timeline);
  const ran = codeFilesView(reader, { run }).ran["app.ts"] ?? "";
  const looks = lineLooks(codeView(reader, { run }), "app.ts", {
    ran,
    now: `// first\n${ran}`,
    cause: { file: "app.ts", line: 1 },
  });
  expect(looks).toMatchObject([
    { line: 2, ranLine: 1, cause: true },
    { line: 5, ranLine: 4, here: false, cause: false },
  ]);
  expect(statementEnd(ran, 4)).toBe(6);
  expect(statementEnd(ran, 1)).toBe(1);
});
