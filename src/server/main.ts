/**
 * `npm run endpoint`: one world, one port, until somebody stops it. Exit codes: 0 stopped, 1 could not start or save,
 * 2 wrong command line. [END-7..9]
 */
import { LiveWorld } from "../engine/index.ts";
import { listen } from "./listener.ts";
import { LocalAnswerer } from "./local-answerer.ts";
import { type EndpointOptions, HELP, readOptions } from "./options.ts";
import { loadSnapshot, restoreSettings, saveSnapshot } from "./snapshot.ts";
import type { SnapshotTable } from "./snapshot-lines.ts";

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
    console.error(`The endpoint could not start: ${whyNot(thrown, read.options)}`);
    process.exit(1);
  });
}

/** The system's codes say what is wrong with a port, not what to do. */
function whyNot(thrown: unknown, { port }: EndpointOptions): string {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return `port ${port} is taken. Stop what uses it, or choose another with --port.`;
  if (code === "EACCES") return `port ${port} needs more rights. Choose one above 1023 with --port.`;
  return message ?? String(thrown);
}

async function start(options: EndpointOptions): Promise<void> {
  const { seed, latency, regions, host, port, load, save } = options;
  const tables = load === null ? [] : await loaded(load);
  const world = new LiveWorld({ seed, latency, startAt: now(), regions: placed(regions ?? [HOME], tables) });
  const answerer = new LocalAnswerer({ world, regions, now, complain: (line) => console.error(line) });
  await restoreSettings(answerer, tables);
  const listener = await listen({ answerer, host, port, seed });
  console.log(`Glass Table answers DynamoDB's API at http://${host === "::1" ? "[::1]" : host}:${listener.port}`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await listener.close();
    let code = 0;
    try {
      if (save !== null) console.log(`Saved ${await saveSnapshot(answerer, world.regions, save)} items to ${save}`);
    } catch (thrown) {
      console.error(`${save} could not be written: ${thrown instanceof Error ? thrown.message : thrown}`);
      code = 1;
    }
    answerer.close();
    process.exit(code);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

async function loaded(file: string): Promise<SnapshotTable[]> {
  try {
    return await loadSnapshot(file);
  } catch (thrown) {
    throw new Error(`${file} cannot be loaded: ${thrown instanceof Error ? thrown.message : thrown}`);
  }
}

/** Tables by Region; the Regions asked for are there even when they are empty. */
function placed(regions: readonly string[], tables: readonly SnapshotTable[]): Map<string, SnapshotTable[]> {
  const byRegion = new Map<string, SnapshotTable[]>(regions.map((region) => [region, []]));
  for (const table of tables) {
    const here = byRegion.get(table.region);
    if (here === undefined) byRegion.set(table.region, [table]);
    else here.push(table);
  }
  return byRegion;
}
