/** Where virtual time 0 lies on the calendar that learners see. */
import type { Micros } from "../sim/message.ts";

/** 2026-01-01T00:00:00Z in microseconds since the Unix epoch. */
export const EPOCH_MICROS: Micros = 1_767_225_600_000_000;

/** A virtual time as microseconds since the Unix epoch: what learners' code calls "now". */
export const calendarMicros = (now: Micros): Micros => EPOCH_MICROS + now;

/** A virtual time as whole seconds since the Unix epoch, rounded down: the grain of a stream record's time. */
export const calendarSeconds = (now: Micros): number => Math.floor((EPOCH_MICROS + now) / 1_000_000);

/** A virtual time as an ISO-8601 UTC instant with milliseconds: "2026-01-01T00:00:01.234Z". */
export function isoInstant(now: Micros): string {
  const millis = Math.floor(calendarMicros(now) / 1000);
  const days = Math.floor(millis / 86_400_000);
  const rest = millis - days * 86_400_000;
  const { year, month, day } = civilFromDays(days);
  const pad = (value: number, width: number): string => String(value).padStart(width, "0");
  const time = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60, Math.floor(rest / 1000) % 60]
    .map((v) => pad(v, 2))
    .join(":");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${time}.${pad(rest % 1000, 3)}Z`;
}

const WEEKDAYS = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
const MONTHS = "January,February,March,April,May,June,July,August,September,October,November,December".split(",");

/** As the control plane's messages write a time: "Thursday, January 1, 2026 12:00:00 AM UTC". */
export function longInstant(now: Micros): string {
  const [date = "", time = ""] = isoInstant(now).split("T");
  const [year, month, day] = date.split("-").map(Number);
  const hour = Number(time.slice(0, 2));
  const weekday = WEEKDAYS[Math.floor(calendarMicros(now) / 86_400_000_000) % 7];
  return `${weekday}, ${MONTHS[(month ?? 1) - 1]} ${day}, ${year} ${hour % 12 === 0 ? 12 : hour % 12}${time.slice(2, 8)} ${hour < 12 ? "AM" : "PM"} UTC`;
}

/** Gregorian date of a day counted from 1970-01-01 (Howard Hinnant's algorithm). */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}
