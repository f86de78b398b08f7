/** The command line of the endpoint. A wrong one is refused with what is right, before anything starts. [END-9] */
import { parseArgs } from "node:util";

export interface EndpointOptions {
  readonly port: number;
  readonly host: string;
  /** null: whatever Region a signature names. */
  readonly regions: readonly string[] | null;
  readonly latency: "instant" | "typical" | "slow";
  readonly seed: number;
  /** Snapshot to start from. */
  readonly load: string | null;
  /** Where the tables are written when the endpoint stops. */
  readonly save: string | null;
}

export type ReadOptions =
  | { readonly kind: "start"; readonly options: EndpointOptions }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly message: string };

const LATENCIES = ["instant", "typical", "slow"] as const;
const LOOPBACK: readonly string[] = ["127.0.0.1", "::1", "localhost"];

export const HELP = `npm run endpoint -- [options]

A DynamoDB on this machine, for anything that speaks DynamoDB. It listens on loopback only; every access key and
every signature is accepted, and the Region is the one that was signed for.

  --port N           port to listen on (8000; 0: any free one)
  --host ADDRESS     loopback address: 127.0.0.1 (default), ::1 or localhost
  --regions A,B      the only Regions there are (default: any, opened when first named)
  --latency PROFILE  instant (default), typical (milliseconds, tables take seconds) or slow
  --seed N           of everything that is left to chance (1)
  --load FILE        start with the tables and items of this snapshot
  --save FILE        write a snapshot when stopped with Ctrl+C or SIGTERM
  --help             this text
`;

export function readOptions(args: readonly string[]): ReadOptions {
  let values: Record<string, string | boolean | undefined>;
  try {
    values = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "8000" },
        host: { type: "string", default: "127.0.0.1" },
        regions: { type: "string" },
        latency: { type: "string", default: "instant" },
        seed: { type: "string", default: "1" },
        load: { type: "string" },
        save: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (thrown) {
    return wrong(thrown instanceof Error ? thrown.message : String(thrown));
  }
  if (values.help === true) return { kind: "help" };
  const text = (name: string): string | null => (typeof values[name] === "string" ? (values[name] as string) : null);
  const port = Number(text("port"));
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return wrong(`--port ${text("port")} is no port: a whole number from 0 to 65535`);
  const seed = Number(text("seed"));
  if (!Number.isSafeInteger(seed)) return wrong(`--seed ${text("seed")} is no whole number`);
  const latency = LATENCIES.find((name) => name === text("latency"));
  if (latency === undefined) return wrong(`--latency ${text("latency")} is none of ${LATENCIES.join(", ")}`);
  const host = text("host") ?? "";
  if (!LOOPBACK.includes(host)) return wrong(`--host ${host} is not this machine alone; one of ${LOOPBACK.join(", ")}`);
  const regions = text("regions")?.split(",") ?? null;
  const odd = regions?.find((region) => !/^[a-z0-9-]{1,63}$/i.test(region));
  if (odd !== undefined) return wrong(`--regions: "${odd}" is no name of a Region`);
  return {
    kind: "start",
    options: { port, host, regions, latency, seed, load: text("load"), save: text("save") },
  };
}

function wrong(message: string): ReadOptions {
  return { kind: "wrong", message };
}
