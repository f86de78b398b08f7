/**
 * How the request fuzz spoils a request: members dropped, retyped, copied and nested, odd numbers, odd texts, names of
 * prototypes, expressions with characters and tokens changed, and the bytes of the whole changed one by one. A pure
 * function of the random stream.
 */
import type { Random } from "../base/random.ts";

type Container = Record<string, unknown> | unknown[];

interface Place {
  readonly container: Container;
  readonly key: string | number;
}

const SCALARS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  1.5,
  1e308,
  -1e308,
  5e-324,
  2_147_483_648,
  9_007_199_254_740_992,
  -9.3e18,
  "",
  " ",
  "0",
  "-0",
  "1e400",
  "1e-400",
  "0x5",
  "1_000",
  "NaN",
  "Infinity",
  "1".repeat(39),
  `0.${"0".repeat(130)}1`,
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "then",
  "\u0000",
  "\ud800",
  "\udfff",
  "é",
  "e\u0301",
  "😀",
  "\u202e",
  "\ufeff",
  "arn:",
  "arn:aws:dynamodb:::table/",
  "A===",
  "====",
];

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "",
  "S",
  "N",
  "M",
  "L",
  "NULL",
  "TableName",
  "Key",
  "pk",
  "sk",
  ":v",
  "#n",
  "ä",
];

const TOKENS = [
  "(",
  ")",
  ",",
  "=",
  "<>",
  "<",
  ">=",
  ".",
  "[",
  "]",
  "[0]",
  "[99999999999]",
  "#n",
  "#",
  ":v",
  ":",
  " AND ",
  " OR ",
  " NOT ",
  " IN ",
  " BETWEEN ",
  "SET ",
  "REMOVE ",
  "ADD ",
  "DELETE ",
  "size(",
  "if_not_exists(",
  "contains(",
  "+",
  "-",
  "*",
  "'",
  '"',
  "\n",
  "\u0000",
  "é",
  "select",
  "name",
];

export function spoil(input: unknown, random: Random): unknown {
  let spoiled = { root: input };
  const times = 1 + random.below(3);
  for (let i = 0; i < times; i++) {
    if (random.below(12) === 0) spoiled = { root: spoilBytes(spoiled.root, random) };
    else spoilOnce(spoiled, random);
  }
  if (random.below(BOMB_EVERY) === 0) plantBomb(spoiled, random);
  return spoiled.root;
}

const BOMB_EVERY = 100;
const BOMB_LEVELS = 20_000;

/** Deeper than any stack. The last change: nothing could copy it. */
function plantBomb(holder: { root: unknown }, random: Random): void {
  const { container, key } = somewhere(holder, random);
  let bomb: unknown = pickValue({ container, key });
  const wrap = wrapper(random);
  for (let i = 0; i < BOMB_LEVELS; i++) bomb = wrap(bomb);
  put(container, key, bomb);
}

/** What is left may be no JSON any more: then the text itself is the request. */
function spoilBytes(value: unknown, random: Random): unknown {
  let text = JSON.stringify(value) ?? "";
  for (let i = 1 + random.below(4); i > 0; i--) {
    const at = random.below(text.length + 1);
    const put =
      random.below(2) === 0
        ? String.fromCharCode(random.below(128))
        : pick(['"', "{", "}", "[", "]", ",", ":", "0", "\\"], random);
    text = text.slice(0, at) + put + text.slice(at + random.below(3));
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function somewhere(holder: { root: unknown }, random: Random): Place {
  return pick(placesIn(holder), random);
}

function placesIn(holder: { root: unknown }): Place[] {
  const places: Place[] = [];
  collect(holder as Record<string, unknown>, places, 0);
  return places;
}

function spoilOnce(holder: { root: unknown }, random: Random): void {
  const places = placesIn(holder);
  const { container, key } = pick(places, random);
  const value = (container as Record<string | number, unknown>)[key];
  switch (random.below(9)) {
    case 0:
      remove(container, key);
      break;
    case 1:
      put(container, key, pick(SCALARS, random));
      break;
    case 2:
      put(container, key, random.below(2) === 0 ? [value] : { [pick(NAMES, random)]: value });
      break;
    case 3:
      put(container, Array.isArray(container) ? container.length : pick(NAMES, random), structuredClone(value));
      break;
    case 4:
      put(container, key, structuredClone(pickValue(pick(places, random))));
      break;
    case 5:
      put(container, key, nested(value, random));
      break;
    case 6:
      put(container, key, huge(value, random));
      break;
    default:
      put(container, key, typeof value === "string" ? spoilText(value, random) : pick(SCALARS, random));
  }
}

function pickValue({ container, key }: Place): unknown {
  return (container as Record<string | number, unknown>)[key];
}

function collect(container: Container, places: Place[], depth: number): void {
  if (depth > 40 || places.length > 300) return;
  for (const key of Object.keys(container)) {
    places.push({ container, key: Array.isArray(container) ? Number(key) : key });
    const value = (container as Record<string, unknown>)[key];
    if (typeof value === "object" && value !== null) collect(value as Container, places, depth + 1);
  }
}

function remove(container: Container, key: string | number): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else if (key === "root") container[key] = {};
  else delete container[key];
}

/** As JSON.parse does it: `__proto__` becomes a member like any other. */
function put(container: Container, key: string | number, value: unknown): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(value: unknown, random: Random): unknown {
  const depth = pick([2, 31, 32, 33, 40, 200], random);
  const wrap = wrapper(random);
  let out = value;
  for (let i = 0; i < depth; i++) out = wrap(out);
  return out;
}

function wrapper(random: Random): (inner: unknown) => unknown {
  switch (random.below(3)) {
    case 0:
      return (inner) => ({ L: [inner] });
    case 1:
      return (inner) => ({ M: { a: inner } });
    default:
      return (inner) => [inner];
  }
}

/** Mostly moderate: a request as large as an item may be costs as much as hundreds of others. */
function huge(value: unknown, random: Random): unknown {
  const size = random.below(200) === 0 ? 420_000 : pick([256, 1_025, 2_049, 4_097, 9_000], random);
  const text = typeof value === "string" && value !== "" ? value : "x";
  // Copies of copies would grow without end.
  const copies = typeof value === "object" ? 8 : Math.min(size >> 4, 300);
  switch (random.below(4)) {
    case 0:
      return text.repeat(Math.ceil(size / text.length));
    case 1:
      return Array.from({ length: copies }, () => structuredClone(value));
    case 2:
      return Object.fromEntries(Array.from({ length: copies }, (_, i) => [`a${i}`, structuredClone(value)]));
    default:
      return pick(["(", "NOT ", "a.", "[0]", "a[0]", "a=:v AND ", "a,", "((a)) ", "size(", "#", ":"], random).repeat(
        size >> 3,
      );
  }
}

function spoilText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const put = random.below(4) === 0 ? String(pick(SCALARS, random)) : pick(TOKENS, random);
  return text.slice(0, at) + put + text.slice(at + random.below(4));
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[random.below(from.length)] as T;
}
