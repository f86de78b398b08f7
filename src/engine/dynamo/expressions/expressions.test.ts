import { describe, expect, it } from "vitest";
import { refusal } from "../../testing/dynamo-fixtures.ts";
import { parseCondition } from "./syntax.ts";

const Key = { pk: { S: "a" }, sk: { S: "b" } };

interface Placeholders {
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

function send(operation: string, member: string, text: string, { names, values }: Placeholders): string {
  return refusal(operation, {
    Key,
    [member]: text,
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  });
}

const condition = (text: string, placeholders: Placeholders = {}) =>
  send("DeleteItem", "ConditionExpression", text, placeholders).replace("Invalid ConditionExpression: ", "");
const update = (text: string, placeholders: Placeholders = {}) =>
  send("UpdateItem", "UpdateExpression", text, placeholders).replace("Invalid UpdateExpression: ", "");
const projection = (text: string, placeholders: Placeholders = {}) =>
  send("GetItem", "ProjectionExpression", text, placeholders).replace("Invalid ProjectionExpression: ", "");

const V = { values: { ":v": { S: "x" } } };

describe("expressions that are refused", () => {
  it.each([
    [condition("a-b"), 'Syntax error; token: "-", near: "a-b"'],
    [condition("ADD #v :i"), 'Syntax error; token: "ADD", near: "ADD #v"'],
    [condition("a = "), 'Syntax error; token: "<EOF>", near: "="'],
    [condition("attribute_exists(a) AND NOT #b"), 'Syntax error; token: "<EOF>", near: "#b"'],
    [condition("a = :v b"), 'Syntax error; token: "b", near: ":v b"'],
    [condition("(a = :v"), 'Syntax error; token: "<EOF>", near: ":v"'],
    [condition("_hidden = :v"), 'Syntax error; token: "_", near: "_hidden"'],
    [update("INVALID SYNTAX HERE"), 'Syntax error; token: "INVALID", near: "INVALID SYNTAX"'],
    [update("ADD hits : incr"), 'Syntax error; token: ":", near: "hits : incr"'],
    [update("SET a = :v,"), 'Syntax error; token: "<EOF>", near: ","'],
    [projection("!!"), 'Syntax error; token: "!", near: "!!"'],
    [projection("a b"), 'Syntax error; token: "b", near: "a b"'],
    [projection("a["), 'Syntax error; token: "<EOF>", near: "["'],
  ])("[EXPR-2] syntax: %s", (actual, expected) => {
    expect(actual).toBe(expected);
  });

  it("[EXPR-16] a path of 32 steps, and one of 33", () => {
    const steps = (count: number) => `a${"[0]".repeat(count)}`;
    expect(() => condition(`attribute_exists(${steps(32)})`)).toThrow("DeleteItem was accepted");
    for (const found of [condition(`attribute_exists(${steps(33)})`), projection(steps(33))]) {
      expect(found).toBe("The document path has too many nesting elements; nesting levels: 33");
    }
  });

  it("[EXPR-17] placeholders of 255 bytes that stand for 2 MB", () => {
    const long = `:${"v".repeat(255)}`;
    expect(condition(`a = ${long}`, { values: { [long]: { S: "x" } } })).toBe(
      `ExpressionAttributeValues contains invalid key: Syntax error; key: "${long}"`,
    );
    const six = [":a", ":b", ":c", ":d", ":e", ":f"];
    const full = (bytes: number) => ({
      names: { "#n": "x".repeat(bytes) },
      values: Object.fromEntries(six.map((name) => [name, { S: "x".repeat(349_525) }])),
    });
    const text = `#n IN (${six.join(", ")})`;
    expect(() => condition(text, full(2))).toThrow("DeleteItem was accepted");
    expect(condition(text, full(3))).toBe("ExpressionAttributeValues exceeds max size");
  });

  it("[VAL-9] a name behind a placeholder, or in a legacy parameter, has 65,535 bytes at most", () => {
    const tooLarge = "Attribute name is too large, must be less than 65536 bytes";
    const name = "x".repeat(65_536);
    expect(condition("attribute_exists(#n)", { names: { "#n": name } })).toBe(
      `ExpressionAttributeNames contains invalid value: ${tooLarge}; key: #n`,
    );
    expect(refusal("GetItem", { Key, AttributesToGet: [name] })).toBe(tooLarge);
    expect(refusal("UpdateItem", { Key, AttributeUpdates: { [name]: { Value: { S: "x" } } } })).toBe(tooLarge);
    expect(refusal("DeleteItem", { Key, Expected: { [name]: { Exists: false } } })).toBe(tooLarge);
    expect(refusal("GetItem", { Key, AttributesToGet: [""] })).toBe("Attribute name must not be empty");
  });

  it("[EXPR-2] an empty expression, a doubled pair of parentheses, 4,097 bytes", () => {
    expect(condition(" ")).toBe("The expression can not be empty;");
    expect(condition("((a = :v))", V)).toBe("The expression has redundant parentheses;");
    expect(update(`SET ${"a".repeat(4_097)} = :v`, V)).toBe(
      "Expression size has exceeded the maximum allowed size; expression size: 4106",
    );
  });

  it("[EXPR-14] 300 operators and functions, 100 candidates of IN", () => {
    const chain = (count: number) => condition(Array.from({ length: count }, () => "a=:v").join(" OR "), V);
    expect(chain(151)).toBe("The expression contains too many operators; operator count: 301");
    expect(() => chain(150)).toThrow("accepted");
    const sums = Array.from({ length: 301 }, (_, i) => `a${i}=b-:v`).join(",");
    expect(update(`SET ${sums}`, { values: { ":v": { N: "1" } } })).toBe(
      "The expression contains too many operators; operator count: 301",
    );
    expect(condition(`a IN (${Array.from({ length: 101 }, () => ":v").join(",")})`, V)).toBe(
      "The IN operator is provided with too many operands; number of operands: 101",
    );
  });

  it("[EXPR-2] hostile nesting is refused, not overflowed", () => {
    expect(condition(`${"(".repeat(2_000)}a = :v`, V)).toBe("The expression has too many nested levels;");
    expect(condition(`${"NOT ".repeat(1_000)}a = :v`, V)).toBe("The expression has too many nested levels;");
  });

  it("[EXPR-3] reserved words, in any case", () => {
    expect(condition("Total = :v", V)).toBe("Attribute name is a reserved keyword; reserved keyword: Total");
    expect(projection("a.name")).toBe("Attribute name is a reserved keyword; reserved keyword: name");
  });

  it("[EXPR-3] placeholders that stand for nothing, or are never used", () => {
    expect(condition("#a = :v", { ...V, names: { "#b": "b" } })).toBe(
      "An expression attribute name used in the document path is not defined; attribute name: #a",
    );
    expect(condition("a = :w", V)).toBe(
      "An expression attribute value used in expression is not defined; attribute value: :w",
    );
    expect(condition("a = :v", { values: { ...V.values, ":w": { S: "" }, ":x": { S: "" } } })).toBe(
      "Value provided in ExpressionAttributeValues unused in expressions: keys: {:w, :x}",
    );
    expect(projection("a", { names: { "#a": "a" } })).toBe(
      "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}",
    );
  });

  it("[EXPR-4] placeholders without an expression, empty maps, wrong keys, wrong values", () => {
    const put = (input: Record<string, unknown>) => refusal("PutItem", { Item: Key, ...input });
    expect(put({ ExpressionAttributeNames: { "#a": "a" } })).toBe(
      "ExpressionAttributeNames can only be specified when using expressions",
    );
    expect(put({ ExpressionAttributeValues: V.values })).toBe(
      "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
    );
    expect(refusal("UpdateItem", { Key, ExpressionAttributeValues: V.values })).toBe(
      "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null",
    );
    expect(condition("a = :v", { values: {} })).toBe("ExpressionAttributeValues must not be empty");
    expect(condition("a = :v", { values: { v: { S: "" } } })).toBe(
      'ExpressionAttributeValues contains invalid key: Syntax error; key: "v"',
    );
    expect(condition("a = :v", { values: { ":v": { NULL: false } } })).toBe(
      "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: Null attribute value types must have the value of true for key :v",
    );
  });

  it("[EXPR-5] functions: unknown, in the wrong place, with wrong operands", () => {
    expect(condition("foo(a)")).toBe("Invalid function name; function: foo");
    expect(condition("list_append(a, b)")).toBe(
      "The function is not allowed in a condition expression; function: list_append",
    );
    expect(update("SET a = attribute_exists(b)")).toBe(
      "The function is not allowed in an update expression; function: attribute_exists",
    );
    expect(condition("size(a)")).toBe(
      "The function is not allowed to be used this way in an expression; function: size",
    );
    const notSized = (type: string) =>
      `Incorrect operand type for operator or function; operator or function: size, operand type: ${type}`;
    expect(condition("size(:v) = a", { values: { ":v": { N: "1" } } })).toBe(notSized("N"));
    expect(condition("size(size(a)) = :v", V)).toBe(notSized("N"));
    expect(condition("size(a, b) = :v", V)).toBe(
      "Incorrect number of operands for operator or function; operator or function: size, number of operands: 2",
    );
    expect(condition("attribute_exists(:v)", V)).toBe(
      "Operator or function requires a document path; operator or function: attribute_exists",
    );
    expect(condition("begins_with(a, :v)", { values: { ":v": { N: "1" } } })).toBe(
      "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
    );
    expect(condition("attribute_type(a, :v)", V)).toBe(
      "Invalid attribute type name found; type: x, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
    );
  });

  it("[EXPR-5] operand types that can never work", () => {
    expect(condition("a < :v", { values: { ":v": { BOOL: true } } })).toBe(
      "Incorrect operand type for operator or function; operator: <, operand type: BOOL",
    );
    expect(condition("a BETWEEN :l AND :u", { values: { ":l": { N: "2" }, ":u": { N: "1" } } })).toBe(
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}",
    );
    expect(condition("a BETWEEN :l AND :u", { values: { ":l": { N: "2" }, ":u": { S: "1" } } })).toBe(
      "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {S:1}",
    );
    expect(condition("a = a")).toBe(
      "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]",
    );
    expect(update("ADD a :v", V)).toBe(
      "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
    );
    expect(update("DELETE a :v", { values: { ":v": { N: "1" } } })).toBe(
      "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
    );
    expect(update("SET a = b + :v", V)).toBe(
      "Incorrect operand type for operator or function; operator or function: +, operand type: S",
    );
    expect(update("SET a = list_append(b, :v)", V)).toBe(
      "Incorrect operand type for operator or function; operator or function: list_append, operand type: S",
    );
  });

  it("[EXPR-6] paths that overlap or conflict, sections used twice", () => {
    expect(update("SET a = :v, a.b = :v", V)).toBe(
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]",
    );
    expect(update("SET a.b = :v REMOVE a[0]", V)).toBe(
      "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]",
    );
    expect(projection("a, b, a")).toBe(
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
    );
    expect(update("SET a = :v SET b = :v", V)).toBe('The "SET" section can only be used once in an update expression;');
  });
});

