// The built page on any static host: under a sub-path, and without a network after the first visit.

import path from "node:path";
import { filesUnder } from "../scripts/build.mjs";
import { serveFolder } from "../scripts/static-server.mjs";
import { expect, idle, test } from "./fixtures.ts";

test.use({ serviceWorkers: "allow" });

const DIST = path.resolve("dist");

/** What the page may ask for, relative to it. The service worker's own files are kept by the browser instead. */
function builtFiles(): string[] {
  return (
    filesUnder(DIST)
      .map((file) => path.relative(DIST, file).split(path.sep).join("/"))
      .filter((file) => !/^(sw|workbox-[^/]+)\.js$/.test(file))
      // Says what stands beside the page now: a copy of it would be a lie.
      .filter((file) => file !== "endpoint.json")
  );
}

test("[HOST-1] works under a sub-path", async ({ page }) => {
  const server = await serveFolder({ folder: DIST, port: 0, mount: "/x/y/" });
  const outside: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !/^(blob|data):/.test(request.url())) outside.push(request.url());
  });
  await page.goto(server.url);
  await idle(page);
  await expect(page.locator("#root")).not.toBeEmpty();
  const manifest = await page.evaluate(async () => {
    const { href } = document.querySelector("link[rel=manifest]") as HTMLLinkElement;
    const content = await (await fetch(href)).json();
    return { href, start: new URL(content.start_url, href).href };
  });
  expect(manifest).toEqual({ href: `${server.url}manifest.webmanifest`, start: server.url });
  expect(outside).toEqual([]);
  await server.close();
});

for (const mount of ["/", "/x/y/"]) {
  test(`[HOST-2] opens again under ${mount} after the host has gone`, async ({ page }) => {
    const server = await serveFolder({ folder: DIST, port: 0, mount });
    await page.goto(server.url);
    await idle(page);
    // Ready means installed, and installed means that every file is in the cache.
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const title = await page.title();
    await server.close();
    await page.reload();
    await idle(page);
    expect(await page.title()).toBe(title);
    await expect(page.locator("#root")).not.toBeEmpty();
    // Everything that was built is there, also what nothing has asked for yet: the editor, the sandbox.
    const uncached = await page.evaluate(async (files) => {
      const found = await Promise.all(files.map((file) => caches.match(file, { ignoreSearch: true })));
      return files.filter((_, index) => !found[index]);
    }, builtFiles());
    expect(uncached).toEqual([]);
  });
}
