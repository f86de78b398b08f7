/** Notes the learner's line on every `client.send`, before the SDK's asynchronous middleware loses it. */
import { callerPlace } from "glass:requests";

export const SOURCE = Symbol("learner's line");
const marked = new WeakSet();

/** @param {Function} Client any SDK client class; the `send` they all inherit is wrapped once */
export function noteCallers(Client) {
  let prototype = Client.prototype;
  while (!Object.hasOwn(prototype, "send")) prototype = Object.getPrototypeOf(prototype);
  if (marked.has(prototype)) return;
  marked.add(prototype);
  const send = prototype.send;
  prototype.send = function (command, optionsOrCallback, callback) {
    const isCallback = typeof optionsOrCallback === "function";
    const options = { ...(isCallback ? {} : optionsOrCallback), [SOURCE]: callerPlace() };
    return send.call(this, command, options, isCallback ? optionsOrCallback : callback);
  };
}
