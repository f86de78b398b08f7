/** setTimeout and its kin. A timer is a request to the engine to be called back at a virtual time; nothing waits. [SBX-4] */
import { emit } from "glass:host";
import { track } from "glass:promise";

const ARMED_MAX = 1000;
const MICROS_PER_DAY = 86_400_000_000;
/** Engine's timer id → what to call. A repeating timer gets a new id each time it is armed. */
const armed = new Map();
let lastId = 0;

class Timer {
  constructor(job, given, delayMicros, repeats) {
    this.fire = () => job(...given);
    this.delayMicros = delayMicros;
    this.repeats = repeats;
    this.id = 0;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  hasRef() {
    return true;
  }
  [Symbol.toPrimitive]() {
    return this.id;
  }
}

function arm(timer) {
  if (armed.size >= ARMED_MAX) throw new RangeError(`More than ${ARMED_MAX} timers are waiting at once`);
  timer.id = ++lastId;
  armed.set(timer.id, timer);
  emit({ kind: "timer", id: timer.id, delayMicros: timer.delayMicros });
  return timer;
}

function micros(millis) {
  const wanted = Math.round(Number(millis) * 1000);
  // Node: anything below a millisecond, or not a number, is one millisecond.
  return wanted >= 1000 ? Math.min(wanted, 365 * MICROS_PER_DAY) : 1000;
}

function needsFunction(job) {
  if (typeof job !== "function") throw new TypeError("The first argument of a timer must be a function");
}

export function setTimer(job, millis) {
  return arm(new Timer(job, [], micros(millis), false));
}

export function clearTimer(handle) {
  const timer = handle instanceof Timer ? handle : [...armed.values()].find((one) => one.id === Number(handle));
  if (timer === undefined) return;
  timer.repeats = false;
  if (armed.delete(timer.id)) emit({ kind: "clear", id: timer.id });
}

/** The engine says timer `id` is due. Cancelled timers are ignored. */
export function fireTimer(id) {
  const timer = armed.get(id);
  if (timer === undefined) return;
  armed.delete(id);
  if (timer.repeats) arm(timer);
  // As a tracked promise: an exception in a timer's callback then ends the run as an unhandled error.
  track(async () => {
    await null;
    timer.fire();
  });
}

export function armedCount() {
  return armed.size;
}

globalThis.setTimeout = (job, millis, ...given) => {
  needsFunction(job);
  return arm(new Timer(job, given, micros(millis), false));
};
globalThis.setInterval = (job, millis, ...given) => {
  needsFunction(job);
  return arm(new Timer(job, given, micros(millis), true));
};
globalThis.setImmediate = (job, ...given) => {
  needsFunction(job);
  return arm(new Timer(job, given, 0, false));
};
globalThis.clearTimeout = clearTimer;
globalThis.clearInterval = clearTimer;
globalThis.clearImmediate = clearTimer;
