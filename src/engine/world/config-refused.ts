/** A config that the engine cannot build. The message says what is wrong and where. [WORLD-3] */
export class ConfigRefused extends Error {
  override name = "ConfigRefused";
}
