/**
 * The SDK picks its runtime configuration by platform (Node, browser, React Native). This is the sandbox's: the browser's
 * with a Region and credentials filled in, so `new DynamoDBClient()` works as it does inside Lambda.
 * `glass:browser-config` is the client's own runtimeConfig.browser, put there by scripts/sdk-bundle-plugin.mjs.
 */

import { getRuntimeConfig as browserConfig } from "glass:browser-config";
import { programRegion } from "glass:requests";

export const getRuntimeConfig = (config) =>
  browserConfig({
    region: programRegion(),
    credentials: { accessKeyId: "AKIDGLASSTABLE", secretAccessKey: "not-a-secret", sessionToken: undefined },
    ...config,
  });
