// `npm start`: from a fresh clone to a running page with the endpoint beside it, on one port. Installs, builds and
// serves, each only if needed.
// `--help` names the options.

import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildIfNeeded, DIST, ROOT } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";
import { bundleEndpoint } from "./endpoint.mjs";
import { fileListener, portsToTry } from "./static-server.mjs";

const USAGE = `npm start -- [options]

Serves the page, and DynamoDB's API at the same address. Installs and builds first where that is needed.

  --port N         the port wanted (4173); when it is taken, one of the next
  --strict-port    fail when the port is taken
  --help           this text
`;
const PORT_MAX = 65_535;

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

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

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "4173" },
        "strict-port": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > PORT_MAX) throw new Error(`No port: ${values.port}.`);
    return values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split(". ")[0] : String(error);
    console.error(`${said}\n\n${USAGE}`);
    process.exit(2);
  }
}
