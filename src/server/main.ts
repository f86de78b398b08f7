/**
 * `npm run endpoint`: one world, one port, until somebody stops it. Exit codes: 0 stopped, 1 could not start or save,
 * 2 wrong command line. [END-7..9]
 */
import { LiveWorld } from "../engine/index.ts";
import { listen } from "./listener.ts";
import { LocalAnswerer } from "./local-answerer.ts";
import { type EndpointOptions, HELP, readOptions } from "./options.ts";

const HOME = "us-east-1";

/** Microseconds since the Unix epoch. The world stands still when somebody sets the clock back. */
const now = (): number => Date.now() * 1000;

const read = readOptions(process.argv.slice(2));
if (read.kind === "help") console.log(HELP);
else if (read.kind === "wrong") {
  console.error(`${read.message}\n\n${HELP}`);
  process.exitCode = 2;
} else {
  start(read.options).catch((thrown: unknown) => {
    console.error(`The endpoint could not start: ${thrown instanceof Error ? thrown.message : thrown}`);
    process.exit(1);
  });
}

async function start(options: EndpointOptions): Promise<void> {
  const { seed, latency, regions, host, port } = options;
  const world = new LiveWorld({
    seed,
    latency,
    startAt: now(),
    regions: new Map((regions ?? [HOME]).map((region) => [region, []])),
  });
  const answerer = new LocalAnswerer({ world, regions, now, complain: (line) => console.error(line) });
  const listener = await listen({ answerer, host, port, seed });
  console.log(`Glass Table answers DynamoDB's API at http://${host === "::1" ? "[::1]" : host}:${listener.port}`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await listener.close();
    answerer.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
