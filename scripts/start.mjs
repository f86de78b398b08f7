// `npm start`: from a fresh clone to a running page with the endpoint beside it, on one port. Installs, builds and
// serves, each only if needed.
// Options: --port N (wanted port), --strict-port (fail when it is taken).

import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildIfNeeded, DIST, ROOT } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";
import { bundleEndpoint } from "./endpoint.mjs";
import { fileListener, portsToTry } from "./static-server.mjs";

const { values: options } = parseArgs({
  options: { port: { type: "string", default: "4173" }, "strict-port": { type: "boolean", default: false } },
});

try {
  installDependencies(ROOT);
  if (await buildIfNeeded()) console.log("Built dist/.");
  const { serveBesidePage } = await import(pathToFileURL(await bundleEndpoint("beside-page")).href);
  const ports = portsToTry(Number(options.port), options["strict-port"]);
  const { port } = await serveBesidePage(fileListener(DIST), ports).catch((error) => {
    throw error.code === "EADDRINUSE"
      ? new Error(`Port ${options.port} is taken. Stop what uses it, or choose another with --port.`)
      : error;
  });
  console.log(`
  Glass Table is at http://127.0.0.1:${port}/

  The same address answers DynamoDB's API: point an AWS SDK or the AWS CLI at it. With "Accept SDK traffic" switched
  on in the page, your programs drive the world on the screen.

  Ctrl+C stops it.
`);
} catch (error) {
  console.error(`\nCould not start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