describe("the shape of conditions", () => {
  const shape = (text: string): string => print(parseCondition("ConditionExpression", text));

  type Raw = ReturnType<typeof parseCondition>;
  function print(raw: Raw): string {
    switch (raw.type) {
      case "and":
      case "or":
        return `(${print(raw.left)} ${raw.type} ${print(raw.right)})`;
      case "not":
        return `not ${print(raw.condition)}`;
      case "compare":
        return `${operand(raw.left)}${raw.comparator}${operand(raw.right)}`;
      case "between":
        return `${operand(raw.operand)} in ${operand(raw.lower)}..${operand(raw.upper)}`;
      case "in":
        return `${operand(raw.operand)} in [${raw.candidates.map(operand).join(" ")}]`;
      case "call":
        return `${raw.name}[${raw.args.map(operand).join(" ")}]`;
    }
  }
  function operand(raw: Extract<Raw, { type: "compare" }>["left"]): string {
    if (raw.type === "path") return raw.path.join("/");
    if (raw.type === "value") return raw.name;
    return raw.type === "call" ? `${raw.name}[${raw.args.map(operand).join(" ")}]` : raw.type;
  }

  it.each([
    ["a = :a OR b = :b AND NOT c = :c", "(a=:a or (b=:b and not c=:c))"],
    ["(a = :a OR b = :b) AND c = :c", "((a=:a or b=:b) and c=:c)"],
    ["(a) = :a", "a=:a"],
    ["NOT (a = :a)", "not a=:a"],
    ["a BETWEEN :l AND :u AND b = :b", "(a in :l..:u and b=:b)"],
    ["a IN (:a, :b) or b <> c", "(a in [:a :b] or b<>c)"],
    ["size(a.b[2].#c) >= :n", "size[a/b/2/#c]>=:n"],
    ["((a = :a) AND (b = :b))", "(a=:a and b=:b)"],
    ["begins_with(a, :p)and attribute_exists (b)", "(begins_with[a :p] and attribute_exists[b])"],
  ])("[EXPR-2] %s", (text, expected) => {
    expect(shape(text)).toBe(expected);
  });
});
