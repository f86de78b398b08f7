// Real clients against the endpoint: every program in e2e/clients, one after the other, each printing a line for each
// thing it tried. Counts are left in .cache/clients.json. Python's program is left out where boto3 is not installed.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./build.mjs";
import { bundleEndpoint } from "./endpoint.mjs";

const CLIENTS_REPORT = path.join(ROOT, ".cache", "clients.json");
const FOLDER = path.join(ROOT, "e2e", "clients");
/** A client that waits for something that never comes must not hold up the rest. */
const PROGRAM_MILLIS = 180_000;
const PYTHONS = ["python3", "/usr/bin/python3"];

/**
 * Starts the endpoint on a free port.
 * @param {string[]} [options] of its command line
 * @returns {Promise<{ url: string, child: import("node:child_process").ChildProcess, stop: () => Promise<number | null> }>}
 */
export async function startEndpoint(options = []) {
  const child = spawn(process.execPath, [await bundleEndpoint(), "--port", "0", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  const url = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
      const [found] = /http:\S+/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then((code) => reject(new Error(`the endpoint ended with code ${code} before it listened`)));
  });
  return {
    url,
    child,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** @returns {Promise<{ passed: number, failed: number }>} */
async function runClients() {
  const endpoint = await startEndpoint();
  const counts = { passed: 0, failed: 0 };
  try {
    for (const file of readdirSync(FOLDER).sort()) {
      const command = commandFor(file);
      if (command === undefined) continue;
      console.log(`\n${file}`);
      if (command === null) {
        console.log("  skipped: python3 has no boto3 here (Debian: apt-get install python3-boto3)");
        continue;
      }
      await runProgram([...command, path.join(FOLDER, file), endpoint.url], counts);
    }
  } finally {
    if ((await endpoint.stop()) !== 0) {
      console.log("not ok the endpoint stopped cleanly");
      counts.failed++;
    }
  }
  return counts;
}

/** How to run a file; undefined when it is no program, null when this machine cannot. */
function commandFor(file) {
  if (file === "program.mjs") return undefined;
  if (file.endsWith(".mjs")) return [process.execPath, "--no-warnings"];
  if (!file.endsWith(".py")) return undefined;
  const python = PYTHONS.find((name) => spawnSync(name, ["-c", "import boto3"]).status === 0);
  return python === undefined ? null : [python];
}

function runProgram([command, ...args], counts) {
  const before = { ...counts };
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], timeout: PROGRAM_MILLIS });
    let rest = "";
    child.stdout.on("data", (text) => {
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        console.log(`  ${line}`);
        if (line.startsWith("ok ")) counts.passed++;
        else if (line.startsWith("not ok ")) counts.failed++;
      }
    });
    child.on("error", (error) => console.log(`  ${error.message}`));
    child.on("close", (code) => {
      // A program that stopped early, or tried nothing, has not shown anything.
      if (counts.failed === before.failed && (code !== 0 || counts.passed === before.passed)) {
        console.log(`  not ok ended with ${code ?? "a signal"} after ${counts.passed - before.passed} steps`);
        counts.failed++;
      }
      resolve();
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const counts = await runClients();
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  mkdirSync(path.dirname(CLIENTS_REPORT), { recursive: true });
  writeFileSync(CLIENTS_REPORT, JSON.stringify(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
