/** A port on loopback: accepts connections, keeps an eye on the slow ones, and closes without leaving anyone hanging. */
import { createServer, type Socket } from "node:net";
import { requestIdText } from "../engine/index.ts";
import type { Answerer } from "./answerer.ts";
import { Connection } from "./connection.ts";

const CONNECTIONS_MAX = 10_000;
/** What all connections together may hold of requests that are not complete. */
const HELD_BYTES_MAX = 512 * 1024 * 1024;
const PATIENCE_CHECK_MILLIS = 1_000;
/** How long requests in hand may take once the port is closed. */
const CLOSING_MILLIS = 1_000;

export interface ListenerOptions {
  readonly answerer: Answerer;
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  /** Of the request ids. */
  readonly seed: number;
}

export interface Listener {
  readonly port: number;
  /** Stops listening; requests that were read already are answered. */
  close(): Promise<void>;
}

/** Connections in hand, wherever they were accepted. */
export interface ConnectionKeeper {
  take(socket: Socket): void;
  /** Requests that were read already are answered; connections that dawdle are cut. */
  close(): void;
}

export function keepConnections({ answerer, seed }: Pick<ListenerOptions, "answerer" | "seed">): ConnectionKeeper {
  let requests = 0;
  const connections = new Map<Connection, Socket>();
  /** As of the last check; what came since is added. */
  let held = 0;
  const shared = {
    answerer,
    nextRequestId: () => requestIdText(seed, ++requests),
    holdBack: heldBackSockets(),
    roomFor: (bytes: number) => {
      held += bytes;
      if (held > HELD_BYTES_MAX) held = heldNow() + bytes;
      return held <= HELD_BYTES_MAX;
    },
  };
  const heldNow = (): number => {
    let sum = 0;
    for (const connection of connections.keys()) sum += connection.held;
    return sum;
  };
  const patience = setInterval(() => {
    held = heldNow();
    for (const connection of connections.keys()) connection.checkPatience(Date.now());
  }, PATIENCE_CHECK_MILLIS);
  patience.unref();
  return {
    take: (socket) => {
      const connection = new Connection(socket, shared);
      connections.set(connection, socket);
      socket.on("close", () => connections.delete(connection));
    },
    close: () => {
      clearInterval(patience);
      for (const connection of connections.keys()) connection.finish();
      const cut = setTimeout(() => {
        for (const socket of connections.values()) socket.destroy();
      }, CLOSING_MILLIS);
      cut.unref();
    },
  };
}

/** @throws when the port is taken */
export async function listen({ answerer, host, port, seed }: ListenerOptions): Promise<Listener> {
  const keeper = keepConnections({ answerer, seed });
  const server = createServer({ allowHalfOpen: true }, keeper.take);
  server.maxConnections = CONNECTIONS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, backlog: 1_024 }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        keeper.close();
      }),
  };
}

/**
 * Answers go out together once everything that arrived together is answered: to write one wakes its reader, and to wake
 * thirty readers one by one costs more than to answer them.
 */
function heldBackSockets(): (socket: Socket) => void {
  let held: Socket[] = [];
  const release = (): void => {
    const sockets = held;
    held = [];
    for (const socket of sockets) socket.uncork();
  };
  return (socket) => {
    if (socket.writableCorked > 0) return;
    socket.cork();
    if (held.push(socket) === 1) process.nextTick(release);
  };
}
