/**
 * Finds promises that were rejected and that nobody handled, as Node does at the end of each turn. QuickJS offers no
 * hook for it, so: every promise made by `new Promise`, by a Promise method, by `then`, or by an async function of the
 * learner's (compiled to `track(async () => …)`, see async-functions.ts) is watched; `then` marks its promise handled,
 * and so does `await`, which reads the `constructor` of the promise it is given. [SBX-7]
 */
const Native = Promise;
const nativeThen = Native.prototype.then;
const apply = Reflect.apply;
const handled = new WeakSet();
/** Rejected and, so far, unhandled: promise → reason, oldest first. */
const rejected = new Map();
let watching = false;

function markHandled(promise) {
  if (watching) return;
  handled.add(promise);
  rejected.delete(promise);
}

/** `then` without marking the promise as handled by the learner. */
export function observe(promise, onFulfilled, onRejected) {
  watching = true;
  try {
    apply(nativeThen, promise, [onFulfilled, onRejected]);
  } finally {
    watching = false;
  }
}

function watch(promise) {
  observe(promise, undefined, (reason) => {
    if (!handled.has(promise)) rejected.set(promise, reason);
  });
  return promise;
}

/** Runs the body of one of the learner's async functions and watches the promise it gives. */
export function track(body) {
  return watch(body());
}

/** The oldest unhandled rejection of this turn, or null. Forgets all of them. */
export function takeUnhandled() {
  for (const reason of rejected.values()) {
    rejected.clear();
    return { reason };
  }
  return null;
}

/** Takes a promise whose outcome the sandbox itself reports, so it is not also reported as unhandled. */
export function settle(promise, onFulfilled, onRejected) {
  handled.add(promise);
  rejected.delete(promise);
  observe(promise, onFulfilled, onRejected);
}

// biome-ignore lint/suspicious/noThenProperty: replacing it is the point
Native.prototype.then = function then(onFulfilled, onRejected) {
  markHandled(this);
  return watch(apply(nativeThen, this, [onFulfilled, onRejected]));
};

Object.defineProperty(Native.prototype, "constructor", {
  configurable: true,
  get() {
    markHandled(this);
    return Native;
  },
});

function WatchedPromise(executor) {
  if (new.target === undefined) throw new TypeError("Promise constructor cannot be invoked without 'new'");
  return watch(Reflect.construct(Native, [executor], new.target === WatchedPromise ? Native : new.target));
}
Object.setPrototypeOf(WatchedPromise, Native);
Object.defineProperty(WatchedPromise, "name", { value: "Promise" });
WatchedPromise.prototype = Native.prototype;
for (const name of ["all", "allSettled", "any", "race", "reject", "try"]) {
  WatchedPromise[name] = (...given) => watch(apply(Native[name], Native, given));
}
WatchedPromise.resolve = (value) => apply(Native.resolve, Native, [value]);
WatchedPromise.withResolvers = () => {
  const made = apply(Native.withResolvers, Native, []);
  watch(made.promise);
  return made;
};

globalThis.Promise = WatchedPromise;
globalThis.queueMicrotask = (job) => {
  watch(apply(nativeThen, Native.resolve(), [() => job()]));
};
