// Finds a Chromium for the Playwright suite and the benchmark, and installs one where there is none:
// Playwright's own where it can be had, the system's otherwise, Debian's package as the last resort.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The one without windows first: the suite needs a quarter less of the processor with it. */
const SYSTEM_NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
const CDN = "https://cdn.playwright.dev";
const CDN_ANSWER_MILLIS = 5_000;
const DOWNLOAD_MILLIS = 240_000;

/** Arguments every launch needs: no sandbox only as root, where Chromium refuses to start with one. */
export const BROWSER_ARGS = [
  ...(isRoot() ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Path of a Chromium that starts, or undefined. Installs nothing.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const chosen = process.env.GLASS_TABLE_CHROMIUM;
  if (chosen) return chosen;
  return (await playwrightsBrowser()) ?? systemBrowser();
}

/**
 * Path of a Chromium that starts, installed now if need be. Throws with what to do when none can be had.
 * @returns {Promise<string>}
 */
export async function installBrowser() {
  if (process.env.GLASS_TABLE_CHROMIUM) return process.env.GLASS_TABLE_CHROMIUM;
  const found =
    (await playwrightsBrowser()) ?? (await downloadPlaywrightsBrowser()) ?? systemBrowser() ?? debianBrowser();
  if (found) return found;
  throw new Error(
    "No Chromium found and none could be installed. Install one (Debian: apt-get install chromium), " +
      "or name it: GLASS_TABLE_CHROMIUM=/path/to/chromium npm test",
  );
}

async function playwrightsBrowser() {
  const { chromium } = await import("@playwright/test");
  return working(chromium.executablePath());
}

async function downloadPlaywrightsBrowser() {
  // Behind many firewalls the download host does not answer, and Playwright itself would try for minutes.
  const answers = await fetch(CDN, { method: "HEAD", signal: AbortSignal.timeout(CDN_ANSWER_MILLIS) }).then(
    () => true,
    () => false,
  );
  if (!answers) return undefined;
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve("@playwright/test")), "cli.js");
  const withPackages = isRoot() && onDebian() ? ["--with-deps"] : [];
  run(process.execPath, [cli, "install", ...withPackages, "chromium"], DOWNLOAD_MILLIS);
  return playwrightsBrowser();
}

function systemBrowser() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const places = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  places.push("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
  places.push("/Applications/Chromium.app/Contents/MacOS/Chromium");
  for (const place of places) {
    const found = working(place);
    if (found) return found;
  }
  return undefined;
}

function debianBrowser() {
  if (!isRoot() || !onDebian()) return undefined;
  run("apt-get", ["update"], DOWNLOAD_MILLIS);
  // Older releases have only the whole browser.
  for (const name of ["chromium-headless-shell", "chromium"]) {
    run("apt-get", ["install", "-y", "--no-install-recommends", name], DOWNLOAD_MILLIS * 2);
    const found = systemBrowser();
    if (found) return found;
  }
  return undefined;
}

/** The path if it is a program that starts: a downloaded browser without its system libraries does not. */
function working(place) {
  if (!existsSync(place)) return undefined;
  const { status } = spawnSync(place, ["--version"], { stdio: "ignore", timeout: 30_000 });
  return status === 0 ? place : undefined;
}

function run(command, args, timeout) {
  console.log(`> ${path.basename(command)} ${args.join(" ")}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], timeout, env: environment });
}

function isRoot() {
  return process.getuid?.() === 0;
}

function onDebian() {
  return existsSync("/usr/bin/apt-get");
}
