/**
 * Stands where the SDK expects its fetch-based HTTP handler: hands each signed request to the sandbox and gives the
 * SDK the answer. Everything above it (signing, retries, paging, exceptions) is AWS's own code. [SBX-8]
 */
import { abandonRequest, sendRequest } from "glass:requests";
import { SOURCE } from "./caller.js";

const named = (message, name) => Object.assign(new Error(message), { name });

function regionOf(request) {
  const scope = /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? "");
  return scope?.[1] ?? /^[^.]+\.([a-z0-9-]+)\./.exec(request.hostname)?.[1] ?? "";
}

function bodyText(body) {
  if (body === undefined) return "";
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

export class FetchHttpHandler {
  constructor(options) {
    this.configProvider = typeof options === "function" ? options() : Promise.resolve(options ?? {});
    this.metadata = { handlerProtocol: "h1" };
  }
  static create(given) {
    return typeof given?.handle === "function" ? given : new FetchHttpHandler(given);
  }
  destroy() {}
  updateHttpClientConfig(key, value) {
    this.configProvider = this.configProvider.then((config) => ({ ...config, [key]: value }));
  }
  httpHandlerConfigs() {
    return {};
  }

  async handle(request, { abortSignal, requestTimeout, [SOURCE]: source = null } = {}) {
    const limitMillis = requestTimeout ?? (await this.configProvider).requestTimeout ?? 0;
    if (abortSignal?.aborted) throw named("Request aborted", "AbortError");
    const { id, answer } = sendRequest({
      target: request.headers["x-amz-target"] ?? "",
      region: regionOf(request),
      body: bodyText(request.body),
      attempt: Number(/attempt=(\d+)/.exec(request.headers["amz-sdk-request"] ?? "")?.[1] ?? 1),
      invocationId: request.headers["amz-sdk-invocation-id"] ?? "",
      source,
    });
    const giveUp = (error, reject) => {
      abandonRequest(id);
      reject(error);
    };
    let timer;
    const cut = new Promise((_, reject) => {
      if (abortSignal)
        abortSignal.addEventListener("abort", () => giveUp(named("Request aborted", "AbortError"), reject), {
          once: true,
        });
      if (limitMillis > 0) {
        const late = () => giveUp(named(`Request did not complete within ${limitMillis} ms`, "TimeoutError"), reject);
        timer = setTimeout(late, limitMillis);
      }
    });
    try {
      const { status, headers, body } = await Promise.race([answer, cut]);
      return { response: { statusCode: status, headers, body: new TextEncoder().encode(body) } };
    } finally {
      clearTimeout(timer);
    }
  }
}

export const streamCollector = async (stream) => stream;
