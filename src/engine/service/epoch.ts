/** Where virtual time 0 lies on the calendar that learners see. */
import type { Micros } from "../sim/message.ts";

/** 2026-01-01T00:00:00Z in microseconds since the Unix epoch. */
export const EPOCH_MICROS: Micros = 1_767_225_600_000_000;

/** A virtual time as microseconds since the Unix epoch: what learners' code calls "now". */
export const calendarMicros = (now: Micros): Micros => EPOCH_MICROS + now;

/** A virtual time as whole seconds since the Unix epoch, rounded down: the grain of a stream record's time. */
export const calendarSeconds = (now: Micros): number => Math.floor((EPOCH_MICROS + now) / 1_000_000);
