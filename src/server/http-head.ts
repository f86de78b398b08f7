/**
 * The head of an HTTP/1.1 request: its first line and its headers, read strictly. What two readers could understand
 * differently (a length given twice, a folded line, a space before a colon) is no request. [HTTP-1, HTTP-2]
 */

export interface Head {
  readonly method: string;
  /** As sent: "/?x=1". */
  readonly target: string;
  /** Names in small letters; of a name given twice the values are joined with ", ". */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Whether the connection may be used again. */
  readonly keepAlive: boolean;
  /** Bytes of the body; "chunked" when they come in chunks. */
  readonly body: number | "chunked";
  /** The sender waits for a sign before it sends the body. */
  readonly expectsContinue: boolean;
}

const HEADERS_MAX = 100;
const FIRST_LINE = /^([!#$%&'*+.^_`|~\w-]{1,32}) ([!-~\x80-\xff]+) HTTP\/1\.([01])$/;
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Names and values hold anything visible, spaces and tabs; lines end with both characters or not at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
const NOT_IN_HEAD = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n/;
const LENGTH = /^\d{1,15}$/;

/** @param text everything before the empty line, one character a byte. @returns null: this is no HTTP/1.1 */
export function readHead(text: string): Head | null {
  if (NOT_IN_HEAD.test(text)) return null;
  const firstEnd = text.indexOf("\r\n");
  const first = FIRST_LINE.exec(firstEnd < 0 ? text : text.slice(0, firstEnd));
  if (first === null) return null;
  const headers = firstEnd < 0 ? {} : readHeaders(text, firstEnd + 2);
  if (headers === null) return null;
  const body = bodyOf(headers);
  if (body === null) return null;
  const connection = headers.connection?.toLowerCase();
  const keepAlive = first[3] === "1" ? connection !== "close" : connection === "keep-alive";
  const expectsContinue = headers.expect?.toLowerCase() === "100-continue";
  return { method: first[1] as string, target: first[2] as string, headers, keepAlive, body, expectsContinue };
}

/** Without a prototype, so that any name is only a name; V8 keeps what a class makes smaller and faster than `Object.create(null)`. */
class Headers {
  [name: string]: string | undefined;
}
Reflect.deleteProperty(Headers.prototype, "constructor");
Object.setPrototypeOf(Headers.prototype, null);

/** Names as sent to names in small letters: clients send the same few again and again. */
const names = new Map<string, string>();
const NAMES_MAX = 256;

/** null: this is no name. */
function nameOf(sent: string): string | null {
  const known = names.get(sent);
  if (known !== undefined) return known;
  if (!NAME.test(sent)) return null;
  const name = sent.toLowerCase();
  if (names.size < NAMES_MAX) names.set(sent, name);
  return name;
}

function readHeaders(text: string, from: number): Headers | null {
  const headers = new Headers();
  let count = 0;
  for (let at = from; at < text.length; ) {
    let end = text.indexOf("\r\n", at);
    if (end < 0) end = text.length;
    const colon = text.indexOf(":", at);
    if (colon < 0 || colon >= end || ++count > HEADERS_MAX) return null;
    const name = nameOf(text.slice(at, colon));
    if (name === null) return null;
    let start = colon + 1;
    let last = end;
    while (start < last && isBlank(text.charCodeAt(start))) start++;
    while (last > start && isBlank(text.charCodeAt(last - 1))) last--;
    const value = text.slice(start, last);
    const before = headers[name];
    if (before !== undefined && name === "content-length" && before !== value) return null;
    headers[name] = before === undefined || name === "content-length" ? value : `${before}, ${value}`;
    at = end + 2;
  }
  return headers;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function bodyOf(headers: Readonly<Record<string, string | undefined>>): number | "chunked" | null {
  const encoding = headers["transfer-encoding"];
  const length = headers["content-length"];
  if (encoding !== undefined) return length === undefined && encoding.toLowerCase() === "chunked" ? "chunked" : null;
  if (length === undefined) return 0;
  return LENGTH.test(length) ? Number(length) : null;
}
