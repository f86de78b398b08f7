/**
 * What a browser or Node would offer and the sandbox does not. Functions exist and throw, so that the learner reads why;
 * objects stay undefined, so that `typeof window` tells the truth, and advice.ts explains the ReferenceError. [SBX-6]
 */
import { nowInMicros } from "glass:clock";
import { facts } from "glass:host";

export class ForbiddenError extends Error {
  constructor(what, advice) {
    super(`${what} is not available in this sandbox`);
    Object.defineProperty(this, "name", { value: "ForbiddenError", configurable: true });
    Object.defineProperty(this, "advice", { value: advice });
  }
}

const NETWORK =
  "Code here has no network. The simulated DynamoDB is reached through the AWS SDK: client.send(new GetItemCommand(…)).";
const FUNCTIONS = {
  fetch: NETWORK,
  XMLHttpRequest: NETWORK,
  WebSocket: NETWORK,
  EventSource: NETWORK,
  postMessage: "Code here cannot talk to the page. Use console.log to show something.",
  importScripts: "Use import with a file of this program or an @aws-sdk package for DynamoDB.",
  Worker: "There are no threads here. Start several SDK calls and await Promise.all([...]) to have work in parallel.",
  SharedWorker:
    "There are no threads here. Start several SDK calls and await Promise.all([...]) to have work in parallel.",
  BroadcastChannel: "Code here cannot talk to other pages. Use console.log to show something.",
  require:
    'This is an ES module: write import { DynamoDBClient } from "@aws-sdk/client-dynamodb" at the top of the file.',
  alert: "There is no page to show a dialog on. Use console.log.",
  prompt: "There is no page to show a dialog on. Put the value in the code.",
  confirm: "There is no page to show a dialog on. Put the value in the code.",
};

for (const [name, advice] of Object.entries(FUNCTIONS)) {
  Object.defineProperty(globalThis, name, {
    value: function forbidden() {
      throw new ForbiddenError(name, advice);
    },
    writable: true,
    configurable: true,
  });
}

const PROCESS = {
  get env() {
    return facts.environment;
  },
  hrtime: Object.assign(() => [Math.floor(nowInMicros() / 1e6), (nowInMicros() % 1e6) * 1000], {
    bigint: () => BigInt(nowInMicros()) * 1000n,
  }),
  nextTick: (job, ...given) => queueMicrotask(() => job(...given)),
};
const PROCESS_ADVICE = {
  exit: "A program ends when its last line is done; a Lambda handler ends with return or throw.",
};

globalThis.process = new Proxy(PROCESS, {
  get(target, name) {
    if (typeof name === "symbol" || name in target || name === "then" || name === "toJSON") return target[name];
    throw new ForbiddenError(
      `process.${name}`,
      PROCESS_ADVICE[name] ?? "Of Node's process only process.env, process.hrtime and process.nextTick exist here.",
    );
  },
});
