// `npm start`: from a fresh clone to a running page. Installs, builds and serves, each only if needed.
// Options: --port N (wanted port), --strict-port (fail when it is taken), --mount /x/y/ (serve under a sub-path).

import { parseArgs } from "node:util";
import { buildIfNeeded, DIST, ROOT } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";
import { serveFolder } from "./static-server.mjs";

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "4173" },
    "strict-port": { type: "boolean", default: false },
    mount: { type: "string", default: "/" },
  },
});

try {
  installDependencies(ROOT);
  if (await buildIfNeeded()) console.log("Built dist/.");
  const { url } = await serveFolder({
    folder: DIST,
    port: Number(options.port),
    portIsFixed: options["strict-port"],
    mount: options.mount,
  });
  console.log(`\n  Glass Table is at ${url}\n\n  Ctrl+C stops it.\n`);
} catch (error) {
  console.error(`\nCould not start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
