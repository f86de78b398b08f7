// Serves a built folder over HTTP on this machine only. Not a web framework: GET and HEAD of files that exist,
// so that what works here works on any static host. `mount` serves the same files under a sub-path.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

const MIME_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

const PORTS_TRIED = 20;

/** The ports to try for a wanted one: itself, those above it, and at last any. @param {boolean} isFixed only itself */
export function portsToTry(port, isFixed) {
  return isFixed || port === 0 ? [port] : [...Array.from({ length: PORTS_TRIED }, (_, i) => port + i), 0];
}

/**
 * @param {object} options
 * @param {string} options.folder what to serve
 * @param {number} options.port wanted port; 0 lets the system choose
 * @param {boolean} [options.portIsFixed] fail when the port is taken, instead of trying the next ones
 * @param {string} [options.mount] path the folder appears under, with both slashes ("/x/y/"); default "/"
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveFolder({ folder, port, portIsFixed = false, mount = "/" }) {
  const server = createServer(fileListener(folder, mount));
  await listenOnFreePort({ server, port, portIsFixed });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}${mount}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Answers requests for the files of a folder.
 * @param {string} folder
 * @param {string} [mount] path it appears under, with both slashes
 * @returns {import("node:http").RequestListener}
 */
export function fileListener(folder, mount = "/") {
  const root = path.resolve(folder);
  return (request, response) => {
    answer({ root, mount, request, response }).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

async function answer({ root, mount, request, response }) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const file = await fileFor({ root, mount, url: request.url });
  if (!file) {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
    return;
  }
  response.writeHead(200, {
    "Content-Type": MIME_TYPES[path.extname(file.path)] ?? "application/octet-stream",
    "Content-Length": file.sizeBytes,
    "X-Content-Type-Options": "nosniff",
    // Names under assets/ carry a content hash; everything else must be asked for again, or an update never arrives.
    "Cache-Control": file.path.includes(`${path.sep}assets${path.sep}`)
      ? "public, max-age=31536000, immutable"
      : "no-cache",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file.path).pipe(response);
}

/** The file behind a URL, or undefined when there is none or the URL points outside the folder. */
async function fileFor({ root, mount, url }) {
  let wanted;
  try {
    wanted = decodeURIComponent(new URL(url, "http://host").pathname);
  } catch {
    return undefined;
  }
  if (!wanted.startsWith(mount) || wanted.includes("\0")) return undefined;
  const relative = wanted.slice(mount.length);
  const found = path.join(root, relative === "" || relative.endsWith("/") ? `${relative}index.html` : relative);
  if (!found.startsWith(root + path.sep)) return undefined;
  const stats = await stat(found).catch(() => undefined);
  return stats?.isFile() ? { path: found, sizeBytes: stats.size } : undefined;
}

async function listenOnFreePort({ server, port, portIsFixed }) {
  for (const candidate of portsToTry(port, portIsFixed)) {
    if (await tryListen(server, candidate)) return;
  }
  throw new Error(`Port ${port} is taken. Stop what uses it, or choose another with --port.`);
}

/** Loopback only: nobody else on the network is served. Resolves to false when the port is taken. */
function tryListen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)));
    server.listen(port, "127.0.0.1", () => {
      server.removeAllListeners("error");
      resolve(true);
    });
  });
}
