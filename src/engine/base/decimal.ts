/**
 * Decimal numbers of up to 38 significant digits, as text in and text out, exact. Not floating point and not a general
 * big-number library: reading, one canonical form, order, sum and difference are all that DynamoDB does with numbers.
 * [VAL-3]
 */

/** ±0.d1d2d3… × 10^exponent, with d1 ≠ 0 and the last digit ≠ 0. Zero has no digits and exponent 0. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

export type DecimalFault = "syntax" | "digits" | "overflow" | "underflow";

const DIGITS_MAX = 38;
/** Powers of ten of the leading digit: 1E-130 to 9.99E+125. */
const POWER_MIN = -130;
const POWER_MAX = 125;
const ZERO: Decimal = { negative: false, digits: "", exponent: 0 };
const INT64_MAX = 9_223_372_036_854_775_807n;

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/**
 * Reads a decimal. Accepts `+5`, `.5`, `5.`, `1.e5`; no white space, no underscores, no hexadecimal. A zero is
 * range-checked by its exponent too. The exponent is read in full: outside 64 bits it is a syntax fault.
 */
export function parseDecimal(text: string): Decimal | DecimalFault {
  let at = 0;
  const sign = text.charCodeAt(0);
  if (sign === 45 || sign === 43) at = 1;
  const wholeStart = at;
  while (isDigit(text.charCodeAt(at))) at++;
  const whole = text.slice(wholeStart, at);
  let fraction = "";
  if (text.charCodeAt(at) === 46) {
    const fractionStart = ++at;
    while (isDigit(text.charCodeAt(at))) at++;
    fraction = text.slice(fractionStart, at);
  }
  if (whole.length + fraction.length === 0) return "syntax";
  let power = 0;
  const e = text.charCodeAt(at);
  if (e === 101 || e === 69) {
    const exponent = readExponent(text, at + 1);
    if (exponent === null) return "syntax";
    power = exponent;
  } else if (at !== text.length) return "syntax";

  const all = whole + fraction;
  let first = 0;
  while (first < all.length && all.charCodeAt(first) === 48) first++;
  if (first === all.length) {
    const zeroPower = power - fraction.length;
    if (zeroPower > POWER_MAX) return "overflow";
    return zeroPower < POWER_MIN ? "underflow" : ZERO;
  }
  let last = all.length;
  while (all.charCodeAt(last - 1) === 48) last--;
  return checked(sign === 45, all.slice(first, last), whole.length - first + power);
}

/** Exponent digits from `at` to the end; null when malformed or outside 64 bits. */
function readExponent(text: string, at: number): number | null {
  const sign = text.charCodeAt(at);
  const start = sign === 45 || sign === 43 ? at + 1 : at;
  if (start >= text.length) return null;
  for (let i = start; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return null;
  const digits = text.slice(start).replace(/^0+/, "");
  if (digits.length > 19) return null;
  const magnitude = BigInt(digits === "" ? "0" : digits);
  if (magnitude > INT64_MAX + (sign === 45 ? 1n : 0n)) return null;
  return sign === 45 ? -Number(magnitude) : Number(magnitude);
}

function checked(negative: boolean, digits: string, exponent: number): Decimal | DecimalFault {
  if (exponent - 1 > POWER_MAX) return "overflow";
  if (exponent - 1 < POWER_MIN) return "underflow";
  if (digits.length > DIGITS_MAX) return "digits";
  return { negative, digits, exponent };
}

/** The one text of a value: plain notation, no exponent, no superfluous zero, no `-0`. */
export function formatDecimal(value: Decimal): string {
  const { digits, exponent } = value;
  if (digits === "") return "0";
  const sign = value.negative ? "-" : "";
  if (exponent <= 0) return `${sign}0.${"0".repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return sign + digits + "0".repeat(exponent - digits.length);
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** Canonical text of a number, or why it is not one. */
export function canonicalDecimal(text: string): { readonly text: string } | DecimalFault {
  if (isCanonicalInteger(text)) return { text };
  const value = parseDecimal(text);
  return typeof value === "string" ? value : { text: formatDecimal(value) };
}

/** Most numbers are short plain integers and already canonical: seen without allocating. */
function isCanonicalInteger(text: string): boolean {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  const n = text.length - start;
  if (n < 1 || n > 15) return false;
  if (text.charCodeAt(start) === 48) return n === 1 && start === 0;
  for (let i = start; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

/** Orders two canonical texts. Negative, zero or positive. */
export function compareDecimals(a: string, b: string): number {
  if (a === b) return 0;
  // Up to 15 digits a double keeps the order of decimals.
  if (a.length <= 15 && b.length <= 15) return Number(a) - Number(b);
  const x = read(a);
  const y = read(b);
  if (x.negative !== y.negative) return x.negative ? -1 : 1;
  const magnitude = compareMagnitudes(x, y);
  return x.negative ? -magnitude : magnitude;
}

function compareMagnitudes(x: Decimal, y: Decimal): number {
  if (x.digits === "" || y.digits === "") return x.digits.length - y.digits.length;
  if (x.exponent !== y.exponent) return x.exponent - y.exponent;
  return x.digits < y.digits ? -1 : x.digits > y.digits ? 1 : 0;
}

/** Sum of two canonical texts as canonical text, or why it cannot be stored. */
export function addDecimals(a: string, b: string): { readonly text: string } | DecimalFault {
  return sum(read(a), read(b));
}

/** Difference of two canonical texts. */
export function subtractDecimals(a: string, b: string): { readonly text: string } | DecimalFault {
  const y = read(b);
  return sum(read(a), { ...y, negative: !y.negative });
}

function sum(x: Decimal, y: Decimal): { readonly text: string } | DecimalFault {
  // Both as integers times one power of ten, the lower of the two.
  const power = Math.min(x.exponent - x.digits.length, y.exponent - y.digits.length);
  const total = scaled(x, power) + scaled(y, power);
  if (total === 0n) return { text: "0" };
  const all = (total < 0n ? -total : total).toString();
  const result = checked(total < 0n, all.replace(/0+$/, ""), all.length + power);
  return typeof result === "string" ? result : { text: formatDecimal(result) };
}

function scaled(x: Decimal, power: number): bigint {
  if (x.digits === "") return 0n;
  const magnitude = BigInt(x.digits + "0".repeat(x.exponent - x.digits.length - power));
  return x.negative ? -magnitude : magnitude;
}

function read(canonical: string): Decimal {
  const value = parseDecimal(canonical);
  if (typeof value === "string") throw new RangeError(`not a canonical decimal: ${canonical}`);
  return value;
}
