/**
 * What a shard is called on the wire: `shardId-`, when its stream was made as 20 digits of milliseconds, and 8
 * hexadecimal digits (derived from published samples, facts §1.4). A function of the stream's ARN, whose label is that
 * time. [STA-3]
 */
import { crc32 } from "../base/crc32.ts";
import { utf8Encode } from "../base/utf8.ts";

/** @param partition the table's partition that feeds it: "P2" */
export function wireShardId(streamArn: string, partition: string): string {
  const label = streamArn.slice(streamArn.lastIndexOf("/") + 1);
  const hex = crc32(utf8Encode(`${streamArn}/${partition}`))
    .toString(16)
    .padStart(8, "0");
  return `shardId-${String(millisOf(label)).padStart(20, "0")}-${hex}`;
}

/** `2026-01-01T00:00:00.000` as milliseconds since the Unix epoch. */
function millisOf(label: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0] = label.split(/\D/).map(Number);
  return (((daysFromCivil(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1_000 + milli;
}

/** Days from 1970-01-01 to a Gregorian date (Howard Hinnant's algorithm). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
