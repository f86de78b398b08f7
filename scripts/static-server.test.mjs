import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveFolder } from "./static-server.mjs";

let parent;
let folder;
const servers = [];

beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), "glass-table-"));
  folder = path.join(parent, "dist");
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  writeFileSync(path.join(folder, "index.html"), "<!doctype html>home");
  writeFileSync(path.join(folder, "assets", "a-1.js"), "export {};");
  writeFileSync(path.join(folder, "engine.wasm"), "wasm");
  writeFileSync(path.join(parent, "secret.txt"), "secret");
});
afterAll(async () => {
  for (const server of servers) await server.close();
  rmSync(parent, { recursive: true, force: true });
});

describe("the static server", () => {
  test("[SERVE-1] serves files with their types, and asks for everything unhashed again", async () => {
    const { url } = await serve({});
    expect(await head(url)).toEqual({ status: 200, type: "text/html; charset=utf-8", cache: "no-cache" });
    expect(await head(`${url}engine.wasm`)).toEqual({ status: 200, type: "application/wasm", cache: "no-cache" });
    expect(await head(`${url}assets/a-1.js`)).toEqual({
      status: 200,
      type: "text/javascript; charset=utf-8",
      cache: "public, max-age=31536000, immutable",
    });
    expect(await (await fetch(url)).text()).toBe("<!doctype html>home");
  });

  test("[SERVE-2] a file that is not there is a 404, and nothing but reading is allowed", async () => {
    const { url } = await serve({});
    expect((await fetch(`${url}gone.js`)).status).toBe(404);
    expect((await fetch(`${url}assets`)).status).toBe(404);
    expect((await fetch(url, { method: "POST" })).status).toBe(405);
  });

  test.each(["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/%00", "/%"])(
    "[SERVE-3] %s does not leave the folder",
    async (target) => {
      const { url } = await serve({});
      expect(await rawStatus(url, target)).toBe(404);
    },
  );

  test("[SERVE-4] a sub-path holds the same files, and nothing is outside it", async () => {
    const { url } = await serve({ mount: "/x/y/" });
    expect(new URL(url).pathname).toBe("/x/y/");
    expect((await fetch(`${url}assets/a-1.js`)).status).toBe(200);
    expect((await fetch(new URL("/assets/a-1.js", url))).status).toBe(404);
  });

  test("[SERVE-5] a taken port leads to another one, or to a refusal when it was fixed", async () => {
    const first = await serve({});
    const port = Number(new URL(first.url).port);
    const second = await serve({ port });
    expect(second.url).not.toBe(first.url);
    await expect(serve({ port, portIsFixed: true })).rejects.toThrow(`Port ${port} is taken`);
  });

  test("[SERVE-6] only this machine is served", async () => {
    const { url } = await serve({});
    expect(new URL(url).hostname).toBe("127.0.0.1");
  });
});

async function serve(options) {
  const server = await serveFolder({ folder, port: 0, ...options });
  servers.push(server);
  return server;
}

async function head(url) {
  const { status, headers } = await fetch(url, { method: "HEAD" });
  return { status, type: headers.get("content-type"), cache: headers.get("cache-control") };
}

/** fetch() tidies paths before it sends them; an attacker does not. */
function rawStatus(url, target) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: target }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
}
