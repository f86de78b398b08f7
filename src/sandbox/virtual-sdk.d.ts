/** Made by scripts/sdk-bundle-plugin.mjs. */
declare module "virtual:sandbox-sdk" {
  const bundle: {
    /** Package name → the file that stands for it. */
    readonly entries: Readonly<Record<string, string>>;
    /** File name → ES module text; files import each other as `./name`. */
    readonly files: Readonly<Record<string, string>>;
  };
  export default bundle;
}
