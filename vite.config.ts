// How the page is built and how unit tests run. The result must work from any static host, under any sub-path,
// offline after the first visit, and under the Content-Security-Policy written in index.html.

import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { sdkBundlePlugin } from "./scripts/sdk-bundle-plugin.mjs";
import { sdkTypesPlugin } from "./scripts/sdk-types-plugin.mjs";

const LARGEST_CACHED_FILE_BYTES = 16 * 1024 * 1024;

export default defineConfig({
  base: "./",
  plugins: [
    react(),
    sdkBundlePlugin(),
    sdkTypesPlugin(),
    withoutPolicyInDevelopment(),
    VitePWA({
      registerType: "prompt",
      // The app registers it through virtual:pwa-register so that it can offer the update.
      injectRegister: false,
      includeAssets: ["icon.svg", "theme.js"],
      manifest: {
        name: "Glass Table — see inside DynamoDB",
        short_name: "Glass Table",
        description: "A whole DynamoDB that runs in this tab, on virtual time, and lets you watch it think.",
        start_url: "./",
        scope: "./",
        display: "standalone",
        background_color: "#0b0d10",
        theme_color: "#0b0d10",
        icons: [
          { src: "icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
          { src: "icon.svg", sizes: "any", type: "image/svg+xml" },
        ],
      },
      workbox: {
        // Everything, the editor and the sandbox included: offline must not mean "without code".
        globPatterns: ["**/*.{js,css,html,svg,png,ttf,woff,woff2,wasm,json,md,webmanifest}"],
        // It says what stands beside the page now.
        globIgnores: ["endpoint.json"],
        maximumFileSizeToCacheInBytes: LARGEST_CACHED_FILE_BYTES,
        clientsClaim: true,
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  worker: {
    format: "es",
    plugins: () => [sdkBundlePlugin()],
    rolldownOptions: {
      // The engine's door only hands out: without this, all that is behind it would come with whoever opens it.
      treeshake: { moduleSideEffects: (id) => !id.endsWith("/engine/index.ts") },
      output: {
        chunkFileNames: ({ facadeModuleId, name }) => `assets/${partName(facadeModuleId, name)}-[hash].js`,
        // One file for what the Worker starts with: many small ones compress worse.
        codeSplitting: { groups: [{ name: "engine", tags: ["$initial"] }] },
      },
    },
  },
  build: {
    target: "es2022",
    // A data: URL of a font, an image or WebAssembly would need holes in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Monaco and its TypeScript worker are megabytes and load only with the editor; `npm run bench` watches the rest.
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: {
          groups: [{ name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  test: {
    environment: "node",
    pool: "threads",
    maxWorkers: 2,
    // A test never times: a busy machine must not fail it. This only ends what hangs.
    testTimeout: 120_000,
    projects: [
      // Nothing in the engine outlives a test, so its files share their modules: loading it anew for each took longer
      // than testing it.
      {
        extends: true,
        test: {
          name: "engine",
          include: ["src/engine/**/*.test.ts"],
          isolate: false,
          // The whole engine: only the page's Worker does with less.
          setupFiles: ["src/engine/later.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "the rest",
          include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
          exclude: ["src/engine/**"],
        },
      },
    ],
  },
});

/** Views are fetched one by one and are all called view.ts: their panel's name tells them apart. */
function partName(facade: string | null, name: string): string {
  return facade?.match(/panels\/([^/]+)\/view\.ts$/)?.[1]?.concat("-view") ?? name;
}

/** Hot reloading writes inline scripts, which the page's policy rightly refuses: only the dev server goes without. */
function withoutPolicyInDevelopment(): Plugin {
  return {
    name: "glass-table:without-policy-in-development",
    apply: "serve",
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
  };
}
