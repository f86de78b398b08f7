/**
 * Time inside the sandbox is the world's virtual time, in UTC as in Lambda: the machine's clock and time zone are never
 * read. It stands still while code runs. [SBX-4]
 */
const NativeDate = Date;
const construct = Reflect.construct;
let nowMicros = 0;
let startMicros = 0;
let started = false;

export function setNow(micros) {
  nowMicros = micros;
  if (!started) startMicros = micros;
  started = true;
}

export function nowInMicros() {
  return nowMicros;
}

const nowInMillis = () => Math.floor(nowMicros / 1000);
const nativeParse = NativeDate.parse;

/** Text without a zone means UTC, whatever the zone of the machine underneath. */
function parseUtc(given) {
  const text = String(given);
  const hasZone = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})\s*(?:\([^)]*\))?\s*$/i.test(text);
  const isDateOnly = /^\s*[+-]?\d{4,6}(?:-\d{2}(?:-\d{2})?)?\s*$/.test(text);
  if (hasZone || isDateOnly) return nativeParse(text);
  const asIso = nativeParse(`${text}Z`);
  return Number.isNaN(asIso) ? nativeParse(`${text} UTC`) : asIso;
}

function instantOf(given) {
  if (given.length === 0) return nowInMillis();
  if (given.length > 1) return NativeDate.UTC(...given);
  const only = given[0];
  if (only instanceof NativeDate) return only.getTime();
  const primitive =
    typeof only === "object" && only !== null ? (only[Symbol.toPrimitive]?.("default") ?? only.valueOf()) : only;
  return typeof primitive === "string" ? parseUtc(primitive) : Number(primitive);
}

function VirtualDate(...given) {
  if (new.target === undefined) return new VirtualDate().toString();
  return construct(NativeDate, [instantOf(given)], new.target);
}
Object.defineProperty(VirtualDate, "name", { value: "Date" });
Object.defineProperty(VirtualDate, "length", { value: 7 });
VirtualDate.prototype = NativeDate.prototype;
VirtualDate.now = nowInMillis;
VirtualDate.parse = parseUtc;
VirtualDate.UTC = NativeDate.UTC;
globalThis.Date = VirtualDate;

const methods = NativeDate.prototype;
const define = (name, value) => Object.defineProperty(methods, name, { value, writable: true, configurable: true });
define("constructor", VirtualDate);
define("getTimezoneOffset", () => 0);
for (const part of ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"]) {
  define(`get${part}`, methods[`getUTC${part}`]);
  if (part !== "Day") define(`set${part}`, methods[`setUTC${part}`]);
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (n) => String(n).padStart(2, "0");
const orInvalid = (write) =>
  function write_() {
    return Number.isNaN(this.getTime()) ? "Invalid Date" : write(this);
  };
const dateText = (d) =>
  `${DAYS[d.getUTCDay()]} ${MONTHS[d.getUTCMonth()]} ${two(d.getUTCDate())} ${d.getUTCFullYear()}`;
const timeText = (d) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
const americanDate = (d) => `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${d.getUTCFullYear()}`;
const americanTime = (d) =>
  `${d.getUTCHours() % 12 || 12}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${d.getUTCHours() < 12 ? "AM" : "PM"}`;
define("toDateString", orInvalid(dateText));
define(
  "toTimeString",
  orInvalid((d) => `${timeText(d)} GMT+0000 (Coordinated Universal Time)`),
);
define(
  "toString",
  orInvalid((d) => `${dateText(d)} ${timeText(d)} GMT+0000 (Coordinated Universal Time)`),
);
define("toLocaleDateString", orInvalid(americanDate));
define("toLocaleTimeString", orInvalid(americanTime));
define(
  "toLocaleString",
  orInvalid((d) => `${americanDate(d)}, ${americanTime(d)}`),
);

globalThis.performance = Object.freeze({
  now: () => (nowMicros - startMicros) / 1000,
  get timeOrigin() {
    return startMicros / 1000;
  },
});
