// The virtual clock as it is written: `00:00:01.234567`; zeros that say nothing are told apart, to be drawn paler.

export interface ClockText {
  /** Leading zeros. */
  readonly pale: string;
  readonly strong: string;
}

const MICROS_PER_DAY = 86_400_000_000;
/** Where the last digit of the seconds stands: a number begins with a digit, however little time it is. */
const SECONDS_AT = 7;

/** @param micros virtual time since the start of the world */
export function clockText(micros: number): ClockText {
  const days = Math.floor(micros / MICROS_PER_DAY);
  const rest = micros - days * MICROS_PER_DAY;
  const seconds = Math.floor(rest / 1_000_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(rest % 1_000_000).padStart(6, "0")}`;
  if (days > 0) return { pale: "", strong: `${days} d ${clock}` };
  const first = clock.search(/[1-9]/);
  const split = first < 0 ? SECONDS_AT : Math.min(first, SECONDS_AT);
  return { pale: clock.slice(0, split), strong: clock.slice(split) };
}
