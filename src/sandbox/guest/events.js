/** DOMException, Event, EventTarget, AbortController and AbortSignal, as far as cancelling a call needs them. */
import { setTimer } from "glass:timers";

export class DOMException extends Error {
  constructor(message = "", name = "Error") {
    super(message);
    Object.defineProperty(this, "name", { value: name, configurable: true });
  }
}

class Event {
  constructor(type) {
    this.type = String(type);
    this.target = null;
    this.defaultPrevented = false;
  }
  preventDefault() {
    this.defaultPrevented = true;
  }
}

class EventTarget {
  #listeners = new Map();
  addEventListener(type, listener, options) {
    const list = this.#listeners.get(type) ?? [];
    if (list.some((one) => one.listener === listener)) return;
    this.#listeners.set(type, [...list, { listener, once: options?.once === true }]);
  }
  removeEventListener(type, listener) {
    this.#listeners.set(
      type,
      (this.#listeners.get(type) ?? []).filter((one) => one.listener !== listener),
    );
  }
  dispatchEvent(event) {
    event.target = this;
    for (const { listener, once } of this.#listeners.get(event.type) ?? []) {
      if (once) this.removeEventListener(event.type, listener);
      if (typeof listener === "function") listener.call(this, event);
      else listener.handleEvent(event);
    }
    return !event.defaultPrevented;
  }
}

class AbortSignal extends EventTarget {
  aborted = false;
  reason = undefined;
  onabort = null;
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  static abort(reason) {
    const signal = new AbortSignal();
    fireAbort(signal, reason);
    return signal;
  }
  static timeout(millis) {
    const signal = new AbortSignal();
    setTimer(() => fireAbort(signal, new DOMException("The operation timed out", "TimeoutError")), millis);
    return signal;
  }
  static any(signals) {
    const joined = new AbortSignal();
    for (const signal of signals) {
      if (signal.aborted) fireAbort(joined, signal.reason);
      else signal.addEventListener("abort", () => fireAbort(joined, signal.reason), { once: true });
    }
    return joined;
  }
}

function fireAbort(signal, reason = new DOMException("The operation was aborted", "AbortError")) {
  if (signal.aborted) return;
  signal.aborted = true;
  signal.reason = reason;
  const event = new Event("abort");
  signal.dispatchEvent(event);
  signal.onabort?.(event);
}

class AbortController {
  signal = new AbortSignal();
  abort(reason) {
    fireAbort(this.signal, reason);
  }
}

Object.assign(globalThis, { DOMException, Event, EventTarget, AbortSignal, AbortController });
