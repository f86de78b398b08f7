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
/** A value may hold anything visible, spaces and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
const NOT_IN_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;
const LENGTH = /^\d{1,15}$/;

/** @param text everything before the empty line, one character a byte. @returns null: this is no HTTP/1.1 */
export function readHead(text: string): Head | null {
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

function readHeaders(text: string, from: number): Record<string, string | undefined> | null {
  const headers: Record<string, string | undefined> = Object.create(null);
  let count = 0;
  for (let at = from; at < text.length; ) {
    let end = text.indexOf("\r\n", at);
    if (end < 0) end = text.length;
    const colon = text.indexOf(":", at);
    if (colon < 0 || colon >= end || ++count > HEADERS_MAX) return null;
    const name = text.slice(at, colon).toLowerCase();
    const value = text.slice(colon + 1, end).trim();
    if (!NAME.test(name) || NOT_IN_VALUE.test(value)) return null;
    const before = headers[name];
    if (before !== undefined && name === "content-length" && before !== value) return null;
    headers[name] = before === undefined || name === "content-length" ? value : `${before}, ${value}`;
    at = end + 2;
  }
  return headers;
}

function bodyOf(headers: Readonly<Record<string, string | undefined>>): number | "chunked" | null {
  const encoding = headers["transfer-encoding"];
  const length = headers["content-length"];
  if (encoding !== undefined) return length === undefined && encoding.toLowerCase() === "chunked" ? "chunked" : null;
  if (length === undefined) return 0;
  return LENGTH.test(length) ? Number(length) : null;
}
