/**
 * `npm start`: the page and the endpoint on one port. A connection that begins with a call of the API goes to the
 * endpoint's listener, any other to the page's server: its files, and the bridge by which an open page answers the API.
 * [BRIDGE-1, BRIDGE-10]
 */
import { createServer, type RequestListener } from "node:http";
import { createServer as createPort, type Server, type Socket } from "node:net";
import { LiveWorld } from "../engine/index.ts";
import { type ConnectionKeeper, keepConnections } from "./listener.ts";
import { LocalAnswerer } from "./local-answerer.ts";
import { PageBridge } from "./page-bridge.ts";

const HOST = "127.0.0.1";
const HOME = "us-east-1";
const SEED = 1;
/** A connection on which nothing is said for this long is nobody's. */
const FIRST_BYTE_MILLIS = 10_000;
/** How a call of the API begins: programs post to the root, and a program in a web page asks first whether it may. */
const API_BEGINNINGS = ["POST / ", "POST /?", "OPTIONS / "];

export interface BesidePage {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * @param servePage answers requests for the page's files
 * @param ports tried in this order; 0 lets the system choose
 * @throws when none is free
 */
export async function serveBesidePage(servePage: RequestListener, ports: readonly number[]): Promise<BesidePage> {
  const now = (): number => Date.now() * 1000;
  const world = new LiveWorld({ seed: SEED, latency: "instant", startAt: now(), regions: new Map([[HOME, []]]) });
  const complain = (line: string): void => console.error(line);
  const behind = new LocalAnswerer({ world, regions: null, now, complain });
  const bridge = new PageBridge(behind);
  const pages = createServer((request, response) => {
    if (!bridge.handle(request, response)) servePage(request, response);
  });
  const calls = keepConnections({ answerer: bridge, seed: SEED });
  const server = createPort({ allowHalfOpen: true, pauseOnConnect: false }, (socket) => sort(socket, pages, calls));
  await listenOnFirstFree(server, ports);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        bridge.close();
        behind.close();
        pages.closeAllConnections();
        calls.close();
      }),
  };
}

/** Looks at the first bytes and gives them back to whoever takes the connection. */
function sort(socket: Socket, pages: ReturnType<typeof createServer>, calls: ConnectionKeeper): void {
  const giveUp = (): void => void socket.destroy();
  socket.setTimeout(FIRST_BYTE_MILLIS, giveUp);
  socket.once("error", giveUp);
  socket.once("data", (first: Buffer) => {
    socket.setTimeout(0);
    socket.off("timeout", giveUp);
    socket.off("error", giveUp);
    socket.pause();
    socket.unshift(first);
    if (isCall(first)) calls.take(socket);
    else pages.emit("connection", socket);
    socket.resume();
  });
}

/** A first piece that is too short to tell is left to the stricter of the two. */
function isCall(first: Buffer): boolean {
  const text = first.toString("latin1", 0, 16);
  return API_BEGINNINGS.some((beginning) => text.startsWith(beginning) || beginning.startsWith(text));
}

async function listenOnFirstFree(server: Server, ports: readonly number[]): Promise<void> {
  for (const [i, port] of ports.entries()) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host: HOST, port, backlog: 1_024 }, () => {
          server.removeAllListeners("error");
          resolve();
        });
      });
      return;
    } catch (thrown) {
      const taken = (thrown as NodeJS.ErrnoException).code === "EADDRINUSE";
      if (!taken || i === ports.length - 1) throw thrown;
    }
  }
}
