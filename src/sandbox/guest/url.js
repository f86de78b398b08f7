/**
 * URL and URLSearchParams for absolute http(s)-like addresses, which is what the SDK builds and parses. Not the whole
 * WHATWG algorithm: no relative references against a base's path segments, no punycode.
 */
const SHAPE =
  /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#@:]*)(?::([^/?#@]*))?@)?(\[[0-9a-f:.]+\]|[^/?#:@\s]*)(?::(\d+))?([^?#]*)(\?[^#]*)?(#.*)?$/i;
const DEFAULT_PORTS = { "http:": "80", "https:": "443", "ws:": "80", "wss:": "443" };

const encodeForm = (text) => encodeURIComponent(text).replace(/%20/g, "+");
const decodeForm = (text) => decodeURIComponent(text.replace(/\+/g, " "));

class URLSearchParams {
  #pairs = [];
  #changed = () => {};
  constructor(given = "") {
    if (typeof given === "string") {
      for (const part of given.replace(/^\?/, "").split("&")) {
        if (part === "") continue;
        const cut = part.indexOf("=");
        this.#pairs.push(
          cut < 0 ? [decodeForm(part), ""] : [decodeForm(part.slice(0, cut)), decodeForm(part.slice(cut + 1))],
        );
      }
    } else {
      const pairs = given[Symbol.iterator] ? [...given] : Object.entries(given);
      this.#pairs = pairs.map(([name, value]) => [String(name), String(value)]);
    }
  }
  static boundTo(query, changed) {
    const params = new URLSearchParams(query);
    params.#changed = changed;
    return params;
  }
  get size() {
    return this.#pairs.length;
  }
  append(name, value) {
    this.#pairs.push([String(name), String(value)]);
    this.#changed();
  }
  delete(name) {
    this.#pairs = this.#pairs.filter(([n]) => n !== name);
    this.#changed();
  }
  get(name) {
    return this.#pairs.find(([n]) => n === name)?.[1] ?? null;
  }
  getAll(name) {
    return this.#pairs.filter(([n]) => n === name).map(([, value]) => value);
  }
  has(name) {
    return this.#pairs.some(([n]) => n === name);
  }
  set(name, value) {
    const at = this.#pairs.findIndex(([n]) => n === name);
    this.#pairs = this.#pairs.filter(([n], i) => n !== name || i === at);
    if (at < 0) this.#pairs.push([String(name), String(value)]);
    else this.#pairs[at] = [String(name), String(value)];
    this.#changed();
  }
  sort() {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#changed();
  }
  forEach(job) {
    for (const [name, value] of this.#pairs) job(value, name, this);
  }
  keys() {
    return this.#pairs.map(([name]) => name).values();
  }
  values() {
    return this.#pairs.map(([, value]) => value).values();
  }
  entries() {
    return this.#pairs.map((pair) => [...pair]).values();
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  toString() {
    return this.#pairs.map(([name, value]) => `${encodeForm(name)}=${encodeForm(value)}`).join("&");
  }
}

class URL {
  constructor(given, base) {
    let text = String(given).trim();
    let found = SHAPE.exec(text);
    if (found === null && base !== undefined) {
      const from = new URL(base);
      const directory = from.pathname.slice(0, from.pathname.lastIndexOf("/") + 1);
      text = text.startsWith("/") ? from.origin + text : from.origin + directory + text;
      found = SHAPE.exec(text);
    }
    if (found === null) throw new TypeError(`Invalid URL: ${given}`);
    const [, scheme, username = "", password = "", host, port = "", path = "", search = "", hash = ""] = found;
    this.protocol = `${scheme.toLowerCase()}:`;
    this.username = username;
    this.password = password;
    this.hostname = host.toLowerCase();
    this.port = port === DEFAULT_PORTS[this.protocol] ? "" : port;
    this.pathname = path === "" ? "/" : path;
    this.search = search === "?" ? "" : search;
    this.hash = hash === "#" ? "" : hash;
    this.searchParams = URLSearchParams.boundTo(this.search, () => {
      const query = this.searchParams.toString();
      this.search = query === "" ? "" : `?${query}`;
    });
  }
  static canParse(given, base) {
    try {
      return Boolean(new URL(given, base));
    } catch {
      return false;
    }
  }
  get host() {
    return this.port === "" ? this.hostname : `${this.hostname}:${this.port}`;
  }
  get origin() {
    return `${this.protocol}//${this.host}`;
  }
  get href() {
    const who = this.username === "" ? "" : `${this.username}${this.password === "" ? "" : `:${this.password}`}@`;
    return `${this.protocol}//${who}${this.host}${this.pathname}${this.search}${this.hash}`;
  }
  toString() {
    return this.href;
  }
  toJSON() {
    return this.href;
  }
}

Object.assign(globalThis, { URL, URLSearchParams });
