/**
 * Rewrites async functions so that the guest sees the promise each call makes: `async function f(a) { BODY }` becomes
 * `function f(a) {return track(async () => { BODY })}`, on the same lines. QuickJS has no hook for unhandled
 * rejections, and `main();` without await is the most common program there is. `import(x)` is wrapped the same way;
 * `for await (x of y)` becomes `for await (x of steps(y, file, line))`, so that requests of a paginator have a line.
 * Async generators stay as they are. What a program's last line comes to goes through `result`. [SBX-7, SBX-12]
 */
import type { Node, Program } from "acorn";
import { TRACKER } from "./specifiers.ts";

const TRACK = "__glass_track";
const STEPS = "__glass_steps";
const RESULT = "__glass_result";
const OPEN = `${TRACK}(async()=>`;

interface FunctionNode extends Node {
  readonly async: boolean;
  readonly generator: boolean;
  readonly body: Node;
}

/** Any node with its fields readable by name. */
type AnyNode = Node & Record<string, unknown>;

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/**
 * @param options.comments as collected by acorn's `onComment`, so that an `async` inside one is not taken for the keyword
 * @param options.isProgram the file is the entry of a program: its last line may come to something worth showing
 */
export function trackAsyncFunctions(
  file: string,
  code: string,
  tree: Program,
  { comments, isProgram }: { comments: readonly { start: number; end: number }[]; isProgram: boolean },
): string {
  const edits: Edit[] = isProgram ? lastValue(file, tree) : [];
  const bare = blanked(code, comments);

  const rewrite = (node: FunctionNode, from: number): void => {
    const keyword = bare.indexOf("async", from);
    edits.push({ at: keyword, remove: "async".length, insert: "" });
    if (node.body.type === "BlockStatement") {
      edits.push(
        { at: node.body.start, remove: 0, insert: `{return ${OPEN}` },
        { at: node.body.end, remove: 0, insert: ")}" },
      );
    } else {
      edits.push(
        { at: node.body.start, remove: 0, insert: `${OPEN}(` },
        { at: node.body.end, remove: 0, insert: "))" },
      );
    }
  };

  const walk = (node: AnyNode, methodStart: number | null): void => {
    if (isPlainAsync(node)) rewrite(node, methodStart ?? node.start);
    if (node.type === "ImportExpression") {
      edits.push({ at: node.start, remove: 0, insert: OPEN }, { at: node.end, remove: 0, insert: ")" });
    }
    if (node.type === "ForOfStatement" && node.await === true) {
      const iterable = node.right as Node;
      edits.push(
        { at: iterable.start, remove: 0, insert: `${STEPS}((` },
        { at: iterable.end, remove: 0, insert: `),${JSON.stringify(file)},${node.loc?.start.line ?? 1})` },
      );
    }
    const isMethod =
      node.type === "MethodDefinition" || (node.type === "Property" && (node.method === true || node.kind !== "init"));
    for (const key of Object.keys(node)) {
      const start = isMethod && key === "value" ? node.start : null;
      for (const child of nodesIn(node[key])) walk(child, start);
    }
  };
  walk(tree as unknown as AnyNode, null);

  if (edits.length === 0) return code;
  return `import{track as ${TRACK},steps as ${STEPS},result as ${RESULT}}from"${TRACKER}";${applied(code, edits)}`;
}

/** The last statement, when it is an expression: `main();`, `Items;`, `await ddb.send(…);`. */
function lastValue(file: string, { body }: Program): Edit[] {
  const last = body.at(-1);
  if (last?.type !== "ExpressionStatement" || last.directive !== undefined) return [];
  const { start, end, loc } = last.expression;
  return [
    { at: start, remove: 0, insert: `${RESULT}((` },
    { at: end, remove: 0, insert: `),${JSON.stringify(file)},${loc?.start.line ?? 1})` },
  ];
}

function isPlainAsync(node: AnyNode): node is AnyNode & FunctionNode {
  return node.async === true && node.generator !== true && typeof node.body === "object";
}

function nodesIn(value: unknown): AnyNode[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter(
    (one): one is AnyNode => typeof one === "object" && one !== null && typeof (one as Node).type === "string",
  );
}

function blanked(code: string, comments: readonly { start: number; end: number }[]): string {
  let out = code;
  for (const { start, end } of comments) out = out.slice(0, start) + " ".repeat(end - start) + out.slice(end);
  return out;
}

/**
 * Applies the edits from left to right. At one place, what closes comes before what opens; of closings the inner
 * function's (found later) comes first, of the rest the outer's.
 */
function applied(code: string, edits: readonly Edit[]): string {
  const closes = (edit: Edit): boolean => edit.insert.startsWith(")");
  const order = edits.map((edit, index) => ({ ...edit, index }));
  order.sort((a, b) => {
    if (a.at !== b.at) return a.at - b.at;
    if (closes(a) !== closes(b)) return closes(a) ? -1 : 1;
    return closes(a) ? b.index - a.index : a.index - b.index;
  });
  let out = "";
  let at = 0;
  for (const edit of order) {
    out += code.slice(at, edit.at) + edit.insert;
    at = edit.at + edit.remove;
  }
  return out + code.slice(at);
}
