/**
 * The guest's side of the port: takes one input at a time, and says when the program, the start or the invocation is
 * finished. Imports the other guest modules, which install the globals. [SBX-1]
 */
import { setNow } from "glass:clock";
import "glass:console";
import "glass:clone";
import "glass:text";
import "glass:url";
import "glass:forbidden";
import { emit, facts } from "glass:host";
import { inspect } from "glass:inspect";
import { settle, takeUnhandled } from "glass:promise";
import { setSeed } from "glass:random";
import { settleRequest, waitingCount } from "glass:requests";
import { ownFrames, placeIn } from "glass:stack";
import { armedCount, fireTimer } from "glass:timers";

/** The entry module's exports once it has run to its end. */
let loaded = null;

function described(thrown) {
  if (typeof thrown !== "object" || thrown === null || typeof thrown.message !== "string") {
    return { name: "", message: inspect(thrown), stack: "", source: null, advice: "" };
  }
  return {
    name: String(thrown.name ?? "Error"),
    message: thrown.message,
    stack: ownFrames(thrown.stack),
    source: placeIn(thrown.stack),
    advice: thrown.name === "ForbiddenError" ? String(thrown.advice ?? "") : "",
  };
}

const fail = (thrown, where) => emit({ kind: "failed", where, ...described(thrown) });

function start() {
  settle(
    import(`/var/task/${facts.entry}`),
    (exports) => {
      loaded = exports;
      if (facts.kind === "program") return;
      if (typeof exports[facts.handler] !== "function") {
        const found = Object.keys(exports).filter((name) => typeof exports[name] === "function");
        emit({ kind: "no-handler", handler: facts.handler, found });
      } else emit({ kind: "done", result: "null" });
    },
    (thrown) => fail(thrown, "load"),
  );
}

function remaining(context) {
  return {
    ...context,
    functionVersion: "$LATEST",
    memoryLimitInMB: String(context.memoryLimitMb),
    memoryLimitMb: undefined,
    deadlineMicros: undefined,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(context.deadlineMicros / 1000) - Date.now()),
  };
}

function invoke(event, context) {
  const call = async () => loaded[facts.handler](event, remaining(context));
  settle(
    call(),
    (result) => {
      let text;
      try {
        text = JSON.stringify(result) ?? "null";
      } catch (thrown) {
        fail(thrown, "result");
        return;
      }
      emit({ kind: "done", result: text });
    },
    (thrown) => fail(thrown, "invoke"),
  );
}

/** @param {string} text facts about the program, once, before the first input */
export function introduce(text) {
  Object.assign(facts, JSON.parse(text));
  setSeed(facts.seed);
}

/** @param {string} text one RuntimeInput */
export function take(text) {
  const input = JSON.parse(text);
  setNow(input.now);
  if (input.kind === "start") start();
  else if (input.kind === "invoke") invoke(input.event, input.context);
  else if (input.kind === "timer") fireTimer(input.timer);
  else settleRequest(input);
}

/** Called when no promise job is left: reports an unhandled rejection, or the end of a program. */
export function quiet() {
  const unhandled = takeUnhandled();
  if (unhandled !== null) fail(unhandled.reason, "unhandled");
  else if (facts.kind === "program" && loaded !== null && waitingCount() === 0 && armedCount() === 0) {
    emit({ kind: "done", result: "null" });
  }
}
